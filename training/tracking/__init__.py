"""The one room that knows MLflow: where runs are stored, what they hold, the registered models."""
