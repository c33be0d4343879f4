"""Registered models: versions of `tieout` with the aliases champion, challenger, in-use and previous."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from shutil import copyfile, copytree
from tempfile import TemporaryDirectory

from extraction.errors import NoModels
from extraction.labelers.models import IN_USE
from training.annotated import AnnotatedFiling, from_json
from training.in_use import WHOLE, bring, digest_models
from training.keep import ROOT
from training.tracking.log import HELD_OUT, a_run
from training.tracking.store import connect, has_store, pinned

REGISTERED = "tieout"
CHAMPION, CHALLENGER, PREVIOUS, USED = "champion", "challenger", "previous", "in-use"
DIGEST = "digest"
SERVED, MODELS = Path(__file__).with_name("served.py"), "models"
"""The pyfunc's code, which MLflow runs, and the name of its artifact with the folder of models."""


def needed() -> list[str]:
    """What extraction needs, and MLflow, pinned."""
    required = [r for r in metadata.requires("tieout") or () if "extra ==" not in r]
    names = ["".join(c if c.isalnum() or c in "-_." else " " for c in r).split()[0] for r in required]
    return pinned("mlflow", *names)


def register(folder: Path, run_id: str, tags: Mapping[str, str], example: bytes | None) -> str:
    """Log a folder of models as a pyfunc of a run that is going on, and register it; the new version."""
    import mlflow

    client = connect()
    with TemporaryDirectory() as held:
        models, beside = Path(held) / "whole" / MODELS, Path(held) / "beside" / MODELS
        bring(folder, models)
        copy_rest(beside)
        logged = mlflow.pyfunc.log_model(
            name=REGISTERED,
            python_model=str(SERVED),
            artifacts={MODELS: str(models)},
            code_paths=[str(ROOT / "extraction"), str(beside)],
            input_example=[example] if example else None,
            pip_requirements=needed(),
        )
    try:
        client.get_registered_model(REGISTERED)
    except mlflow.MlflowException:
        client.create_registered_model(REGISTERED, description="Reads SEC ownership filings into records.")
    told = {**tags, DIGEST: digest_models(folder)}
    made = client.create_model_version(REGISTERED, logged.model_uri, run_id, tags=told, model_id=logged.model_id)
    return str(made.version)


def copy_rest(into: Path) -> None:
    """What lies in the folder of the models in use and is no part of what is trained together."""
    into.mkdir(parents=True)
    for path in IN_USE.iterdir():
        if path.name not in WHOLE:
            (copytree if path.is_dir() else copyfile)(path, into / path.name)


def find_version(name: str) -> str:
    """The version that an alias or a number names; NoModels where there is none."""
    hint = f"aliases are {CHAMPION} and {CHALLENGER} once `tieout train` has registered models"
    unknown = NoModels(f"no folder of models and no registered model is named {name!r} ({hint})")
    if not has_store():
        raise unknown
    client = connect()
    import mlflow

    try:
        if name.isdigit():
            return str(client.get_model_version(REGISTERED, name).version)
        return str(client.get_model_version_by_alias(REGISTERED, name).version)
    except mlflow.MlflowException:
        raise unknown from None


def find_models(name: str) -> Path:
    """The folder of models that an alias or a number of a registered version names. NoModels where there is none."""
    version = find_version(name)
    client = connect()
    import mlflow

    source = client.get_model_version_download_uri(REGISTERED, version)
    folder = Path(mlflow.artifacts.download_artifacts(source)) / "artifacts" / MODELS
    if not folder.is_dir():
        raise NoModels(f"version {version} of {REGISTERED} holds no folder of models")
    return folder


def version_of(folder: Path) -> str | None:
    """The registered version that a folder's models are, if any."""
    client = connect()
    found = client.search_model_versions(f"name = '{REGISTERED}' and tags.{DIGEST} = '{digest_models(folder)}'")
    return max((str(v.version) for v in found), key=int, default=None)


def adopt(folder: Path, example: bytes | None = None) -> str:
    """The version of a folder's models, registered if they are not yet."""
    known = version_of(folder)
    if known:
        return known
    with a_run("models in use", "adopted") as run:
        return register(folder, str(run.info.run_id), {"origin": "the models in use, as they were found"}, example)


def champion() -> str | None:
    """The champion's version, if there is one."""
    return aliases().get(CHAMPION)


def aliases() -> dict[str, str]:
    """The version of each alias."""
    import mlflow

    client = connect()
    try:
        return {alias: str(v) for alias, v in client.get_registered_model(REGISTERED).aliases.items()}
    except mlflow.MlflowException:
        return {}


def name_version(alias: str, version: str) -> None:
    """Let an alias name a version."""
    connect().set_registered_model_alias(REGISTERED, alias, version)


def run_of(version: str) -> str:
    """The run that made a version."""
    return str(connect().get_model_version(REGISTERED, version).run_id)


def note(version: str, **tags: str) -> None:
    """Tags of a version."""
    client = connect()
    for name, value in tags.items():
        client.set_model_version_tag(REGISTERED, version, name, value)


def held_out(version: str) -> list[AnnotatedFiling]:
    """The annotated filings that a version was measured on; NoModels where its run holds none."""
    import mlflow

    connect()
    try:
        path = mlflow.artifacts.download_artifacts(run_id=run_of(version), artifact_path=HELD_OUT)
    except (mlflow.MlflowException, OSError):
        raise NoModels(f"the run of version {version} holds no filings to measure on: give --annotations") from None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [from_json(line) for line in lines]
