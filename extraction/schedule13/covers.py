"""Cover pages: where each begins and ends, and what stands between its printed captions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extraction.document import Span
from extraction.schedule13.captions import FIELDS, POWERS, ROWS, Caption, Hit, find_captions, find_printed, find_worn
from extraction.schedule13.linearise import blank

_ITEM_ONE = re.compile(
    r"(?:^|\n)[ \t]*(?:item\s*1\s*[.:(\-–—\t ]|item\s+1\s*$|item\s+[2-7]\s*[.:]\s*[A-Z])(?![^\n]{0,6}reporting person)",
    re.IGNORECASE | re.MULTILINE,
)
_LEAST_ROWS = 6
_LONGEST_ROW = 4000
_SIDE = (
    r"(?:number|numbers|no\.|of|shares?|sha-|res|bene-?|ficially|ficial-?|beneficially|beneficiall|beneficial|"
    r"benefi-|cially|ly|y|owned|by|each|report-?"
    r"|reporting|ing|persons?|person|with|the)"
)
_SIDE_LEAD = re.compile(
    rf"^[ \t|]*(?:{_SIDE}\b[:.]?[ \t|]*(?:\(\d\)[ \t]*)?)+(?=[ \t|\n]|\d|$)", re.IGNORECASE | re.MULTILINE
)
_SIDE_LINE = re.compile(
    rf"^[ \t|]*(?:{_SIDE}\b[:.]?[ \t|]*)+(?:\(?\d{{1,2}}[.)]?[ \t]*)?$", re.IGNORECASE | re.MULTILINE
)
_PAGE_LINE = re.compile(
    r"^[ \t]*(?:page\s+_*\s*\d*\s*_*\s*(?:of\s+_*\s*\d*\s*_*\s*(?:pages?)?)?|\(?page\s+\d+\s+of\s+\d+(?"
    r":\s+pages?)?\)?|-\s*[1-9]\d*\s*-|\d+\s+of\s+\d+"
    r"|(?:cusip\s*(?:no|number|#)?|schedule\s+13[dg])[^\n]*|[^\n]{0,24}\bof\s+\d*\s*pages"
    r"|(?:schedule\s+)?13[dg](?:/a)?[ \t]*)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Cover:
    """One cover page: `rows` maps a field to the place of what is filled in, `start`..`end` is the page,
    `rest` begins where its last row ends. `clean` tells whether every caption was found once and as printed."""

    start: int
    end: int
    rest: int
    rows: dict[str, Span]
    clean: bool
    above: bool = False
    """Values stand above their captions."""
    numbers: tuple[tuple[str, int], ...] = ()
    """Rows whose number does not stand before their caption, and may stand after it."""
    is_13d: bool = False
    worn: bool = False
    """A caption was found by likeness alone."""
    marks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Footnote marks that stand at a row's caption."""


def blank_printed(text: str) -> str:
    """`text` without page heads and the printed words inside a cover; places stay."""
    spans = [m.span() for m in _PAGE_LINE.finditer(text)]
    return blank(text, [*spans, *find_printed(text)])


def find_covers(text: str, plain: str) -> tuple[Cover, ...]:
    """Every cover in `text`, in order; `plain` is the same text with printed words blanked."""
    groups = [g for g in _group(find_captions(text), text) if _is_cover(g)]
    bounds = [g[0].start for g in groups] + [len(text)]
    covers = [_cover(group, text, plain, end) for group, end in zip(groups, bounds[1:], strict=True)]
    return tuple(covers) or find_numbered(text)


def _group(hits: Iterable[Hit], text: str) -> list[list[Hit]]:
    """Captions that follow each other on one cover."""
    groups: list[list[Hit]] = []
    for hit in hits:
        if groups and hit.start < groups[-1][-1].end:
            continue
        if groups and not _begins(hit, groups[-1], text):
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return groups


def _begins(hit: Hit, group: list[Hit], text: str) -> bool:
    """Whether a caption begins another cover: one seen already, a name behind the powers, anything behind the last row,
    or after a long stretch of other text."""
    seen = {h.caption.field for h in group}
    late_name = hit.caption.field == "name" and bool(seen & {*POWERS, "aggregate_amount"})
    far = hit.start - group[-1].end > _LONGEST_ROW
    return (
        hit.caption.field in seen
        or late_name
        or "person_types" in seen
        or far
        or bool(_ITEM_ONE.search(text, group[-1].end, hit.start))
    )


def _is_cover(group: list[Hit]) -> bool:
    fields = {h.caption.field for h in group}
    return len(fields) >= _LEAST_ROWS and bool(fields & {*POWERS, "aggregate_amount"})


def _cover(group: list[Hit], text: str, plain: str, bound: int) -> Cover:
    """A cover from its captions: each row runs from its caption's end to the next caption's start."""
    hits = _with_worn(group, text)
    fields = {h.caption.field for h in hits}
    is_13d = bool(fields & {"source_of_funds", "legal_proceedings"})
    end = _end(text, hits[-1].end, bound)
    wanted = [c for c in ROWS if is_13d or c.number_13g]
    worn = len(hits) > len(group)
    clean = not {c.field for c in wanted} - {h.caption.field for h in group} - {"sec_use"} and not worn
    gaps = [(h.end, n.start) for h, n in zip(hits, [*hits[1:], None], strict=True) if n] + [(hits[-1].end, end)]
    nexts = [*(h.caption for h in hits[1:]), ROWS[0]]
    after = {h.caption.field: _trim(plain, gap, n) for h, gap, n in zip(hits, gaps, nexts, strict=True)}
    after = {
        field: _within(plain, by_field[field], span)
        for field, span in after.items()
        if (by_field := {h.caption.field: h for h in hits})
    }
    numbers = tuple((h.caption.field, n) for h in hits if (n := _number(h.caption, is_13d)) and not _leads(plain, h))
    clean = clean and not any(_strays(plain[slice(*span)], field, is_13d) for field, span in after.items())
    marks = tuple((h.caption.field, h.marks) for h in hits if h.marks)
    cover = Cover(
        hits[0].start, end, hits[-1].end, after, clean, numbers=numbers, is_13d=is_13d, worn=worn, marks=marks
    )
    return _turned(cover, hits, plain)


def _strays(shown: str, field: str, is_13d: bool) -> bool:
    """Whether the next row's number stands alone on a line within an answer: the text was not read row by row."""
    numbers = _own_numbers(field, is_13d)[1:] if field != "person_types" else []
    return any(re.search(rf"(?:^|\n)[ \t|]*{n}[.,)]?[ \t]*(?=\n)", shown) for n in numbers)


_BOXED = ("group_member", "legal_proceedings", "excludes_shares")
_BOX = re.compile(r"\(a\)|\[\s*[xX]?\s*\]|/\s*[xX]?\s*/|[☐☒☑¨þý]")
_NAMED = r"[A-Za-z]{2}|[A-Z]\.\s?[A-Z]\b"
_EMBEDDED = re.compile(r"(?<![\w(,])(?:\d{1,3}(?:,\d{3})+|\d{4,}|-\s?0\s?-)(?![\w,])")


def _within(plain: str, hit: Hit, span: Span) -> Span:
    """The row's answer, with the figure that stands in the middle of a caption that runs over two lines."""
    if hit.caption.field in _BOXED:
        box = _BOX.search(plain, hit.start, hit.end)
        return (box.start(), span[1]) if box else span
    if hit.caption.field != "aggregate_amount" or re.search(r"\d", plain[slice(*span)]):
        return span
    figure = _EMBEDDED.search(plain, hit.start, hit.end)
    return (figure.start(), span[1]) if figure else span


def _with_worn(group: list[Hit], text: str) -> list[Hit]:
    """The captions found, and those that only likeness finds, each looked for between its neighbours."""
    hits = list(group)
    found = {h.caption.field for h in hits}
    is_13d = bool(found & {"source_of_funds", "legal_proceedings"})
    for caption in ROWS:
        if caption.field in found or (caption.number_13g is None and not is_13d) or caption.field == "name":
            continue
        order = FIELDS.index(caption.field)
        before = [h for h in hits if FIELDS.index(h.caption.field) < order]
        behind = [h for h in hits if FIELDS.index(h.caption.field) > order]
        if not before:
            continue
        start = before[-1].end
        stop = behind[0].start if behind else min(start + 600, len(text))
        worn = find_worn(text[start:stop], caption) if stop > start else None
        if worn:
            hits.append(Hit(caption, worn.start + start, worn.end + start))
            hits.sort(key=lambda h: h.start)
    return hits


def _end(text: str, start: int, bound: int) -> int:
    """Where a cover ends: at Item 1, at the next cover, or after a page's worth of notes."""
    item = _ITEM_ONE.search(text, start, bound)
    return min(item.start() if item else bound, start + 12000)


def _turned(cover: Cover, hits: list[Hit], plain: str) -> Cover:
    """The cover with values above their captions, where those that stand below say less."""
    above = {}
    last = max(plain.rfind("\f", 0, cover.start), cover.start - 400, 0)
    for hit in hits:
        above[hit.caption.field] = _trim(plain, (last, hit.start), hit.caption)
        last = hit.end
    if "name" in above:
        above["name"] = _last_lines(plain, above["name"])
    if _answers(above, plain) > _answers(cover.rows, plain):
        return replace(cover, rows=above, clean=False, above=True, numbers=(("name", 1),))
    if not re.search(_NAMED, plain[slice(*cover.rows.get("name", (0, 0)))]):
        return replace(
            cover, rows={**cover.rows, "name": above["name"]} if "name" in above else cover.rows, clean=False
        )
    return cover


def _last_lines(plain: str, span: Span) -> Span:
    """The last lines of a stretch that no empty line parts."""
    end = span[0] + len(plain[slice(*span)].rstrip())
    breaks = [m.end() for m in re.finditer(r"\n[ \t]*(?=\n)|\f", plain[span[0] : end])]
    return (span[0] + breaks[-1], span[1]) if breaks else span


def _answers(rows: dict[str, Span], plain: str) -> int:
    """How many rows bear the kind of answer that they ask for."""
    patterns = {
        "citizenship": r"[A-Za-z]{2}",
        "percent_of_class": r"\d",
        "person_types": r"\b(?:BD|BK|IC|IV|IA|EP|HC|SA|CP|CO|PN|IN|FI|OO)\b",
        "aggregate_amount": r"\d",
        "name": _NAMED,
    }
    return sum(bool(field in rows and re.search(p, plain[slice(*rows[field])])) for field, p in patterns.items())


def _numbers(caption: Caption) -> str:
    """The numbers that a row can bear: filers number the rows of one schedule as the other's."""
    return "|".join(str(n) for n in (caption.number_13d, caption.number_13g) if n)


def _trim(plain: str, gap: Span, following: Caption) -> Span:
    """A row's answer without the next row's number."""
    start, end = gap
    tail = re.search(
        rf"(?:\n[ \t]*\*+[ \t]*|^|[\s|])(?:item\s+|row\s+)?[\[(]?\s*(?:{_numbers(following)})\s*[.,):\]]{{0,2}}"
        rf"[\s|–—-]*$",
        plain[start:end],
        re.IGNORECASE,
    )
    return start, start + tail.start() if tail else end


def _leads(plain: str, hit: Hit) -> bool:
    """Whether a row's number stands right before its caption."""
    return bool(
        re.search(
            rf"(?:^|[\s|(\[])(?:{_numbers(hit.caption)})\s*[.):\]]{{0,2}}[\s|]*$",
            plain[max(hit.start - 80, 0) : hit.start],
        )
    )


def _number(caption: Caption, is_13d: bool) -> int | None:
    return caption.number_13d if is_13d else caption.number_13g


def answer(cover: Cover, field: str, plain: str) -> tuple[str, int]:
    """What is filled in for `field` with side labels blanked, and where it begins."""
    start, end = cover.rows.get(field, (0, 0))
    shown = plain[start:end]
    if field in POWERS:
        shown = _SIDE_LEAD.sub(lambda m: _spaces(m.group()), shown)
    if field in ("citizenship", "shared_dispositive_power"):
        shown = _SIDE_LINE.sub(lambda m: _spaces(m.group()), shown)
        shown = re.sub(r"(?<=\n)[ \t]*\(\d\)[ \t]*(?=\n|$)", lambda m: _spaces(m.group()), shown)
    numbers = dict(cover.numbers)
    number = numbers.get(field)
    own = [numbers[f] for f in (field, _next(field, numbers)) if f in numbers]
    shown = _blank_numbers(shown, own, sure=len(numbers) > 2)
    shown = _blank_numbers(shown, _own_numbers(field, cover.is_13d), sure=False)
    if field in ("name", "citizenship"):
        shown = _STRAY.sub(lambda m: _spaces(m.group()), shown)
    if number:
        shown = re.sub(rf"^\s*\(?{number}(?:[.)]\)?)?(?=\s+\S)", lambda m: _spaces(m.group()), shown)
    return shown, start


_STRAY = re.compile(r"^[ \t|]*\(?(?:1[0-4]|\d)[.,)]{0,2}[ \t]*(?:$|\|[ \t]*)", re.MULTILINE)
"""A row's number alone on a line or before a bar: text read out of its columns."""


def _own_numbers(field: str, is_13d: bool) -> list[int]:
    """A row's number and the next one's."""
    own = next(_number(caption, is_13d) for caption in ROWS if caption.field == field)
    return [own, own + 1] if own else []


def row_numbers(field: str, is_13d: bool) -> frozenset[str]:
    """A row's number and those of its neighbours, as they may stray into its answer."""
    return frozenset(str(n + step) for n in _own_numbers(field, is_13d)[:1] for step in range(-1, 3))


def _next(field: str, numbers: dict[str, int]) -> str | None:
    """The row after `field`."""
    order = list(numbers)
    return order[order.index(field) + 1] if field in order and order.index(field) + 1 < len(order) else None


def _blank_numbers(shown: str, numbers: list[int], sure: bool) -> str:
    """A row's answer without lines that bear nothing but a row's number, if anything else remains or that is `sure`."""
    if not numbers:
        return shown
    bare = re.sub(
        rf"^[ \t|]*\(?(?:{'|'.join(map(str, numbers))})[.,)]?[ \t|]*$",
        lambda m: _spaces(m.group()),
        shown,
        flags=re.MULTILINE,
    )
    return bare if bare.strip() or sure else shown


def _spaces(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


_LEAST_NUMBERED = ("name", *POWERS, "aggregate_amount", "percent_of_class")
_OFTEN_LEFT_OUT = {"group_member", "sec_use", "source_of_funds", "legal_proceedings", "excludes_shares"}
_NUMBERED = re.compile(r"^[ \t]*item[ \t]*(\d{1,2})[ \t]*[:.][ \t]*(.*)$", re.IGNORECASE | re.MULTILINE)


def find_numbered(text: str) -> tuple[Cover, ...]:
    """Covers that give only the rows' numbers (`Item 9: 1,000`), without their captions."""
    covers: list[Cover] = []
    runs: list[list[re.Match[str]]] = []
    for line in _NUMBERED.finditer(text):
        number = int(line[1])
        if number == 1 or not runs or number <= int(runs[-1][-1][1]):
            runs.append([])
        runs[-1].append(line)
    for run in runs:
        numbers = {int(m[1]) for m in run}
        is_13d = bool(numbers & {13, 14})
        by_number = {_number(c, is_13d): c.field for c in ROWS}
        if not {n for n, field in by_number.items() if field in _LEAST_NUMBERED} <= numbers:
            continue
        stops = [m.start() for m in run[1:]] + [min(run[-1].end(), len(text))]
        rows = {
            by_number[int(m[1])]: (m.start(2), stop)
            for m, stop in zip(run, stops, strict=True)
            if int(m[1]) in by_number
        }
        end = _end(text, run[-1].end(), len(text))
        clean = {f for n, f in by_number.items() if n} - set(rows) <= _OFTEN_LEFT_OUT
        covers.append(Cover(run[0].start(), end, run[-1].end(), rows, clean, is_13d=is_13d))
    return tuple(covers)
