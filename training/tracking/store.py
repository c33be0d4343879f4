"""Where runs are stored: sqlite beside the work, unless MLFLOW_TRACKING_URI names another place."""

from __future__ import annotations

import logging
import os
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from extraction.errors import NoModels

if TYPE_CHECKING:
    from mlflow import MlflowClient

DATABASE, ARTIFACTS = "mlflow.db", "mlruns"
EXPERIMENT = "tieout"
QUIET = MappingProxyType({"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false"})
"""What MLflow reads when it is imported."""


def store_uri() -> str:
    """The address of the store: what MLFLOW_TRACKING_URI says, else `mlflow.db` in the working directory."""
    return os.environ.get("MLFLOW_TRACKING_URI") or f"sqlite:///{Path(DATABASE).resolve()}"


def has_store() -> bool:
    """Whether anything can have been stored yet: asking alone shall not leave an empty database behind."""
    file = store_uri().removeprefix("sqlite:///")
    return file == store_uri() or Path(file).exists()


def connect() -> MlflowClient:
    """A client of the store, which is also the one that `mlflow` itself will use. NoModels without the library."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import mlflow
    except ImportError:
        raise NoModels("tracking and the names of registered models need MLflow: install tieout[train]") from None
    for name in ("mlflow", "alembic"):
        logging.getLogger(name).setLevel(logging.ERROR)
    mlflow.set_tracking_uri(store_uri())
    return mlflow.MlflowClient()


def experiment() -> str:
    """The id of the experiment that holds our runs; made where it is not there."""
    import mlflow

    client = connect()
    known = client.get_experiment_by_name(EXPERIMENT)
    if known:
        return str(known.experiment_id)
    beside = store_uri().startswith("sqlite:")
    place = Path(store_uri().removeprefix("sqlite:///")).parent / ARTIFACTS if beside else None
    return str(mlflow.create_experiment(EXPERIMENT, artifact_location=place.as_uri() if place else None))


def pinned(*names: str) -> list[str]:
    """Requirements at the versions installed here."""
    return [f"{name}=={metadata.version(name)}" for name in names]
