"""An ML backend for Label Studio: live predictions in the labelling page, and training when enough is annotated."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any

Answer = tuple[HTTPStatus, dict[str, Any]]
Predict = Callable[[Mapping[str, Any]], dict[str, Any]]
"""A task's data to a prediction: {"result", "score", "model_version"}."""
FINISHED = ("ANNOTATION_CREATED", "ANNOTATION_UPDATED")
LARGEST = 64 << 20
"""Bytes of a request that are read: tasks bear pictures of their pages."""


@dataclass
class Backend:
    """What the five routes need. `train` starts training in the background and tells whether it did.

    Finished annotations are counted by their ids: a correction of one is no further one.
    """

    predict: Predict
    train: Callable[[], bool]
    version: Callable[[], str]
    token: str
    train_at: int = 0
    """Start training at so many finished annotations since the last start; 0: only when told."""
    finished: set[int] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)

    def answer(self, method: str, route: str, body: Mapping[str, Any]) -> Answer:
        """What one of the routes says."""
        if (method, route) == ("GET", "/health"):
            return HTTPStatus.OK, {"status": "UP", "model_class": "Tieout", "annotations": len(self.finished)}
        if (method, route) == ("POST", "/setup"):
            return HTTPStatus.OK, {"model_version": self.version()}
        if (method, route) == ("POST", "/predict"):
            results = [self.predict(task.get("data") or {}) for task in body.get("tasks") or ()]
            return HTTPStatus.OK, {"results": results, "model_version": self.version()}
        if (method, route) == ("POST", "/webhook"):
            return HTTPStatus.OK, self._hear(body)
        if route == "/versions":
            return HTTPStatus.OK, {"versions": [self.version()], "message": "the models in use"}
        return HTTPStatus.NOT_FOUND, {"error": f"no route {method} {route}"}

    def _hear(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Count what was finished; start training when told to, or when there is enough."""
        action = body.get("action")
        with self.lock:
            annotation = body.get("annotation") or {}
            if action in FINISHED and "id" in annotation and not annotation.get("was_cancelled"):
                self.finished.add(int(annotation["id"]))
            enough = 0 < self.train_at <= len(self.finished)
            started = (action == "START_TRAINING" or enough) and self.train()
            if started:
                self.finished.clear()
            return {"annotations": len(self.finished), "training": "started" if started else "waiting"}


def is_allowed(header: str, token: str) -> bool:
    """Whether an Authorization header bears the token: as a token, or as the password that Label Studio sends."""
    kind, _, given = header.partition(" ")
    if kind == "Basic":
        try:
            given = base64.b64decode(given, validate=True).decode().partition(":")[2]
        except ValueError:
            return False
    elif kind not in ("Token", "Bearer"):
        return False
    return hmac.compare_digest(given.encode(), token.encode())


def make_server(backend: Backend, host: str, port: int) -> ThreadingHTTPServer:
    """A server of the backend's routes; `serve_forever` runs it. Port 0 takes a free one."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("GET")

        def do_POST(self) -> None:
            self._answer("POST")

        def _answer(self, method: str) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            if not is_allowed(self.headers.get("Authorization") or "", backend.token):
                self._send(HTTPStatus.UNAUTHORIZED, {"error": "the token is missing or wrong"})
                return
            if length > LARGEST:
                self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": "the request is too large"})
                return
            try:
                body = json.loads(self.rfile.read(length) or b"{}")
            except ValueError:
                self._send(HTTPStatus.BAD_REQUEST, {"error": "the request is no JSON"})
                return
            self._send(*backend.answer(method, self.path.partition("?")[0].rstrip("/"), body))

        def _send(self, status: HTTPStatus, body: Mapping[str, Any]) -> None:
            told = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(told)))
            if status is HTTPStatus.UNAUTHORIZED:
                self.send_header("WWW-Authenticate", "Basic")
                self.close_connection = True
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return ThreadingHTTPServer((host, port), Handler)
