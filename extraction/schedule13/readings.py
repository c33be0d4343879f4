"""What stands in a cover row, read as an amount, a percent, codes or a mark in a box: strict, with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from extraction.schedule13.linearise import fold

SOURCES_OF_FUNDS = ("SC", "BK", "AF", "WC", "PF", "OO")
"""17 CFR 240.13d-101, instruction (4) of the cover page."""
PERSON_TYPES = ("BD", "BK", "IC", "IV", "IA", "EP", "HC", "SA", "CP", "CO", "PN", "IN", "FI", "OO")
"""17 CFR 240.13d-101 and 13d-102, instructions on the type of reporting person."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value with its place in the text, the footnote marks beside it, and why one may doubt it.

    `value` None means that the row says nothing; `repaired` that other characters stood there."""

    value: Any
    start: int = 0
    end: int = 0
    marks: tuple[str, ...] = ()
    doubt: str | None = None
    repaired: bool = False

    def moved(self, by: int) -> Reading:
        return replace(self, start=self.start + by, end=self.end + by)


_MARK = re.compile(r"\(\s*([0-9]{1,2}|[a-z]|\*{1,3})\s*\)|(?<![*\w])?(\*{1,4}|[†‡#]{1,2})|\[([0-9]{1,2})\]")
_A_MARK = r"(?:\(\s*(?:[0-9]{1,2}|[a-z]|\*{1,3})\s*\)|\*{1,4}|[†‡#]{1,2}|\[[0-9]{1,2}\])"
_MARKS_AFTER = re.compile(
    rf"(?:[ \t,;%&]{{0,6}}(?:and\s)?{_A_MARK})+(?:\s*\n[ \t]*(?:{_A_MARK}[ \t]*)+(?=\n|$))?|\s*\n[ \t]*(?"
    rf":{_A_MARK}[ \t]*)+(?=\n|$)"
)
_MARKS_AFTER_UNIT = re.compile(
    rf"(?:[ \t]+[A-Za-z]+){{0,4}}(?:[ \t]*\([Ss]ee[^()\n]{{1,20}}\))?[ \t]*(?:{_A_MARK}[ \t]*)+(?=\n|$)"
)
"""Marks behind the words that say what is counted: `1,000 shares (1)`."""
_GLUED_MARK = re.compile(r"[ \t]?(\d{1,2})(?=[ \t]*(?:\n|$))")
_OVERLONG = re.compile(r"(?<![\w.,/$#])(?P<n>\d{1,3}(?:,\d{3})+)(?=\d{1,2}(?![\d,.]))")
"""A number with thousands separators, and a mark set as a superscript glued to it."""
_NUMBER = re.compile(
    r"(?<![\w.,/$#])(?:\$\s*)?(?P<n>\d{1,3}(?:\s?,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w/]|[.,][\dOolISB]|\s*%|"
    r"\s*percent|-\d)"
    r"(?=[\s,.;:)*(\[\-–—†‡]|$)",
    re.IGNORECASE,
)
_ZERO = re.compile(
    r"[-~–—]\s*[0Oo]\s*[-~–—]|[-–—]0[-–—]?(?!\d)|\b(?:none|nil|zero|no shares)\b|(?<![\w.,])0(?![\w.,%])", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"\(?\s*(?:please\s+)?(?:see|refer to|as (?:described|disclosed|set forth) in)\s+(?:also\s+)?(?:the\s+)"
    r"?(?:response\s+to\s+)?"
    r"(?:items?|rows?|notes?|footnotes?|schedule|exhibit|page|annex|appendix|attach)\w*[\s\w(),.&]*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\((?=[^()]{0,30}[A-Za-z]{2})[^()]*\)")
_OF_IT = re.compile(
    r"\b(?:includes?|including|of\s+which|consist(?:s|ing)\s+of|represent(?:s|ing)|based\s+(?:up)?on|rule\s+13d-)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What a row says of the number that it has given: in brackets, or what is part of it."""
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2},?\s+\d{4}|\b\d{1,2}/\d{1,2}/\d{2,4}\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?<![\d.,])(?P<n>\d{1,3}(?:\.\s?\d+)?|\.\d+)\s*(?:\)\s*)?(?:%|per\s?cent)", re.IGNORECASE)
_BARE_PERCENT = re.compile(r"(?<![\w.,$/])(?P<n>\d{1,2}\.\d+|\.\d+|100(?:\.0+)?|\d{1,2})(?![\w/]|[.,]\d)")
_BOUND_BEFORE = re.compile(
    r"(?:(?:less|fewer|more|greater|lower|smaller)\s+than|\b(?:under|below|over|above|exceed\w*|excess\s+of|up\s+to"
    r"|at\s+(?:least|most))|[<>≤≥])\W*$",
    re.IGNORECASE,
)
_BOUND_BEHIND = re.compile(r"\s*(?:or\s+(?:less|fewer|more|greater)\b|\+)", re.IGNORECASE)
_NOT_APPLICABLE = re.compile(r"^\W*(?:n\s*[./]?\s*a\b|not\s+applicable|inapplicable|none|no)\b", re.IGNORECASE)


def read_amount(text: str) -> Reading:
    """The number of shares that a row states: `-0-` and `NONE` are 0; a dash, `N/A` and a reference are nothing."""
    hidden = _hide(text, _REFERENCE, _DATE)
    number = _OVERLONG.search(hidden) or _NUMBER.search(_hide_marks(hidden))
    zero = _ZERO.search(hidden)
    if zero and (number is None or zero.start() <= number.start("n")):
        return Reading("0", zero.start(), zero.end(), marks_after(text, zero.end()))
    if number is None:
        words = fold(re.sub(r"[^A-Za-z0-9%]+", " ", hidden))
        return Reading(
            None, marks=_all_marks(text), doubt="unread amount" if words and not _NOT_APPLICABLE.match(words) else None
        )
    value = re.sub(r"[\s,]", "", number["n"])
    if "." in value and value.split(".")[1].strip("0") == "":
        value = value.split(".")[0]
    behind = _hide(_hide_marks(hidden)[number.end() :], _ASIDE, _OF_IT)
    others = {re.sub(r"[\s,]", "", m["n"]) for m in _NUMBER.finditer(behind)}
    doubt = "several amounts" if others - {value} else None
    return Reading(value, number.start("n"), number.end("n"), marks_after(text, number.end()), doubt)


def read_percent(text: str, row_number: int | None = None) -> Reading:
    """The percent of the class; a row number glued before it is left out (`11.23.2%`)."""
    hidden = _hide(text, _REFERENCE, _DATE)
    glued = (
        re.search(rf"(?<![\w.]){row_number}\s?[.)]\s?(?P<n>\d{{1,2}}\.\d+|\.\d+)\s*%", hidden) if row_number else None
    )
    found = glued or _PERCENT.search(hidden)
    if found is None:
        bare = _BARE_PERCENT.search(_hide_marks(hidden))
        if bare is None:
            zero = _ZERO.search(hidden)
            return (
                Reading("0", zero.start(), zero.end(), marks_after(text, zero.end()))
                if zero
                else _nothing(hidden, "unread percent")
            )
        return Reading(_decimal(bare["n"]), bare.start("n"), bare.end("n"), marks_after(text, bare.end()))
    bound = _BOUND_BEFORE.search(hidden[: found.start("n")]) or _BOUND_BEHIND.match(hidden, found.end())
    several = {_decimal(m["n"]) for m in _PERCENT.finditer(hidden)} - {_decimal(found["n"])}
    doubt = "a bound, not a percent" if bound else "several percents" if several and not glued else None
    return Reading(
        _decimal(found["n"]), found.start("n"), found.end(), marks_after(text, found.end()), doubt, bool(glued)
    )


def read_codes(text: str, codes: tuple[str, ...]) -> Reading:
    """Codes of an official list, in order, without doubles; `00` and `O` twice are `OO`, `H.C.` is `HC`."""
    text = re.sub(r"\b([A-Z])\.[ ]?([A-Z])\.?(?![A-Za-z])", lambda m: (m[1] + m[2]).ljust(len(m.group())), text)
    found = _codes(re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), text), codes) or _codes(text, codes)
    if not found:
        upper = text.upper()
        if re.fullmatch(r"(?:[\W_]*(?:" + "|".join(codes) + r")\b)+[\W_]*", upper):
            found = _codes(upper, codes)
    if not found:
        return replace(_nothing(text, "unread codes"), value=())
    values = tuple(dict.fromkeys("OO" if "0" in m.group() else m.group() for m in found))
    end = found[-1].end()
    return Reading(values, found[0].start(), end, marks_after(text, end), repaired=any("0" in m.group() for m in found))


def read_check(text: str, says_yes: str | None = None) -> Reading:
    """Whether the box of a row is marked; a row without a mark is not. `says_yes`: words that say so instead."""
    plain = _hide_marks(text)
    yes_no = re.search(r"\byes\b(?P<yes>.{0,12}?)\bno\b(?P<no>.{0,12})", plain, re.IGNORECASE | re.DOTALL)
    if yes_no:
        return Reading(bool(_CHECKED.search(yes_no["yes"])), yes_no.start(), yes_no.end())
    marked = _CHECKED.search(plain)
    if marked:
        return Reading(True, marked.start(), marked.end(), marks_after(text, marked.end()))
    if re.match(r"\W*yes\b", plain, re.IGNORECASE) or (says_yes and re.search(says_yes, plain, re.IGNORECASE)):
        return Reading(True, 0, len(text.rstrip()))
    doubt = "unread box" if re.search(r"\?", plain) else None
    return Reading(False, 0, len(text.rstrip()), _all_marks(text), doubt)


_CHECKED = re.compile(
    r"\[\s*(?:[xX]{1,2}|√|\*|✓|✔|✗|✘|ü|þ|ý)\s*\]|/\s*_?[xX]_?\s*/|\|\s*_?[xX]_?\s*\||\(\s*_?[xX]_?\s*\)|"
    r"\{\s*[xX]\s*\}|<\s*[xX]\s*>"
    r"|(?<![A-Za-z])_*[xX]_*(?![A-Za-z0-9])|[☒☑✓✔✗✘ýþ√⌧]|(?<![A-Za-z])ü(?![A-Za-z])|(?i:\bcheck\s?box\s+checked\b)"
)
_EMPTY = re.compile(
    r"\[\s*_*\s*\]|/\s*_*\s*/|\|\s*_+\s*\||\(\s*_*\s*\)|\{\s*\}|<\s*>|[☐□¨▢❏❑]|(?<![A-Za-z(])[o](?![A-Za-z)"
    r"])|(?<![\w])_+(?![\w])|\.{2,}|(?i:\bcheck\s?box\s+not\s+checked\b)"
)
_LETTER = re.compile(r"\(\s*([abAB])\s*\.?\s*\)|(?<![A-Za-z])([abAB])\s*[.)](?=[\s\[(_/|☐☒o¨])")


def read_group(text: str) -> Reading:
    """Which of the boxes (a) and (b) is marked; null where none is, or both."""
    signs = sorted(
        [(m.start(), m.end(), (m.group(1) or m.group(2)).lower()) for m in _LETTER.finditer(text)]
        + [(m.start(), m.end(), "x") for m in _CHECKED.finditer(text)],
    )
    taken = [(s, e) for s, e, _ in signs]
    empties = [
        (m.start(), m.end(), "o")
        for m in _EMPTY.finditer(text)
        if not any(s < m.end() and m.start() < e for s, e in taken)
    ]
    signs = sorted([*signs, *empties])
    kinds = [k for _, _, k in signs]
    marked = _marked(kinds)
    doubt = "unread box" if "x" in kinds and len(marked) != 1 else None
    if "?" in text:
        doubt = "unread box"
    start, end = next(((s, e) for s, e, k in signs if k == "x"), (0, 0))
    marks = tuple(m for m in marks_after(text, end) if not m.isalpha()) if end else ()
    return Reading(marked[0] if len(marked) == 1 else None, start, end, marks, doubt)


def shows_box(text: str) -> bool:
    """Whether a row shows a box, ticked or not, or says that there is nothing to tick."""
    return bool(
        _CHECKED.search(text)
        or _EMPTY.search(text)
        or re.search(r"\bn\s?/?\s?a\b|applicable|none", text, re.IGNORECASE)
    )


def marks_after(text: str, end: int) -> tuple[str, ...]:
    """Footnote marks that stand right after a value."""
    run = _MARKS_AFTER.match(text, end) or (
        _MARKS_AFTER.match(text, end + 1) if text[end : end + 1].strip() else _MARKS_AFTER_UNIT.match(text, end)
    )
    glued = _GLUED_MARK.match(text, end)
    if glued and not run:
        return (glued[1],)
    return tuple(dict.fromkeys(next(g for g in m.groups() if g) for m in _MARK.finditer(run.group()))) if run else ()


def _all_marks(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(next(g for g in m.groups() if g) for m in _MARK.finditer(text)))


def _marked(kinds: list[str]) -> list[str]:
    """The letters whose boxes are marked: a box belongs to the letter on its side."""
    letters = [k for k in kinds if k in "ab"]
    boxes = [k for k in kinds if k in "xo"]
    if not letters or "x" not in boxes:
        return []
    if len(boxes) == len(letters) and all(k in "ab" for k in kinds[: len(letters)]):
        return [a for a, b in zip(letters, boxes, strict=True) if b == "x"]
    before = kinds[0] in "xo" and not (kinds[0] == "o" and len(boxes) > len(letters))
    found = []
    for i, kind in enumerate(kinds):
        if kind == "x":
            side = kinds[i + 1 :] if before else kinds[:i][::-1]
            found += [k for k in side if k in "ab"][:1]
    return list(dict.fromkeys(found))


def _codes(text: str, codes: tuple[str, ...]) -> list[re.Match[str]]:
    """Codes at the head of `text`; after other words only those that follow a separator count."""
    kept: list[re.Match[str]] = []
    words_between = False
    at = 0
    for m in re.finditer(r"(?<![A-Za-z0-9])(?:" + "|".join(codes) + r"|00|0O|O0)(?![A-Za-z0-9])", text):
        between = text[at : m.start()]
        words_between = words_between or bool(
            kept and re.search(r"[A-Za-z]{2,}", re.sub(r"\b(?:and|or|AND|OR)\b", "", between))
        )
        if not words_between or (m.group() != "IN" and re.search(r"[,;/\n]\s*$", between)):
            kept.append(m)
        at = m.end()
    return kept


def _hide(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        text = pattern.sub(lambda m: " " * len(m.group()), text)
    return text


def _hide_marks(text: str) -> str:
    return re.sub(r"\(\s*(?:[0-9]{1,2})\s*\)|\[[0-9]{1,2}\]", lambda m: " " * len(m.group()), text)


def _nothing(text: str, doubt: str) -> Reading:
    words = fold(re.sub(r"[^A-Za-z0-9]+", " ", _hide_marks(text)))
    return Reading(None, marks=_all_marks(text), doubt=doubt if words and not _NOT_APPLICABLE.match(words) else None)


def _decimal(digits: str) -> str:
    digits = digits.replace(" ", "")
    return "0" + digits if digits.startswith(".") else digits
