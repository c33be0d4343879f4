"""Signatures: who signed and when; capacities and titles are not names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extraction.document import Span
from extraction.schedule13.dates import find_dates
from extraction.schedule13.linearise import fold

_HEAD = re.compile(
    r"after\s+(?:reasonable\s+|due\s+)?inquiry\s+and\s+to\s+the\s+best"
    r"|(?:^|(?<=\n)|(?<=\f))[ \t]*s\s?i\s?g\s?n\s?a\s?t\s?u\s?r\s?e\s?s?(?:[ \t]+page)?[ \t]*[.:]?[ \t]*(?=\n)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:^|(?<=\n)|(?<=\f))[ \t]*(?:exhibit\b|index\s+to|joint\s+(?:filing|acquisition)|agreement[ \t]*(?"
    r"=\n)|agreement\s+(?:of|to|regarding|relating)|schedule\s+[A-Z1-9]\b|annex\b|appendix\b"
    r"|(?:press\s+release|for\s+immediate\s+release|dear\s+[A-Z]|gentlemen\b|ladies\s+and\s+gentlemen|know\s+all\s+(?:men|by))"
    r"|attention\b|the\s+original\s+statement|schedule\s+13g\s*[-–—]|(?:rule\s+)?13d-1\s*\([a-z]\)|power\s+of\s+attorney|"
    r"statement\s+regarding)",
    re.IGNORECASE,
)
_SLASH = re.compile(
    r"(?:by|name|signature|signed)?[ \t]*:?[ \t]*/?\\?[ \t]*/?(?:/[ \t]*s[ \t]*/|/[ \t]*s[ \t]*\\|\(s\)|"
    r"(?<![\w/])s/(?=\s)|(?<![:\w])//(?=[A-Z][a-z])|(?<![\w/.])[J4l1f|]s/(?=\s?[A-Z]))[ \t_]*",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:^|(?<=\n)|(?<=\t))[ \t]*(?:by|name|signature|signed)[ \t]*:[ \t]*", re.IGNORECASE)
_TITLE = re.compile(
    r"\b(?:president|officer|director|secretary|treasurer|chairman|manager|managing|member|partner|assistant|"
    r"associate\s|deputy|controller|counsel|attorney|trustee|agent|signatory|principal|general|"
    r"title|capacity|individually|compliance|duly\s+authorized|vice|executive|chief|senior|signature|signed|"
    r"date[d]?|its|name\s*/|on\s+behalf|for\s+itself|as\s+|under\s+power)\b",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"\b(?:inc|l\.?l\.?c|l\.?p|ltd|llp|limited|corp(?:oration)?|company|co|partners(?:hip)?|fund|trust|"
    r"plc|s\.?a|n\.?a|bank|group|gmbh|advisors?|associates|management|capital)\b\.?,?",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[A-Z][\w.’'`-]*(?:[ ,]+(?:[A-Z][\w.’'`-]*|de|van|von|der|bin|al|la|le|du|y|&|and|of|III|II|IV|Jr\.?|Sr\.?))*"
)


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature: the name, where it stands, and its date with its place."""

    name: str | None
    place: Span
    date: str | None
    date_place: Span
    capacity: str | None = None


def read_signatures(text: str, start: int, persons: Sequence[str] = ()) -> tuple[Signed, ...]:
    """The signatures below the statement itself (not those below its exhibits), in order."""
    region_start, region_end = _region(text, start)
    region = text[region_start:region_end]
    if not region:
        return ()
    dates = _signing_dates(region)
    names = _with_unslashed(region, _slashed(region)) or _with_bare(region, _by(region), persons) or _unmarked(region)
    names = [n for n in names if n[0]] or names
    nexts = [*(s for _, s, _ in names[1:]), len(region)][: len(names)]
    signed = [
        Signed(n, (region_start + s, region_start + e), *_date(dates, s, region_start), _capacity(region, e, stop))
        for (n, s, e), stop in zip(names, nexts, strict=True)
    ]
    return tuple(signed)


_AGREED = re.compile(
    r"(?:^|(?<=\n)|(?<=\f))[ \t]*(?:joint\s+(?:filing|acquisition)[^\n]{0,30}(?:agreement|statement)|agreement\s+(?:of|"
    r"to|regarding|relating\s+to)\s+(?:the\s+)?joint)[^\n]*\n",
    re.IGNORECASE,
)


def read_joint_filing(text: str, start: int, persons: Sequence[str] = ()) -> tuple[Signed, ...]:
    """Who signed the joint filing agreement that stands behind the schedule's own signatures."""
    heads = [m for m in _AGREED.finditer(text, start) if re.search(r"(?i)\bjoint", text[m.start() : m.start() + 1500])]
    for head in reversed(heads):
        region = text[head.end() : head.end() + 12000]
        if "13" in region[:1500] and (_SLASH.search(region) or _BY.search(region)):
            names = _slashed(region) or _with_bare(region, _by(region), persons)
            dates = _signing_dates(region)
            return tuple(
                Signed(n, (head.end() + s, head.end() + e), *_date(dates, s, head.end())) for n, s, e in names if n
            )
    return ()


_TITLED = re.compile(r"(?:^|[\n\t])[ ]*(?:title|capacity|its)[ \t]*:[ \t]*(?P<title>[A-Z][^\n\t]{2,80})", re.IGNORECASE)
_OPEN = re.compile(r"(?:\b(?:vice|managing|general|chief|executive|senior|assistant|and|of)|[&,])$", re.IGNORECASE)
"""A title that goes on in the next cell or line."""


def _capacity(region: str, end: int, stop: int) -> str | None:
    """The title below a signature: behind `Title:`, else on a line that is nothing else."""
    below = region[end : min(stop, end + 260)]
    titled = _TITLED.search(below)
    if titled:
        return _whole_title(titled["title"], below[titled.end() :])
    lines = [(m.end(), re.sub(r"^Name\s*/\s*Title:?\s*", "", fold(m.group()))) for m in re.finditer(r"[^\n]+", below)]
    for after, line in lines[:3]:
        words = line.strip(" _,.()")
        if _TITLE.match(words) and not list(find_dates(words)) and 3 < len(words) < 80 and not _CAPTION.match(words):
            return _whole_title(words, below[after:])
    return None


_CAPTION = re.compile(r".*:|(?:signature|date)\b|(?:name|title)[s/ ]*$", re.IGNORECASE)


def _whole_title(title: str, after: str) -> str:
    """A title with the rest of it, where its last word asks for one."""
    words = fold(title).strip(" _.")
    rest = re.match(r"[ \t\n]*(?P<more>[A-Z][^\n\t]{2,60})", after) if _OPEN.search(words) else None
    return fold(f"{words} {rest['more'] if rest else ''}").strip(" _,.")


def _signing_dates(region: str) -> list[tuple[int, int, str]]:
    """The dates of signatures: those labelled so, else those that stand alone, else all."""
    dates = list(find_dates(region))
    labelled = [d for d in dates if _LABEL.search(region[: d[0]]) and _ALONE.match(region, d[1])]
    alone = [d for d in dates if re.search(r"(?:^|[\n\t])[ ]*$", region[: d[0]]) and _ALONE.match(region, d[1])]
    return labelled or alone or dates


_LABEL = re.compile(
    r"(?:^|[\n\t])[ ]*(?:date[d]?|as\s+of)[ \t]*:?[ \t]*(?:as\s+of[ \t:]*|this[ \t]*)?\s?$", re.IGNORECASE
)
_ALONE = re.compile(r"[.,*]?[ ]*(?:[\n\t(]|$|by\b[ \t]*:|/s/|signature\b)", re.IGNORECASE)


def _region(text: str, start: int) -> Span:
    """From the signature head to the exhibits: the first head after the items that is followed by signatures."""
    heads = [m for m in _HEAD.finditer(text, start)]
    for head in heads:
        at = _past_statement(text, head)
        tail = _TAIL.search(text, at)
        end = tail.start() if tail else len(text)
        body = text[at:end]
        if _SLASH.search(body) or _BY.search(body) or list(find_dates(body)):
            return at, min(end, at + 12000)
    if heads:
        at = _past_statement(text, heads[-1])
        return at, min(len(text), at + 3000)
    return _headless(text, start)


def _past_statement(text: str, head: re.Match[str]) -> int:
    """Where the sentence that is being signed ends."""
    said = re.compile(r"complete\s*,?\s*and\s*,?\s*correct\s*\.?", re.IGNORECASE).search(
        text, head.end(), head.end() + 700
    )
    between = _SLASH.search(text, head.end(), said.start()) if said else None
    return said.end() if said and not between else head.end()


def _headless(text: str, start: int) -> Span:
    """Where no head announces signatures: a page of text that ends in the first `/s/`."""
    slash = _SLASH.search(text, start)
    if not slash:
        return 0, 0
    tail = _TAIL.search(text, slash.end())
    return max(slash.start() - 300, start), tail.start() if tail else min(len(text), slash.start() + 3000)


def _slashed(region: str) -> list[tuple[str | None, int, int]]:
    """A name for each `/s/`: what follows it, else the line below."""
    found: list[tuple[str | None, int, int]] = []
    for slash in _SLASH.finditer(region):
        line = region[region.rfind("\n", 0, slash.start()) + 1 : slash.start()]
        if found and line.lstrip().startswith("*"):
            continue
        stop = _stop(region, slash.end())
        name = _name(region[slash.end() : stop].replace("\t", " "))
        if name is None:
            name, stop = _below(region, stop)
        found.append((name, slash.start(), stop))
    return found


def _stop(region: str, at: int) -> int:
    """The end of a signed name: its cell, or the cells of a line whose words stand wide apart."""
    line_end = region.find("\n", at)
    line = region[at : line_end if line_end >= 0 else len(region)]
    cells = line.split("\t")
    taken = len(cells[0])
    for cell in cells[1:]:
        if len(line[:taken].split()) > 1 or not re.fullmatch(r"[ ]*[A-Z][\w.’'-]*[ ]*", cell):
            break
        taken += 1 + len(cell)
    return at + taken


def _by(region: str) -> list[tuple[str | None, int, int]]:
    """A name for each `By:` or `Name:` line that bears one, the printed name below counting once."""
    found: list[tuple[str | None, int, int]] = []
    for by in _BY.finditer(region):
        stop = region.find("\n", by.end())
        stop = stop if stop >= 0 else len(region)
        name = _name(region[by.end() : stop].split("\t")[0])
        if name is None:
            name, stop = _below(region, stop)
        if name and _ENTITY.search(name) and _BY.search(region, stop, min(stop + 120, len(region))):
            continue
        printed = found and found[-1][0] == name and by.start() - found[-1][2] < 120 and "name" in by.group().lower()
        if name and not printed:
            found.append((name, by.start(), stop))
    return found


_BY_NAME = re.compile(r"(?:^|(?<=\n)|(?<=\t))[ \t]*by[ \t]*:[ \t]*(?=[A-Z])([^\n\t/]+)(?=[\n\t])", re.IGNORECASE)


def _with_unslashed(region: str, found: list[tuple[str | None, int, int]]) -> list[tuple[str | None, int, int]]:
    """The signatures found, and persons behind a `By:` who signed without a stroke."""
    if not found:
        return []
    more = [(_name(m[1]), m.start(), m.end()) for m in _BY_NAME.finditer(region)]
    persons = [m for m in more if _signs(region, m, found)]
    return sorted([*found, *persons], key=lambda s: s[1])


def _signs(region: str, by: tuple[str | None, int, int], found: list[tuple[str | None, int, int]]) -> bool:
    """Whether a `By:` line is a signature: a person's, no stroke on the next line, not the name printed below one."""
    name, start, stop = by
    if not name or _ENTITY.search(name) or _SLASH.search(region, stop, region.find("\n", stop + 1) + 1):
        return False
    below = next((s for n, s, _ in found if n == name and s >= stop), None)
    if below is not None and not _PRINTED.search(region, stop, below):
        return False
    return not any(n == name and 0 <= start - s < 200 and not region[e:start].strip() for n, s, e in found)


_PRINTED = re.compile(r"(?:^|[\n\t])[ ]*(?:name|title)[ \t]*:", re.IGNORECASE)
"""What stands below a signature: where none does, the name only says by whom a company acts."""


def _with_bare(
    region: str, found: list[tuple[str | None, int, int]], persons: Sequence[str]
) -> list[tuple[str | None, int, int]]:
    """The signatures found, and persons who sign by nothing but their name on a line of its own."""
    if not found:
        return []
    signed = list(found)
    for line in re.finditer(r"[^\n\t]+", region):
        name = fold(line.group())
        alone = not _ENTITY.search(name) and any(_alike(name, p) for p in persons)
        if alone and not any(
            s <= line.start() < e + 60 and not _is_title(region[e : line.start()]) for _, s, e in found
        ):
            signed.append((name, line.start(), line.end()))
    return sorted(signed, key=lambda s: s[1])


def _is_title(words: str) -> bool:
    """Whether a title stands between a signature and what follows it, which then is another signature."""
    return bool(re.fullmatch(r"\s*\S[^\n]*\n\s*", words) and _TITLE.search(words))


def _alike(one: str, other: str) -> bool:
    """The same first and last word."""
    a, b = re.findall(r"\w+", one.casefold()), re.findall(r"\w+", other.casefold())
    return len(a) > 1 and len(b) > 1 and (a[0], a[-1]) == (b[0], b[-1])


def _unmarked(region: str) -> list[tuple[str | None, int, int]]:
    """Names written twice, as a signature and below it; else the first line that looks like a person's name."""
    lines = [(m, _name(m.group())) for m in re.finditer(r"[^\n\t]+", region)]
    twice = [(name, a.start(), b.end()) for (a, name), (b, other) in pairwise(lines) if name and name == other]
    if twice:
        return list(twice)
    for line in re.finditer(r"[^\n\t]+", region):
        if list(find_dates(line.group())):
            continue
        name = _name(line.group())
        if (
            name
            and not _ENTITY.search(name)
            and len(name.split()) >= 2
            and not re.search(r"certify|correct|statement|information|complete|belief", line.group())
        ):
            return [(name, line.start(), line.end())]
    return []


def _below(region: str, at: int) -> tuple[str | None, int]:
    """The first name on the lines below."""
    for line in list(re.finditer(r"[^\n]+", region[at : at + 250]))[:3]:
        for cell in line.group().split("\t"):
            name = _name(re.sub(r"^\s*(?:name|by)\s*:\s*", "", cell, flags=re.IGNORECASE))
            if name:
                return name, at + line.end()
    return None, at


def _name(text: str) -> str | None:
    """A name without strokes, capacities and dates; None where there is none."""
    bare = re.sub(r"^[\s_*:/\\]+|[\s_*/]+$", "", text.replace("_", " ").replace("*", " "))
    bare = re.split(r"\s*\bdate[d]?\b\s*:?|,?\s+by:?\s+(?=[A-Z])", bare, flags=re.IGNORECASE)[0]
    for start, _, _ in find_dates(bare):
        bare = bare[:start]
        break
    bare = re.split(
        r",\s*(?=(?:as|its|attorney|president|vice|chief|managing|general|senior|secretary|director|trustee|"
        r"executive|individually)\b)",
        bare,
        flags=re.IGNORECASE,
    )[0]
    title = _TITLE.search(bare)
    if title:
        bare = bare[: title.start()] if re.match(r"[A-Z][\w.'’-]*\s+[A-Z]", bare[: title.start()]) else ""
    bare = fold(bare).strip(" ,;:-–—()/")
    bare = re.sub(r"\s+\(\d+\)$", "", bare)
    return bare if re.search(r"[A-Z][a-z]*[^A-Za-z]*[A-Za-z]{2}", bare) and len(bare) < 90 else None


def _date(dates: list[tuple[int, int, str]], at: int, offset: int) -> tuple[str | None, Span]:
    """The date of a signature: the nearest before it, else the first after it."""
    if not dates:
        return None, (0, 0)
    before = [d for d in dates if d[0] <= at]
    start, end, value = before[-1] if before else dates[0]
    return value, (offset + start, offset + end)
