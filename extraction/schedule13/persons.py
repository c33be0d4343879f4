"""A reporting person from a cover page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extraction.record import ReportingPerson
from extraction.schedule13.captions import POWERS
from extraction.schedule13.covers import Cover, answer, row_numbers
from extraction.schedule13.linearise import fold
from extraction.schedule13.readings import (
    PERSON_TYPES,
    SOURCES_OF_FUNDS,
    Reading,
    marks_after,
    read_amount,
    read_check,
    read_codes,
    read_group,
    read_percent,
)


@dataclass(frozen=True, slots=True)
class PersonReading:
    """The readings of one cover by field, with their places in the whole text."""

    cover: Cover
    readings: dict[str, Reading]

    @property
    def doubts(self) -> tuple[str, ...]:
        return tuple(f"{field}: {r.doubt}" for field, r in self.readings.items() if r.doubt)


_EXCLUDES = (
    r"^\W*(?:this\s+(?:amount|figure)\s+)?(?:excludes|excluding|does not include|certain shares (?:are )?excluded)\b"
)
_TAX_NUMBER = re.compile(
    r"(?:[-–—,;:(\s]*(?:I\.?\s?R\.?\s?S\.?|S\.?\s?S\.?|Tax|Fed(?:eral)?|Employer|TIN|EIN|FEIN|I\.?D\.?"
    r")\b[^\n\d]{0,40}?(?:No\.?|Number|#|:|TIN|EIN)?[\s:#]*)?"
    r"[-–—,;:(\s]*(?<!\d)(?:\d{2}[-–—]\s?\d{7}|\d{3}[-–—]\d{2}[-–—]\d{4}|[#xX*]{3}-[#xX*]{2}-[#xX*\d]{4}|"
    r"\d{9}|\d{2}-\d{3}-\d{4}|0{2}-0{6}|[xX]{2}-[xX\d]{7})(?![\w])\)?",
)
_TAX_WORDS = re.compile(
    r"[-–—,;:(\s]*\b(?:(?:S\.?S\.?|I\.?R\.?S\.?|Tax(?:payer)?|Federal|Employer|E\.?I\.?N\.?|TIN|FEIN|I\.D\.)"
    r"\s*(?:Employer\s*)?(?:I\.?D\.?|Identification|EIN|TIN)?"
    r"\s*(?:Nos?\.?|Numbers?|#)?\s*:?\s*(?:[-\d#X]{6,}|none|n/?a|not applicable)?)\)?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ENTITIES_ONLY = re.compile(
    r"\(?\s*(?:entities only|voluntary|optional|not required|intentionally omitted)\s*\)?[.:]?", re.IGNORECASE
)
_PAGE_OF = re.compile(
    r"^[^\n]{0,40}\bof\s+\d*\s*pages?\b|^[ \t|]*\d{1,2}[.,)](?=[ \t|]+\S)"
    r"|(?<=\S)[ \t]*\n[ \t|]*\d{1,2}[.,)]?\W*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A page's head, and a row's number before or after the name."""
_NO_NAME = re.compile(
    r"\bidentification\b|\breporting\s+person|\bof\s+ab[o0]ve\b|\b[I1l]\.?\s?R\.?\s?[S5]\b|\bS\.\s?S\.|\bcheck\s+the\b"
    r"|\d{5}|\b0['’a-z]|\b(?=[\w-]*\d)[\dOlISB]{2,3}-[\dOolISBG]{2,7}\b",
    re.IGNORECASE,
)
"""What is left of captions and tax numbers within a name."""
_NOT_A_PLACE = re.compile(
    r"\(?[ab]\)[ \t]*(?:[¨☐☒o]|\[[ \t]*\]|/[ \t]*/)?|/[ \t]*/|(?<![\w.])\(?\d{1,2}[.,)]{0,2}(?=\s|$)(?!\))"
    r"|\bnumber\s*o?f?\b[^\n]*"
    r"|\bshares\b[^\n]*|(?<=\n)(?:(?:owned|beneficially|by|each|reporting|person|with)[ \t]*)+$|\d[\d,]{4,}\**",
    re.IGNORECASE,
)
"""Boxes, row numbers and side labels of a cover among the words of a citizenship."""
_NOTE_LINE = re.compile(
    r"^[ \t]*(?:(?:\*+|\(\d{1,2}\)|\d{1,2}[ \t]|_{5,})[ \t]*\S[^\n]{25,}|(?:\*+|[†‡]+)[ \t]*[A-Za-z]{2}"
    r"|\(\d{1,2}\)[ \t]*[A-Z][a-z]+[ \t])",
    re.MULTILINE,
)
_STARRED = re.compile(r"(?<=\n)[ \t]*(?:\*+|[†‡]+)[ \t]*(?=[A-Za-z]{2})")
_NOTE_IN_ROW = re.compile(r"(?<=\n)[ \t]*(?:\*+|[†‡]+|\(\d{1,2}\))[ \t]*(?=[A-Z][a-z]+[ \t])")
_WORDS = ("name", "citizenship")


def read_person(cover: Cover, plain: str) -> PersonReading:
    """Every row of a cover, read strictly."""
    side = _side_marks(cover, plain)
    readings: dict[str, Reading] = {}
    for field in cover.rows:
        whole, start = answer(cover, field, plain)
        shown = _without_note(field, whole)
        reading = _read(field, shown, 13 if cover.is_13d else 11)
        if reading is not None:
            reading = _placed(_unless_number(reading, field, cover), shown)
            readings[field] = _with_marks(reading, side if field in POWERS else ()).moved(start)
    return PersonReading(cover, readings)


def build_person(
    read: PersonReading,
    known_marks: frozenset[str],
    needs_review: bool = True,
    own_marks: frozenset[str] = frozenset(),
) -> ReportingPerson:
    """The record's reporting person; marks without a footnote are left out, those at captions without one of the
    page's own (`own_marks`): many forms print `*` there for their instructions."""
    values = {field: r.value for field, r in read.readings.items()}
    captions = {field: tuple(m for m in marks if m in own_marks) for field, marks in read.cover.marks}
    marks = {
        field: tuple(dict.fromkeys((*captions.get(field, ()), *(m for m in r.marks if m in known_marks))))
        for field, r in read.readings.items()
    }
    return ReportingPerson(**values, footnotes={f: ids for f, ids in marks.items() if ids}, needs_review=needs_review)


def _placed(reading: Reading, shown: str) -> Reading:
    """A reading without a value keeps the place of the words that give none: `N/A` is not `See Item 5`, nor a blank."""
    said = re.search(r"\S[^\n\t]{0,60}", shown) if reading.value in (None, ()) else None
    return replace(reading, start=said.start(), end=said.end()) if said else reading


def _unless_number(reading: Reading, field: str, cover: Cover) -> Reading:
    """An amount that is nothing but the number of a row of the cover is not believed."""
    if field in (*POWERS, "aggregate_amount") and reading.value in row_numbers(field, cover.is_13d):
        return Reading(None, doubt="a row's number")
    return reading


def _read(field: str, shown: str, percent_row: int) -> Reading | None:
    """The reading of one row; None for rows that the record has no field for."""
    if field == "name":
        return read_name(shown)
    if field == "group_member":
        return read_group(shown)
    if field == "source_of_funds":
        return read_codes(shown, SOURCES_OF_FUNDS)
    if field == "person_types":
        return read_codes(shown, PERSON_TYPES)
    if field == "legal_proceedings":
        return read_check(shown)
    if field == "excludes_shares":
        return read_check(shown, _EXCLUDES)
    if field == "citizenship":
        return read_place(shown)
    if field == "percent_of_class":
        return read_percent(shown, percent_row)
    return None if field == "sec_use" else read_amount(shown)


def read_name(shown: str) -> Reading:
    """The reporting person's name: the lines of the row without tax numbers."""
    text = _ENTITIES_ONLY.sub(lambda m: " " * len(m.group()), shown)
    text = re.sub(r"^\s*reporting\s+person\s*[-–—:]\s*", lambda m: " " * len(m.group()), text, flags=re.IGNORECASE)
    cut = _TAX_NUMBER.search(text)
    if cut and re.search(r"[A-Za-z]{2}", text[: cut.start()]):
        text = text[: cut.start()]
    elif cut:
        text = text[: cut.start()] + " " * (cut.end() - cut.start()) + text[cut.end() :]
    text = _TAX_WORDS.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    text = _PAGE_OF.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    text = re.sub(r"\[\s*see\s[^\]]*\]", lambda m: " " * len(m.group()), text, flags=re.IGNORECASE)
    text = re.split(r"\n\s*c/o\b|\n\s*(?:2[.)]?\s*)?\([ab]\)(?=[\s\[(_/|¨☐]|$)", text)[0]
    text = re.sub(r"(?<=\S)[ \t]*\n\s*(?:no|none|n/a)\W*$|\s*#\s*$", "", text, flags=re.IGNORECASE)
    reading = _phrase(text, "no name")
    return replace(reading, doubt="printed words or numbers") if _NO_NAME.search(reading.value or "") else reading


def read_place(shown: str) -> Reading:
    """Citizenship or place of organisation, as one string."""
    shown = _NOT_A_PLACE.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), shown)
    reading = _phrase(shown, "no citizenship")
    if re.search(r"^[A-Z\d]\s|\d", reading.value or ""):
        reading = replace(reading, doubt="no place")
    return (
        Reading(_SENTENCE_END.sub("", reading.value), *_place(reading), reading.marks, reading.doubt)
        if reading.value
        else reading
    )


_SENTENCE_END = re.compile(r"(?<![A-Z])\.+$")


def _place(reading: Reading) -> tuple[int, int]:
    return reading.start, reading.end


def _phrase(text: str, otherwise: str) -> Reading:
    """The words of a row without dots, dashes and marks around them."""
    core = re.search(r"[^\W_](?:.*[^\s\-–—_|:;,*†(])?", text, re.DOTALL)
    if not core:
        return Reading(None, doubt=otherwise)
    value = text[core.start() : core.end()]
    line_end = text.find("\n", core.end())
    marks = marks_after(text[: line_end if line_end >= 0 else len(text)], core.end())
    glued = re.search(r"(?<=[A-Za-z.)])(\d{1,2})$", value)
    if glued and re.search(r"[A-Za-z]{2}", value):
        marks, value = (glued[1], *marks), value[: glued.start()]
    trailing = re.search(r"(?:\s*(?:\((?:\d{1,2}|\*+)\)|\*+|\[\d{1,2}\]))+$", value)
    if trailing:
        marks = marks_after(value, trailing.start()) + marks
        value = value[: trailing.start()]
    end = core.start() + len(value)
    lame = "a bracket without its pair" if value.count("(") != value.count(")") else None
    doubt = "long text" if len(value) >= 160 else lame
    return Reading(fold(value), core.start(), end, tuple(dict.fromkeys(marks)), doubt)


def _without_note(field: str, shown: str) -> str:
    """An answer up to the note below it: of the whole cover below the last row, else of what the row says itself."""
    pattern = _NOTE_LINE if field == "person_types" else _STARRED if field in _WORDS else _NOTE_IN_ROW
    note = pattern.search(shown)
    return shown[: note.start()] if note else shown


def _with_marks(reading: Reading, more: tuple[str, ...]) -> Reading:
    if not more:
        return reading
    marks = tuple(dict.fromkeys((*more, *reading.marks)))
    return Reading(reading.value, reading.start, reading.end, marks, reading.doubt, reading.repaired)


def _side_marks(cover: Cover, plain: str) -> tuple[str, ...]:
    """Marks on the side label `... Person With (1)`."""
    if "citizenship" not in cover.rows or "aggregate_amount" not in cover.rows:
        return ()
    region = plain[cover.rows["citizenship"][0] : cover.rows["aggregate_amount"][0]]
    label = re.search(r"\bperson[ \t\n]+with:?[ \t]*(?=\(\d|\*)", region, re.IGNORECASE)
    return marks_after(region, label.end()) if label else ()
