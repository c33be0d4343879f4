"""Footnote marks in a text, in every shape that filers and reading tools give them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.document import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a mark stands in its text, which footnotes it names; not `certain` where a character was guessed."""

    start: int
    end: int
    ids: tuple[str, ...]
    certain: bool = True

    @property
    def span(self) -> Span:
        return self.start, self.end


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ˡᴵⁱᵒ˒", "0123456789()1110,")
_NUMBER = r"[1-9]\d?"
_LIST = rf"{_NUMBER}(?:\s?[,;&]\s?{_NUMBER})*"
_TAGGED = re.compile(r"<sup>\s*([^<>]{0,30}?)\s*</sup>|<F(\d{1,2})>", re.IGNORECASE)
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ˡᴵⁱᵒ˒]+")
_BRACKETED = re.compile(rf"(?P<open>[(\[{{])\s?(?P<ids>{_LIST})\s?(?P<close>[)\]}}])")
_LOOKALIKE = re.compile(r"\((?P<ids>[l|!])\)")
_UNCLOSED = re.compile(rf"[({{](?P<ids>{_NUMBER})(?=\s|$)")
_UNOPENED = re.compile(rf"(?:(?<=[\d.,$])(?P<glued>[1-9])|(?<![\w.,($])(?P<alone>{_NUMBER}))\)(?=\s|$)")
_STARS = re.compile(r"(?<=[\d%)])\s?(?P<ids>\*{1,3})(?![*\w])")
_RULE = re.compile(
    r"(?:\b(?:rules?|sections?|instr(?:uctions?)?\.?|items?|paragraphs?|clauses?|forms?|act|note|exhibits?)|§)\s*"
    r"[\w.\-]*(?:\([a-z0-9]{1,4}\))*$",
    re.IGNORECASE,
)
"""What stands before the brackets of a citation: `Rule 16b-3(d)(1)`, `Instruction 4(b)`."""
_CITATION = re.compile(r"\d[a-z]\d?(?:-\d+)?(?:\([a-z]\))*$|\([a-z]{1,3}\)$", re.IGNORECASE)
"""The same without its first word: `16b-3(1)`, `(c)(1)`."""


def find_marks(text: str) -> tuple[Mark, ...]:
    """The marks of a text from left to right; none overlaps another, none is cut out of words, codes or citations."""
    found: list[Mark] = []
    for finder in (_find_tagged, _find_superscripts, _find_bracketed, _find_damaged, _find_stars):
        found += [m for m in finder(text) if all(m.end <= f.start or m.start >= f.end for f in found)]
    return tuple(sorted(found, key=lambda m: m.start))


def without_marks(text: str) -> str:
    """The text without its certain marks, white space folded."""
    return split_marks(text)[0]


def split_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its certain marks, and their ids in order, each once."""
    kept: list[str] = []
    ids: list[str] = []
    at = 0
    for mark in find_marks(text):
        if mark.certain:
            kept.append(text[at : mark.start])
            ids += mark.ids
            at = mark.end
    return " ".join(" ".join([*kept, text[at:]]).split()), tuple(dict.fromkeys(ids))


def _ids(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+|\*+", text))


def _find_tagged(text: str) -> list[Mark]:
    """`<sup>(1)</sup>` with or without brackets; `<F1>` is the dialect of before 1997."""
    marks = []
    for match in _TAGGED.finditer(text):
        inner = match[2] or match[1].translate(_RAISED)
        ids = _ids(inner)
        if ids and re.fullmatch(r"[\d\s,;&()\[\]{}*]+", inner) and all(len(i) < 3 or "*" in i for i in ids):
            marks.append(Mark(match.start(), match.end(), ids, match[2] is not None or _is_whole(inner)))
    return marks


def _is_whole(inner: str) -> bool:
    return bool(re.fullmatch(r"[\d\s,;&*]+|(?:\([\d\s,;&*]+\)[\s,]*)+", inner))


def _find_superscripts(text: str) -> list[Mark]:
    """Characters raised by themselves; a lone `²` after a letter is a unit, not a mark."""
    marks = []
    for match in _SUPERSCRIPT.finditer(text):
        inner = match[0].translate(_RAISED)
        ids = _ids(inner)
        if ids and len(ids[0]) < 3:
            exact = not re.search("[ˡᴵⁱᵒ]", match[0])
            marks.append(Mark(match.start(), match.end(), ids, exact and _is_whole(inner)))
    return marks


def _find_bracketed(text: str) -> list[Mark]:
    marks = []
    for match in _BRACKETED.finditer(text):
        if not _is_cited(text[: match.start()]):
            pair = match["open"] + match["close"]
            marks.append(Mark(match.start(), match.end(), _ids(match["ids"]), pair in ("()", "[]")))
    return marks


def _is_cited(before: str) -> bool:
    tail = before[-40:]
    return bool(_RULE.search(tail) or _CITATION.search(tail))


def _find_damaged(text: str) -> list[Mark]:
    """Marks that lost a bracket, or whose 1 was read as an l."""
    marks = [Mark(m.start(), m.end(), ("1",), False) for m in _LOOKALIKE.finditer(text)]
    marks += [Mark(m.start(), m.end(), (m["ids"],), False) for m in _UNCLOSED.finditer(text)]
    for match in _UNOPENED.finditer(text):
        if text.count("(", 0, match.start()) <= text.count(")", 0, match.start()):
            marks.append(Mark(match.start(), match.end(), (match["glued"] or match["alone"],), False))
    return [m for m in marks if not _is_cited(text[: m.start])]


def _find_stars(text: str) -> list[Mark]:
    return [Mark(m.start("ids"), m.end(), (m["ids"],)) for m in _STARS.finditer(text)]
