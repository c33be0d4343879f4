"""Lines of whole cells that bear one value of the box, a name or what someone is: whole, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from extraction.labelers.mend_ticks import TICKS
from extraction.labelers.named import Piece
from extraction.labels import NONE

_NAMES = ("ISSUER", "OWNER")
_TELLS = {
    "ISSUER": re.compile(r"\b(?:issuer|company|corporation)\b", re.I),
    "OWNER": re.compile(r"\b(?:owner|insider|person|holder|filer)\b", re.I),
}
"""What captions say of the name behind them."""
_CAPTION = frozenset(
    ["issuer", "company", "name", "reporting", "person", "owner", "symbol", "ticker", "trading", "insider", "filer"]
)
"""Words that stand before a name and are none of it."""
_ENDS = re.compile(r"[-–—|·•]{1,2}$")
"""What a name ends before."""
MOST = 2
"""Tickers of one issuer on a line at most."""
_OFF = 2.0
"""Points, or characters, by which a caption may begin beside what stands below it."""
_LONGEST = 6
"""Words of a caption at most."""
_SYMBOL = re.compile(
    r"[(\[]\s*(?:(?:[A-Za-z][\w. ]*:|(?:\w+ )*(?:ticker|symbol|NYSE|NASDAQ)(?: \w+)*)\s*)?"
    r"[\"“]?([A-Z][A-Z0-9.-]{0,5})[\"”]?\s*[)\]]$"
)
"""A ticker behind its issuer, its exchange before it or not."""
_TICKER = re.compile(r"^(?:(?!issuer|company|name).)*\b(?:ticker|symbol)\b", re.I)
_CAPITALS = re.compile(r"[A-Z][A-Z0-9.,;/-]*")
_RELATION = re.compile(r"\b(?:relation(?:ship)?s?|capacity|roles?|status|positions?)\b", re.I)
_TO_TICK = re.compile(
    r"check all|specify below|give title|:\s*(?:yes|no|true|false|[yn])\b|[\[(|]\s*[xX_✓✔]?\s*[\])|]|_{2,}"
    r"|[☐☒☑✓✔□■○●◯]",
    re.I,
)
"""What there is where who someone is can be ticked."""
_PRINTED = re.compile(r"\bdirector\b.*\b10% owner\b.*\bofficer\b.*\bother\b", re.I)
_SAID = (
    ("DIRECTOR", re.compile(r"director\b(?! of)", re.I)),
    (
        "TEN_PERCENT",
        re.compile(r"(?:10%|ten[ -]percent) (?:beneficial )?(?:owner|holder|stockholder|shareholder)", re.I),
    ),
    ("OFFICER", re.compile(r"officer\b", re.I)),
    ("OTHER", re.compile(r"other\b", re.I)),
)
_BETWEEN = re.compile(r"(?:^|[,;/|&•)]|\band\b)\s*$", re.I)
"""What stands before each of several things that someone is."""
_ADDRESSED = frozenset({"CITY", "STATE", "ZIP"})


@dataclass(frozen=True, slots=True)
class _Line:
    """The pieces of one line of one cell by their places, and what captions it: the words before it."""

    at: tuple[int, ...]
    caption: str
    above: tuple[int, ...]

    def text(self, pieces: Sequence[Piece]) -> str:
        return " ".join(pieces[i].text for i in self.at)


def mend_lines(pieces: Sequence[Piece], path: Sequence[int], tags: Sequence[str]) -> list[int]:
    """Tags of pieces in whole cells, each name whole, a ticker behind its issuer, and what someone is where it is said
    in words instead of ticked."""
    out = list(path)
    lines = list(_lines(pieces))
    unticked = not any(p.text in TICKS for p in pieces)
    unticked = unticked and not any(_TO_TICK.search(f"{line.caption} {line.text(pieces)}") for line in lines)
    lined = {name: sum(any(tags[path[i]][2:] == name for i in line.at) for line in lines) for name in _NAMES}
    tickers = any(tags[k].endswith("TICKER") for k in path)
    for line in lines:
        name = "" if _is_ticker(line, pieces, out, tags) else _complete(line, pieces, out, tags, lined)
        if name == "ISSUER" and not tickers:
            _find_ticker(line, pieces, out, tags)
        said = _RELATION.search(line.caption) or (_is_last(line, pieces) and _is_below_address(line, out, tags))
        if unticked and said:
            _say(line, pieces, out, tags)
    return out


def _lines(pieces: Sequence[Piece]) -> Iterator[_Line]:
    """Lines of whole cells; a caption with a colon, the cell before or the line above captions what follows."""
    above: tuple[int, ...] = ()
    for _, held in groupby(range(len(pieces)), key=lambda i: pieces[i].segment):
        at = tuple(held)
        if pieces[at[0]].cut:
            continue
        words = [pieces[i].text for i in at[: _LONGEST + 1]]
        behind = next((k for k, word in enumerate(words[:-1], 1) if word.endswith(":")), 0)
        behind = 0 if any("(" in word for word in words[:behind]) else behind
        before = at[:behind] or (above if _captions(above, at, pieces) else ())
        yield _Line(at[behind:], " ".join(pieces[i].text for i in before), above)
        above = at


def _captions(above: Sequence[int], at: Sequence[int], pieces: Sequence[Piece]) -> bool:
    """Whether a short line may caption the next: it stands beside it in its row, or above it where it begins."""
    first, second = (pieces[held[0]].token if held else None for held in (above, at))
    if first is None or second is None or len(above) > _LONGEST:
        return False
    same = pieces[above[0]].row == pieces[at[0]].row and first.word.box[1] < second.word.box[3]
    return same or abs(first.word.box[0] - second.word.box[0]) <= _OFF


def _is_ticker(line: _Line, pieces: Sequence[Piece], out: list[int], tags: Sequence[str]) -> bool:
    """Name all of a line of capitals behind a ticker's caption."""
    held = [pieces[i].text for i in line.at]
    named = len(held) > MOST or any(map(_is_caption_word, held)) or not all(map(_CAPITALS.fullmatch, held))
    if named or not _TICKER.search(line.caption):
        return False
    for k, i in enumerate(line.at):
        out[i] = tags.index(f"{'I' if k else 'B'}-TICKER")
    return True


def _complete(
    line: _Line, pieces: Sequence[Piece], out: list[int], tags: Sequence[str], lined: Mapping[str, int]
) -> str:
    """Name all of a line that bears most of a name with it, up to a bracket or a dash; which name, or ''. Of two names,
    the one that its caption tells, if the other stands elsewhere too: `lined` counts the lines of each."""
    at = list(line.at)
    at = at[: next((k for k, i in enumerate(at) if k and pieces[i].text[0] in "(["), len(at))]
    opening = [(k, pieces[i].text, tags[out[i]]) for k, i in enumerate(at[:_LONGEST], 1)]
    ends = [k for k, text, tag in opening if _is_caption_word(text) and (tag == NONE or text[-1] in ".:")]
    del at[: ends[-1] if ends else 0]
    while at and not any(map(str.isalnum, pieces[at[0]].text)):
        del at[0]
    at = at[: next((k for k, i in enumerate(at) if k and _ENDS.match(pieces[i].text)), len(at))]
    size = {name: sum(len(pieces[i].text) for i in at if tags[out[i]][2:] == name) for name in _NAMES}
    if not any(size.values()) or any(tags[out[i]][2:] not in ("", *_NAMES) for i in at):
        return ""
    told = [name for name in _NAMES if _TELLS[name].search(line.caption)]
    both = all(size.values())
    if len(told) == 1 and not size[told[0]]:
        return ""
    if both and (len(told) != 1 or any(lined[name] < 2 for name in _NAMES if name not in told)):
        return ""
    name = told[0] if len(told) == 1 else max(_NAMES, key=lambda n: size[n])
    mostly = 2 * sum(size.values()) >= sum(len(pieces[i].text) for i in at)
    if any(_is_caption_word(pieces[i].text) and tags[out[i]] == NONE for i in at) or (not mostly and told):
        return ""
    for k, i in enumerate(at):
        if not mostly or tags[out[i]][2:] != name or k:
            out[i] = tags.index(f"{'I' if k else 'B'}-{name}" if mostly else NONE)
    return name if mostly else ""


def _is_caption_word(text: str) -> bool:
    return text.lower().rstrip(".:*") in _CAPTION


def _find_ticker(line: _Line, pieces: Sequence[Piece], out: list[int], tags: Sequence[str]) -> None:
    """Name what stands in brackets at a line's end, all capitals, as the ticker."""
    found = _SYMBOL.search(line.text(pieces))
    for i in reversed(line.at) if found else ():
        if found and pieces[i].text.strip('()[]"“”') == found[1]:
            out[i] = tags.index("B-TICKER")
            return


def _is_last(line: _Line, pieces: Sequence[Piece]) -> bool:
    """Whether a line is the last of its row: no caption of a cell beside it."""
    behind = line.at[-1] + 1
    return behind == len(pieces) or pieces[behind].row != pieces[line.at[0]].row


def _is_below_address(line: _Line, out: Sequence[int], tags: Sequence[str]) -> bool:
    return any(tags[out[i]][2:] in _ADDRESSED for i in line.above)


def _say(line: _Line, pieces: Sequence[Piece], out: list[int], tags: Sequence[str]) -> None:
    """Name the words of a line that say what someone is, where it says nothing else before them."""
    text = line.text(pieces)
    if _PRINTED.search(text):
        return
    starts, start = {}, 0
    for i in line.at:
        starts[start], start = i, start + len(pieces[i].text) + 1
    for at, i in starts.items():
        field = next((field for field, pattern in _SAID if pattern.match(text, at)), "")
        opens = _BETWEEN.search(text[:at]) and text.count("(", 0, at) == text.count(")", 0, at)
        titled = field == "OFFICER" and text.startswith("(", at + len("officer "))
        if field and opens and (titled or tags[out[i]] == NONE) and f"B-{field}" in tags:
            out[i] = tags.index(f"B-{field}")
