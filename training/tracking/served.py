"""The models as one pyfunc, by models-from-code (MLflow runs this file): filings' bytes in, records out."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from mlflow.models import set_model
from mlflow.pyfunc.model import PythonModel

NAME = "filing"
"""What the records call their source, which comes without a name."""


class Filings(PythonModel):
    """Reads filings as `tieout extract` does; what gives no record gives its status and error."""

    def load_context(self, context: Any) -> None:
        """Load the models."""
        from extraction.pipeline import load_models

        self.models = load_models(Path(context.artifacts["models"]))

    def predict(self, model_input: list[bytes]) -> list[dict[str, Any]]:  # type: ignore[override]
        """A record, or a status and an error, for each filing."""
        from extraction.batch.attempt import attempt
        from extraction.pipeline import extract_bytes

        extracts = [partial(extract_bytes, content, models=self.models) for content in model_input]
        return [json.loads(attempt(lambda path, e=e: e(path.name), Path(NAME)).line) for e in extracts]  # type: ignore[misc]


set_model(Filings())
