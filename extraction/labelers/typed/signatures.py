"""Who signed a typewritten filing, and when: behind `/s/`, or above or behind the form's caption."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.layout.typed import Line, Run, Typed, typed
from extraction.values.date import in_text

_SIGNED = re.compile(r"(?:By: *)?/s/ *", re.I)
_BY = re.compile(r"By: *", re.I)
_CAPTION = re.compile(r"\W*signatures?(?: of (?:the )?reporting (?:person|owner)s?)?\W*(?:\s+date)?\W*$", re.I)
_BEFORE = re.compile(r"\W*(?:signature(?: of (?:the )?reporting person)?|signed) *: *", re.I)
_DATE = re.compile(r"\W*dated?\b *[:.]? *|\W*on this ", re.I)
_NEAR = 6
"""Lines by which a date stands off from its signature, at most."""
_NAME = re.compile(r"(?:By: )?[A-Z][\w.'’-]*(?:,? (?:[A-Z&(][\w.'’&/)-]*|van|von|de|der|den|la|of|the|and|f/b/o)){1,9}")


_SENTENCE = re.compile(r"(?<!\bcorp)(?<!\.)\b[a-z]{4,}\.$", re.I)
"""The end of a sentence, not of an initial nor of `Inc.`, `Corp.`, `L.L.C.`."""


@dataclass(frozen=True)
class Signed:
    """A name or a date of a signature: its line, counted without empty ones, its column, its words."""

    line: int
    column: int
    words: Typed


def name_signatures(lines: Sequence[Line], captioned: bool) -> list[tuple[Typed, Typed]]:
    """Signers, each with a date: the next on its line or below it, else the last above it; without words where there
    is none. Where nothing is signed with `/s/`, those whom the form's caption tells, if these are asked for.

    None at all where more is dated than signed so: some names then stand without a sign.
    """
    written = [line.runs for line in lines if line.runs]
    runs = [(n, run) for n, runs in enumerate(written) for run in runs]
    names = [Signed(n, r.column, name) for n, r in runs if _SIGNED.search(r.text) and (name := _signer(r)).words]
    names = names or _by_whom(runs) or (list(_by_caption(written)) if captioned else [])
    dates = [Signed(n, r.column, date) for n, r in runs if (date := _date(r))]
    return [(name.words, _dated(name, names, dates)) for name in names] if len(dates) <= len(names) or captioned else []


def _by_whom(runs: Sequence[tuple[int, Run]]) -> list[Signed]:
    """Those behind `By:`, of several one below the other the last, who signs for the others."""
    found = [(n, r, by.end()) for n, r in runs if (by := _BY.match(r.text)) and _is_name(r.text[by.end() :])]
    last = [(n, r, at) for k, (n, r, at) in enumerate(found) if k + 1 == len(found) or found[k + 1][0] - n > _NEAR]
    return [Signed(n, r.column, typed([r]).cut(at, len(r.text))) for n, r, at in last]


def _dated(name: Signed, names: Sequence[Signed], dates: Sequence[Signed]) -> Typed:
    """The date that goes with a name."""
    below = min((other.line for other in names if other.line > name.line), default=sys.maxsize)
    above = max((other.line for other in names if other.line < name.line), default=-1)
    behind = [d for d in dates if name.line <= d.line < below and d.line - name.line <= _NEAR]
    if behind:
        shared = sum(other.line == name.line for other in names) > 1
        return min(behind, key=lambda d: (d.line, abs(d.column - name.column) if shared else d.column)).words
    before = [d for d in dates if max(above, name.line - _NEAR - 1) < d.line < name.line]
    return before[-1].words if before and above < 0 else Typed(())


def _signer(run: Run) -> Typed:
    """The name behind `/s/`, without a date on the same line."""
    whole = typed([run])
    caption = _BEFORE.match(whole.text) or _BY.match(whole.text)
    start = caption.end() if caption else 0
    date = in_text(whole.text[start:])
    end = start + date[0] if date else len(whole.text)
    return whole.cut(start, len(re.sub(r"[,\s]*(?:dated?:?)?\s*$", "", whole.text[:end], flags=re.I)))


def _date(run: Run) -> Typed | None:
    """The date of a run that holds little else: a date alone, behind its caption, or behind a name."""
    found = in_text(run.text)
    if not found:
        return None
    before = run.text[: found[0]]
    lone = not before.strip(" _.,") or _DATE.fullmatch(before) or _SIGNED.search(before) or _BEFORE.match(before)
    return typed([run]).cut(*found) if lone and not run.text[found[1] :].strip(" _.,*") else None


def _by_caption(written: Sequence[Sequence[Run]]) -> Iterator[Signed]:
    """Names behind the caption of the signature, above it, or below it."""
    for n, runs in enumerate(written):
        for k, run in enumerate(runs):
            if behind := _BEFORE.match(run.text):
                rest = [run.text[behind.end() :], *(r.text for r in runs[k + 1 : k + 2])]
                if rest[0].strip():
                    yield Signed(n, run.column, _without_date(typed([run]).cut(behind.end(), len(run.text))))
                elif len(rest) > 1:
                    yield Signed(n, run.column, _without_date(typed([runs[k + 1]])))
                elif n + 1 < len(written):
                    yield Signed(n + 1, run.column, _without_date(typed([written[n + 1][0]])))
            elif _CAPTION.match(run.text):
                yield from _around(written, n, run)


def _around(written: Sequence[Sequence[Run]], n: int, caption: Run) -> Iterator[Signed]:
    """The name right above a caption, where a line is drawn for it, else right below."""
    for m in (n - 1, n + 1):
        if 0 <= m < len(written):
            near = [r for r in written[m] if abs(r.line - caption.line) <= 3 and _is_name(r.text)]
            if near:
                best = min(near, key=lambda r: abs(r.column - caption.column))
                yield Signed(m, best.column, typed([best]))
                return


def _is_name(text: str) -> bool:
    other = in_text(text) or _CAPTION.match(text) or _DATE.fullmatch(text) or _SENTENCE.search(text)
    return _NAME.fullmatch(text) is not None and not other


def _without_date(name: Typed) -> Typed:
    found = in_text(name.text)
    return name.cut(0, found[0]) if found else name
