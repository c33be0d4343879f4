"""The command `tieout tracking`: MLflow's pages on the store where our runs are."""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Timer
from typing import Annotated

import typer

SECONDS = 4.0
"""Until the pages can be opened in a browser."""


def tracking(
    port: Annotated[int, typer.Option(help="The port of this machine that the pages are on.")] = 5000,
    browser: Annotated[bool, typer.Option(help="Open them in a browser.")] = True,
) -> None:
    """Open the MLflow UI on the right store; Ctrl-C ends it. Choose "Model training" there to see the runs."""
    from extraction.errors import NoModels
    from training.tracking.store import QUIET, experiment, store_uri

    try:
        page = f"http://127.0.0.1:{port}/#/experiments/{experiment()}/runs"
    except NoModels as error:
        typer.echo(f"tieout: {error}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{store_uri()}\n{page}")
    if browser:
        opening = Timer(SECONDS, typer.launch, (page,))
        opening.daemon = True
        opening.start()
    command = [sys.executable, "-m", "mlflow", "server", "--backend-store-uri", store_uri()]
    place = ["--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    environment = {**QUIET, **os.environ}
    try:
        status = subprocess.run([*command, *place], env=environment, check=False).returncode
    except KeyboardInterrupt:
        status = 0
    raise typer.Exit(status)
