"""The commands `tieout annotate ...`. Heavy imports where they are used."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec

import typer

if TYPE_CHECKING:
    from training.annotate.collect import Filing
    from training.annotate.push import Pushed
    from training.annotate.server import Project, Task

app = typer.Typer(
    help="Teach the models your filings: with Label Studio, or with records that you already have.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Asked = ParamSpec("Asked")

Url = Annotated[str, typer.Option(envvar="LABEL_STUDIO_URL", help="Where the Label Studio server is.")]
Token = Annotated[str, typer.Option(envvar="LABEL_STUDIO_TOKEN", help="Your access token there (Account & Settings).")]
Title = Annotated[str, typer.Option("--project", help="The project's title; made if there is none.")]
Model = Annotated[Path | None, typer.Option(exists=True, help="A folder of models, in place of our own.")]
Out = Annotated[Path, typer.Option(file_okay=False, help="The folder of annotations.")]
FILES = typer.Argument(metavar="FILES", exists=True, help="Filings, or folders of filings.")
LOCAL = "http://127.0.0.1:8080"
ANNOTATIONS = Path("annotations/mine")


def _server_asked(command: Callable[Asked, None]) -> Callable[Asked, None]:
    """A command that ends with the server's reason where it refuses."""

    @wraps(command)
    def asking(*args: Asked.args, **kwargs: Asked.kwargs) -> None:
        from training.annotate.server import ServerRefused

        try:
            command(*args, **kwargs)
        except ServerRefused as error:
            typer.echo(f"tieout: {error}", err=True)
            raise typer.Exit(1) from None

    return asking


@app.command()
@_server_asked
def push(
    files: Annotated[list[Path], FILES],
    token: Token,
    url: Url = LOCAL,
    project: Title = "Tieout",
    pick: Annotated[int, typer.Option(min=0, help="Send only the so many filings that teach most.")] = 0,
    model: Model = None,
) -> None:
    """Send filings to a Label Studio project, the models' labels as predictions; what is there already stays."""
    from training.annotate.push import loader, make_tasks, only_new, version_of
    from training.annotate.server import add_tasks, list_tasks

    folder = _models(model)
    models = loader(folder)
    filings = list(_open_all(files))
    if pick and filings:
        filings = _pick(filings, models(), pick)
    client, held = _project(url, token, project)
    known = [task.data for task in list_tasks(client, held)]
    version = version_of(folder)
    tasks: Iterator[Pushed] = (task for filing in filings for task in make_tasks(filing, models(), version))
    fresh = only_new(tasks, known)
    add_tasks(client, held, [p.task for p in fresh])
    there = sum(len(f.sheet.parts) for f in filings) - len(fresh)
    typer.echo(f"{len(fresh)} pages of {len({p.key[0] for p in fresh})} filings sent, {there} were there already")
    typer.echo(f"label them at {url.rstrip('/')}/projects/{held.id}/data")
    _end_if_refused(len(filings))


@app.command()
@_server_asked
def pull(
    token: Token,
    url: Url = LOCAL,
    project: Title = "Tieout",
    out: Out = ANNOTATIONS,
    files: Annotated[list[Path] | None, typer.Option(exists=True, help="Where the filings lie, if moved.")] = None,
    model: Model = None,
) -> None:
    """Bring finished annotations into a folder that `tieout train --continue --annotations` learns from.

    Exit status 1 where an annotation has a problem: the filing stays on the server until it is mended.
    """
    from extraction.values.lexicon import load_lexicon
    from training.annotate.configure import config_digest
    from training.annotate.pull import pull as pull_all

    held, tasks = _tasks(url, token, project)
    lexicon = load_lexicon(_models(model) / "lexicon.safetensors")
    pulled = pull_all(tasks, files or [], out, lexicon, config_digest(held.config))
    for path in pulled.written:
        typer.echo(f"wrote {path}")
    for waiting in pulled.open:
        typer.echo(f"open: {waiting}")
    for problem in pulled.problems:
        typer.echo(f"problem: {problem}", err=True)
    _tell_agreement(tasks)
    typer.echo(f"{len(pulled.written)} filings written to {out}, {len(pulled.problems)} problems")
    if pulled.written:
        typer.echo(f"learn from them with `tieout train --continue --annotations {out} --out work/models`")
    if pulled.problems:
        raise typer.Exit(1)


def _tell_agreement(tasks: Iterable[Task]) -> None:
    """How far people agree, where two labelled the same."""
    from training.annotate.agreement import agree_by_label, kappa, pairs_of
    from training.annotate.configure import GROUPS

    pairs = list(pairs_of(tasks))
    if not pairs:
        return
    typer.echo(f"agreement over {len(pairs)} pages that two people labelled:")
    for group in GROUPS:
        value = kappa(pairs, group.name)
        typer.echo(f"  {group.title}: kappa {value:.3f}" if value is not None else f"  {group.title}: nothing marked")
    for label in agree_by_label(pairs):
        if label.one:
            typer.echo(f"  {label.label}: {label.both} alike, {label.one} by one only (F1 {label.f1:.3f})")


@app.command("import")
def import_(
    files: Annotated[list[Path], FILES],
    records: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Known records: JSON Lines, or CSV.")],
    columns: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="For a CSV: JSON object, pointer to column.")
    ] = None,
    out: Out = ANNOTATIONS,
    least: Annotated[float, typer.Option(min=0, max=1, help="Share of a record that must be found.")] = 0.9,
    model: Model = None,
) -> None:
    """Learn from what you know: find the values of known records in their filings. What is missing or could be in
    several places is named and not guessed; a filing of which too little is found is not written."""
    from training.annotate.collect import save_collected
    from training.annotate.known import find_known, teach_headings
    from training.annotate.push import loader
    from training.annotate.read_known import BadRecords, read_known

    try:
        known = read_known(records, columns)
    except BadRecords as error:
        typer.echo(f"tieout: {error}", err=True)
        raise typer.Exit(1) from None
    models = loader(_models(model))()
    pairs = [(filing, known[filing.path.name]) for filing in _open_all(files) if filing.path.name in known]
    for name in sorted(set(known) - {filing.path.name for filing, _ in pairs}):
        typer.echo(f"problem: {name}: no filing of that name was given", err=True)
    taught = teach_headings(find_known(filing, record, models) for filing, record in pairs)
    written = 0
    for filing, record in pairs:
        found = find_known(filing, record, models, taught)
        for problem in found.problems:
            typer.echo(f"problem: {problem}", err=True)
        if found.share < least:
            typer.echo(f"left out: {filing.path.name}: only {found.share:.0%} of its record was found", err=True)
            continue
        save_collected(found.collected, filing, out, {"by": ["import"], "records": records.name})
        written += 1
    typer.echo(f"{written} of {len(known)} filings annotated in {out}")
    if written < len(known):
        raise typer.Exit(1)


@app.command()
@_server_asked
def backend(
    token: Token,
    url: Url = LOCAL,
    project: Title = "Tieout",
    secret: Annotated[
        str | None,
        typer.Option(envvar="TIEOUT_BACKEND_TOKEN", help="What Label Studio must show; else made up."),
    ] = None,
    host: Annotated[str, typer.Option(help="The address to listen on: this machine alone by default.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, help="The port to listen on; 0 takes a free one.")] = 9090,
    train_at: Annotated[int, typer.Option(min=0, help="Train at so many finished pages; 0: when told.")] = 0,
    files: Annotated[list[Path] | None, typer.Option(exists=True, help="Where the filings lie, if moved.")] = None,
    annotations: Annotated[Path, typer.Option(file_okay=False, help="Where finished annotations go.")] = ANNOTATIONS,
    out: Annotated[Path, typer.Option(file_okay=False, help="Where trained models go.")] = Path("work/models"),
    model: Model = None,
) -> None:
    """Serve live predictions to a Label Studio project, count what is finished, and train in the background."""
    from functools import partial
    from secrets import token_urlsafe

    from training.annotate.live import Training, predict_from
    from training.annotate.push import loader, version_of
    from training.annotate.serve import Backend, make_server
    from training.annotate.server import attach_backend

    folder = _models(model)
    version = version_of(folder)
    tieout = [sys.executable, "-m", "extraction.cli"]
    # The token goes by the environment: a command line can be read by others.
    os.environ["LABEL_STUDIO_TOKEN"] = token
    training = Training(
        (
            [*tieout, "annotate", "pull", "--url", url, "--project", project, "--out", str(annotations)],
            [*tieout, "train", "--continue", "--annotations", str(annotations), "--out", str(out), "--promote"],
        ),
        out.parent / "annotate-train.log",
    )
    guard = secret or token_urlsafe(24)
    served = Backend(
        predict_from(files or [], loader(folder), version), training.start, partial(str, version), guard, train_at
    )
    with make_server(served, host, port) as server:
        at = f"http://{host}:{server.server_address[1]}"
        client, held = _project(url, token, project)
        typer.echo(f"listening at {at}; what training says goes to {training.log}")
        Thread(target=server.serve_forever, daemon=True).start()
        attach_backend(client, held, at, guard)
        typer.echo(f"attached to project {project!r}; end with Ctrl-C")
        try:
            Event().wait()
        except KeyboardInterrupt:
            training.stop()


@app.command()
def config() -> None:
    """Print the Label Studio configuration, made from the models' labels."""
    from training.annotate.configure import label_config

    typer.echo(label_config(), nl=False)


def _models(model: Path | None) -> Path:
    from extraction.labelers.models import IN_USE

    return model or IN_USE


def _open_all(files: Iterable[Path]) -> Iterator[Filing]:
    """Filings that can be labelled; the others are named with the reason."""
    from extraction.batch.inputs import find_inputs
    from extraction.errors import Unreadable
    from training.annotate.collect import open_filing

    for path in find_inputs(list(files)):
        try:
            yield open_filing(path)
        except Unreadable as error:
            typer.echo(f"left out: {error} ({error.status})", err=True)


def _pick(filings: list[Filing], models: Any, count: int) -> list[Filing]:
    """The filings to label first, each with the reason."""
    from training.annotate.pick import judge, pick

    picked = pick([judge(filing, models) for filing in filings], count)
    for one in picked:
        typer.echo(f"picked {one}")
    return [one.filing for one in picked]


def _project(url: str, token: str, title: str) -> tuple[Any, Project]:
    """The client and the project of that title, made if there is none."""
    from training.annotate.configure import INSTRUCTION, label_config
    from training.annotate.server import connect, find_project, make_project

    client = connect(url, token)
    found = find_project(client, title)
    return client, found or make_project(client, title, label_config(), INSTRUCTION)


def _tasks(url: str, token: str, title: str) -> tuple[Project, list[Task]]:
    """A project that must be there, and its tasks."""
    from training.annotate.server import connect, find_project, list_tasks

    client = connect(url, token)
    found = find_project(client, title)
    if found is None:
        typer.echo(f"tieout: no project {title!r} at {url}; `tieout annotate push` makes it", err=True)
        raise typer.Exit(1)
    return found, list_tasks(client, found)


def _end_if_refused(opened: int) -> None:
    if not opened:
        typer.echo("tieout: no filing that could be labelled", err=True)
        raise typer.Exit(1)
