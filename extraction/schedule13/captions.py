"""The printed captions of the cover rows of Schedules 13D and 13G (17 CFR 240.13d-101, 240.13d-102)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.document import Span
from extraction.schedule13.linearise import letters, places_of


@dataclass(frozen=True, slots=True)
class Caption:
    """A row of the cover: its field, its caption as printed and in letters only, its number in each schedule."""

    field: str
    printed: str
    words: str
    pattern: re.Pattern[str]
    number_13d: int
    number_13g: int | None


def _caption(field: str, words: str, pattern: str, number_13d: int, number_13g: int | None) -> Caption:
    return Caption(field, words, re.sub("[^a-z]", "", words.lower()), re.compile(pattern), number_13d, number_13g)


_PERSON = "(?:reporting|filing|above)persons?"
_DISPOSITIVE = "(?:dispositive|disposition|disposal|dispositve|depositive|dispostive|dispotive|disposative|investment)"
"""As it is printed, and as filers misspell it."""

ROWS: tuple[Caption, ...] = (
    _caption(
        "name",
        "Names of Reporting Persons",
        r"names?(?:of(?:the|each)?(?:reporting|filing)persons?)"
        r"(?:(?:and)?(?:ss)?(?:or)?[il]?rs(?:or)?(?:ss)?[il]?(?:dentification|d)?(?:nos?|numbers?)(?:s)?(?:of(?:the)"
        r"?(?:such|above|reporting)?persons?)?)?",
        1,
        1,
    ),
    _caption(
        "group_member",
        "Check the appropriate box if a member of a group",
        r"check(?:the)?appropriate(?:box(?:es)?|line|space|row)?if(?:the)?(?:reportingpersonis)?a{0,2}members?"
        r"of(?:a)?group",
        2,
        2,
    ),
    _caption("sec_use", "SEC use only", r"sec(?:use)?only", 3, 3),
    _caption("source_of_funds", "Source of funds", r"sources?offunds?(?!orother|andamount|andother)", 4, None),
    _caption(
        "legal_proceedings",
        "Check if disclosure of legal proceedings is required pursuant to items 2(d) or 2(e)",
        r"check(?:the)?(?:box|row)?if(?:the)?disclosureof(?:the)?legalproceedings?(?:is|are)?required"
        r"(?:pursuanttoitems?d?(?:(?:or|and)(?:items?)?)?e?)?",
        5,
        None,
    ),
    _caption(
        "citizenship",
        "Citizenship or place of organization",
        r"citizenship(?:and)?(?:or|of)?place(?:of|or)organi[sz]ation",
        6,
        4,
    ),
    _caption(
        "sole_voting_power",
        "Sole voting power",
        r"solevotingpower|solepowertovote(?:ortodirect(?:the)?vot(?:ing|e))?",
        7,
        5,
    ),
    _caption(
        "shared_voting_power",
        "Shared voting power",
        r"share[ds]?votingpower|share[ds]?powertovote(?:ortodirect(?:the)?vot(?:ing|e))?",
        8,
        6,
    ),
    _caption(
        "sole_dispositive_power",
        "Sole dispositive power",
        rf"sole{_DISPOSITIVE}power"
        r"|solepowertodispose(?:ortodirectthedisposition(?:of)?)?",
        9,
        7,
    ),
    _caption(
        "shared_dispositive_power",
        "Shared dispositive power",
        rf"share[ds]?{_DISPOSITIVE}power"
        r"|share[ds]?powertodispose(?:ortodirectthedisposition(?:of)?)?",
        10,
        8,
    ),
    _caption(
        "aggregate_amount",
        "Aggregate amount beneficially owned by each reporting person",
        r"(?:aggregate|total)amountbeneficiallyowned(?:by)?(?:(?:each|the|such|this)*(?:reporting)?"
        r"(?:persons?|part(?:y|ies))(?:with)?)?|aggregate(?=check(?:the)?(?:box)?iftheagg)",
        11,
        9,
    ),
    _caption(
        "excludes_shares",
        "Check if the aggregate amount in row excludes certain shares",
        r"check(?:the)?(?:appropriate)?(?:box|row)?if(?:the)?aggregateamount(?:representedby(?:the)?amount)"
        r"?(?:in|on)?(?:rows?|item|line)?(?:excludes?|includes?)(?:certain)?shares",
        12,
        10,
    ),
    _caption(
        "percent_of_class",
        "Percent of class represented by amount in row",
        r"percent(?:age)?of(?:the)?(?:class|series)represent(?:ed|ing)by(?:the)?amounts?(?:in|on)?(?:row|item|line)?",
        13,
        11,
    ),
    _caption("person_types", "Type of reporting person", rf"typeof{_PERSON}", 14, 12),
)

FIELDS: tuple[str, ...] = tuple(row.field for row in ROWS)
POWERS: tuple[str, ...] = tuple(f for f in FIELDS if f.endswith("_power"))

_TAIL = re.compile(
    r"(?:\s*(?:[:;)\]]|\.(?!\d))|[ \t]*\*|\s*\(\s*see\s+instructions?[^)]{0,40}\)?|\s*see\s+instructions?\b|\s*\((?"
    r":voluntary|optional|entities only)\)|\s*\(s\)"
    r"|\s*\((?:9|11)\)|[ \t]*(?:9|11)\b(?![.,\d]|\s*%))*",
    re.IGNORECASE,
)
"""What the form prints after a caption: a mark, `(See Instructions)`, the number of the row that it names."""
_SHORT_TAIL = re.compile(
    r"(?:\s*(?:[:;)\]]|\.(?!\d))|[ \t]*\*|\s*\(?\s*see\s+instructions?[^)\n]{0,40}\)?|\s*\((?:voluntary|optional)\)"
    r"|\s*\(s\))*",
    re.IGNORECASE,
)

_PRINTED = re.compile(
    r"socialsecurity(?:numbers?|nos?)(?!or)|(?:(?:ss|socialsecurity)(?:nos?)?(?:or|and))?(?:the)?[il]?rs(?"
    r":employer)?[il]?dentification(?:nos?|numbers?|no)"
    r"(?:s)?(?:of(?:the)?(?:above|reporting|such|persons?)+)?(?:entit(?:y|ies)only)?"
    r"|forquestionsreportthe(?=number)"
    r"|numberofsharesbeneficiallyownedby(?:each)?(?:reporting)?persons?(?:with)?"
    r"|seeinstructions?(?:before|sheetbefore)fillingout(?:includebothsides.{0,150}?attestation)?"
    r"|includebothsidesofthecoverpage.{0,80}?attestation"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A caption found: its row, where it begins, and where what it prints ends."""

    caption: Caption
    start: int
    end: int
    marks: tuple[str, ...] = ()
    """Footnote marks that stand right after the caption: they are marks of its row."""


def find_captions(text: str) -> tuple[Hit, ...]:
    """Every caption of a cover row in `text`, in order."""
    stream, places = letters(text)
    found = [(c, *places_of(m, places)) for c in ROWS for m in c.pattern.finditer(stream)]
    wrapped = list(_find_wrapped(text))
    hits = [_hit(text, *f) for f in found if not any(f[0] is c and f[1] == at for c, at, _, _ in wrapped)]
    hits += [Hit(caption, at, edge) for caption, at, edge, _ in wrapped]
    return tuple(sorted((h for h in hits if not _IN_SENTENCE.search(text[max(h.start - 24, 0) : h.start])), key=_start))


def _find_wrapped(text: str) -> Iterator[tuple[Caption, int, int, list[Span]]]:
    """Captions that go on below their first line while the answer stands right of them: where each begins, where the
    answer does, and the rest of its words."""
    left = _left(text)
    stream, places = letters(left)
    for caption in ROWS:
        for found in caption.pattern.finditer(stream):
            start, end = places_of(found, places)
            if text[start:end] != left[start:end]:
                trailed = _SHORT_TAIL.match(left, end)
                edge = next(i for i in range(start, end) if text[i] != left[i])
                yield caption, start, edge, _words(left, edge, trailed.end() if trailed else end)


def _left(text: str) -> str:
    """`text` without what stands right of the first words of each line; places stay."""
    return "\n".join(map(_left_of, text.split("\n")))


def _left_of(line: str) -> str:
    worded = re.search(r"[A-Za-z]{3}", line) if "\t" in line else None
    edge = line.find("\t", worded.start()) if worded else -1
    return line[:edge] + " " * (len(line) - edge) if edge >= 0 else line


def _words(text: str, start: int, end: int) -> list[Span]:
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"\S*[A-Za-z(]\S*", text[start:end])]


_IN_SENTENCE = re.compile(
    r"\b(?:have|has|had|having|over|exercises?|retains?|possess(?:es)?|holds?|the|and|or|that|no|any|to|as|such)\s+$"
)
"""Words of a sentence, in small letters, before what would else be a caption."""


def _start(hit: Hit) -> int:
    return hit.start


def find_printed(text: str) -> list[Span]:
    """Other words that the form prints within a cover, to be blanked."""
    stream, places = letters(text)
    found = [places_of(m, places) for m in _PRINTED.finditer(stream)]
    whole = [(_open(text, start), _close(text, end)) for start, end in found if not text[start - 1 : start].isalpha()]
    return [*whole, *_find_wrapped_print(text), *(s for _, _, _, rest in _find_wrapped(text) for s in rest)]


def _find_wrapped_print(text: str) -> Iterator[Span]:
    """The same words where an answer stands right of their first line."""
    left = _left(text)
    stream, places = letters(left)
    for found in _PRINTED.finditer(stream):
        start, end = places_of(found, places)
        if text[start:end] != left[start:end] and not text[start - 1 : start].isalpha():
            yield from _words(left, _open(left, start), _close(left, end))


def find_worn(text: str, caption: Caption, least: float = 86.0) -> Hit | None:
    """A caption that was misread or misspelt, by likeness of its letters (0 to 100)."""
    from rapidfuzz import fuzz

    stream, places = letters(text)
    found = fuzz.partial_ratio_alignment(caption.words, stream, score_cutoff=least)
    if found is None or found.dest_end - found.dest_start < len(caption.words) - 3:
        return None
    return _hit(text, caption, places[found.dest_start], places[found.dest_end - 1] + 1)


def _hit(text: str, caption: Caption, start: int, end: int) -> Hit:
    tail = _TAIL if caption.field in ("percent_of_class", "excludes_shares") else _SHORT_TAIL
    trailed = tail.match(text, end)
    marked = _MARKED.match(text, end)
    found = [m[1] or m[2] for m in _MARK.finditer(marked["marks"])] if marked else []
    marks = tuple(m for m in found if m.isdigit() or caption.field not in _STARRED)
    return Hit(caption, start, trailed.end() if trailed else end, marks)


_STARRED = ("group_member", "source_of_funds", "excludes_shares", "person_types")
"""Captions that the form itself prints with a `*`, for its instructions."""
_MARK = re.compile(r"(\*+|[†‡]+)|\((\d{1,2})\)")
_MARKED = re.compile(
    r"(?:\s*\(?(?:9|11)\b\)?|[ \t]*[:;.]|[ \t]*\(see instructions?\))*(?P<marks>(?:[ \t]*(?:\*+|[†‡]+|\(\d{1,2}\)))*)",
    re.IGNORECASE,
)
"""What a caption may end with before its marks: the number of another row, `(See Instructions)`."""


def _open(text: str, start: int) -> int:
    """Before the sign that the first letter of `I.R.S.` was misread as, and the mark of `*SEE INSTRUCTIONS`."""
    starred = re.search(r"\*+[ \t]*$", text[max(start - 12, 0) : start])
    if starred:
        return start - len(starred.group())
    misread = re.search(r"(?<![\w.])(?:S\.?\s?S\.?\s+or\s+)?[1|]?\.$", text[max(start - 12, 0) : start], re.IGNORECASE)
    return start - len(misread.group()) if misread and text[start] in "Rr" else start


def _close(text: str, end: int) -> int:
    """Past the bracket, colon or full stop that ends a printed phrase."""
    closing = re.match(r"(?:\(s\))?[ \t]*[).:;*!]*", text[end : end + 12])
    return end + (closing.end() if closing else 0)
