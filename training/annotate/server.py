"""The one file that knows Label Studio's SDK: projects, tasks, predictions and what people made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeAlias, TypeVar

Client: TypeAlias = Any
"""The SDK's client; its own annotations name another client's classes."""
AT_ONCE = 10
"""Tasks sent in one request: pictures of pages make them large."""
BACKEND = "Tieout"


class ServerRefused(Exception):
    """The Label Studio server cannot be reached, or refuses what was asked."""


@dataclass(frozen=True, slots=True)
class Project:
    """A labelling project and the configuration that it has now."""

    id: int
    title: str
    config: str


@dataclass(frozen=True, slots=True)
class Work:
    """What one person made of one task."""

    id: int
    by: str
    at: str
    result: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One part of a filing as it lies on the server; `work` holds finished annotations, skipped ones left out."""

    id: int
    data: Mapping[str, Any]
    work: tuple[Work, ...]


Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def _refusing(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The same, with what the server or the line to it say against it as ServerRefused."""

    @wraps(ask)
    def asking(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        import httpx
        from label_studio_sdk.core.api_error import ApiError

        try:
            return ask(*args, **kwargs)
        except httpx.HTTPError as error:
            raise ServerRefused(f"no Label Studio answers ({error}); `make label-studio` starts one") from None
        except ApiError as error:
            body = error.body if isinstance(error.body, dict) else {}
            why = body.get("validation_errors") or body.get("detail") or "see the token under its Account & Settings"
            raise ServerRefused(f"Label Studio refuses (status {error.status_code}): {why}") from None

    return asking


@_refusing
def connect(url: str, token: str) -> Client:
    """A client of the server at `url`. ServerRefused where it does not answer or the token is not its own.

    The SDK takes both kinds of token: the legacy one, and a personal access token, which it renews by itself.
    """
    from label_studio_sdk.client import LabelStudio

    client: Client = LabelStudio(base_url=url.rstrip("/"), api_key=token)  # type: ignore[no-untyped-call]
    client.users.whoami()
    return client


@_refusing
def find_project(client: Client, title: str) -> Project | None:
    """The project of that title; None where there is none."""
    for project in client.projects.list(title=title):
        if project.title == title and project.id is not None:
            return Project(project.id, title, project.label_config or "")
    return None


@_refusing
def make_project(client: Client, title: str, config: str, guideline: str) -> Project:
    """A new project; the guideline is shown to who labels."""
    made = client.projects.create(
        title=title, label_config=config, expert_instruction=guideline, show_collab_predictions=True
    )
    return Project(made.id, title, config)


@_refusing
def list_tasks(client: Client, project: Project) -> list[Task]:
    """Every task of a project with the finished work on it."""
    return [_task(task) for task in client.tasks.list(project=project.id, fields="all")]


def _task(task: Any) -> Task:
    made = [a if isinstance(a, dict) else a.dict() for a in task.annotations or ()]
    work = [_work(a) for a in made if not a.get("was_cancelled")]
    return Task(int(task.id), dict(task.data or {}), tuple(sorted(work, key=lambda w: (w.at, w.id))))


def _work(annotation: Mapping[str, Any]) -> Work:
    by = annotation.get("completed_by")
    # `created_username` is "name email, number".
    told = str(annotation.get("created_username") or by).rpartition(",")[0] or by
    name = by.get("email") or by.get("id") if isinstance(by, Mapping) else told
    at = str(annotation.get("updated_at") or annotation.get("created_at") or "")
    return Work(int(annotation["id"]), str(name).strip(), at, tuple(annotation.get("result") or ()))


@_refusing
def add_tasks(client: Client, project: Project, tasks: Sequence[Mapping[str, Any]]) -> list[int]:
    """Send tasks, each {"data", "predictions"}; their ids."""
    ids: list[int] = []
    for start in range(0, len(tasks), AT_ONCE):
        batch = [dict(task) for task in tasks[start : start + AT_ONCE]]
        ids += client.projects.import_tasks(project.id, request=batch, return_task_ids=True).task_ids or []
    return ids


@_refusing
def attach_backend(client: Client, project: Project, url: str, token: str) -> None:
    """Let the project ask the backend at `url` for predictions, and tell it of finished annotations.

    What is attached already is told the token anew. The webhook comes first: Label Studio makes one of its own for a
    backend, without a token, where there is none.
    """
    hook = f"{url.rstrip('/')}/webhook"
    told: dict[str, Any] = {
        "headers": {"Authorization": f"Token {token}"},
        "send_payload": True,
        "send_for_all_actions": False,
        "actions": ["ANNOTATION_CREATED", "ANNOTATION_UPDATED"],
    }
    known = [w.id for w in client.webhooks.list(project=str(project.id)) if w.url == hook and w.project == project.id]
    if known:
        client.webhooks.update(known[0], **told)
    else:
        client.webhooks.create(url=hook, project=project.id, **told)
    guard = {"auth_method": "BASIC_AUTH", "basic_auth_user": "tieout", "basic_auth_pass": token}
    backends = [b.id for b in client.ml.list(project=project.id) if b.url == url]
    if backends:
        client.ml.update(backends[0], url=url, project=project.id, **guard)
    else:
        client.ml.create(project=project.id, url=url, title=BACKEND, is_interactive=False, **guard)
