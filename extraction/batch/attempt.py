"""One filing tried: its record as a line of JSON, or what was wrong with it."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extraction.errors import NoModels, Unreadable

if TYPE_CHECKING:
    from extraction.record import Record

Extract = Callable[[Path], "Record"]
Prepare = Callable[[], Extract]
"""Loads the models and gives what extracts with them. Hashable and picklable: workers each call it once."""

OK = "ok"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one input; `line` is a line of the output, `trace` a traceback for who asks for one."""

    path: Path
    line: str
    status: str = OK
    error: str = ""
    trace: str = ""

    @property
    def failed(self) -> bool:
        return self.status != OK


def attempt(extract: Extract, path: Path) -> Outcome:
    """Extract one filing; whatever goes wrong with it becomes an outcome, so that the rest go on. Raises NoModels."""
    try:
        record = extract(path)
    except NoModels:
        raise
    except Unreadable as error:
        return failure(path, error.status, str(error).removeprefix(f"{path.name}: "))
    except FileNotFoundError:
        return failure(path, "not_found", "no such file")
    except OSError as error:
        return failure(path, "unreadable", error.strerror or str(error))
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return failure(path, "failed", reason, traceback.format_exc())
    return Outcome(path, json.dumps(record.as_json(), ensure_ascii=False))


def failure(path: Path, status: str, error: str, trace: str = "") -> Outcome:
    """The outcome of an input that gives no record."""
    line = json.dumps({"source": path.name, "status": status, "error": error}, ensure_ascii=False)
    return Outcome(path, line, status, error, trace)


@cache
def prepared(prepare: Prepare) -> Extract:
    """What `prepare` gives, made once in each process."""
    return prepare()


def attempt_all(paths: Iterable[Path], prepare: Prepare) -> Iterator[Outcome]:
    """Work through inputs in this process."""
    extract = prepared(prepare)
    return (attempt(extract, path) for path in paths)
