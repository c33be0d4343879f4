"""The first page of a schedule, before the covers: form, amendment, issuer, class, CUSIP, event date, rule."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extraction.schedule13.dates import DATE, find_dates
from extraction.schedule13.linearise import fold, letters, places_of
from extraction.schedule13.readings import Reading

_CAPTIONS: dict[str, str] = {
    "issuer": r"nameofissuer|nameofsubjectcompany",
    "security_class_title": r"title(?:of|and)(?:the)?class(?:es)?(?:of|and)securit(?:y|ies)",
    "cusip": r"cusipnumbers?(?:ofclassofsecurities)?|cusipnos?(?=$|[^a-z])",
    "notices": r"nameaddress(?:and)?telephonenumbersofpersons?authorizedtoreceivenoticesandcommunications"
    r"|nameaddress(?:and)?telephonenumberofpersons?authorizedtoreceivenoticesandcommunications?",
    "date_of_event": r"dateofevent(?:which|that)requires?(?:the)?fil(?:l)?ing(?:of)?(?:this|the)?(?:statement|schedule)"
    r"?",
}
_HEAD_LINE = re.compile(
    r"under\s+the\s+securities\s+exchange\s+act\s+of\s+[1l]9\s?34.*|securities\s+and\s+exchange\s+commission.*|"
    r"washington,?\s+d\.?\s?c\.?.*|united\s+states"
    r"|(?:amended\s+)?(?:schedule|form)\s+[1l]3\s*-?\s*[dg].*|\(?\s*rule\s+[1l]3d-\s?\(?[12].*|\(?(?:initial|"
    r"original|final)\s+(?:filing|amendment).*|\(?new\)?"
    r"|information\s+(?:to\s+be\s+included\s+in\s+)?statements?.*|(?:filed\s+)?pursuant\s+to.*|to\s+rules?"
    r"\s+13d.*|(?:and\s+)?amendments\s+thereto.*"
    r"|omb\s+(?:approval|number).*|expires.*|estimated\s+average.*|hours\s+per.*|\(?\s*amendment\s+no.*|"
    r"sec\s+1745.*|.*\bomb\s+(?:number|control).*"
    r"|potential\s+persons.*|contained\s+in\s+this\s+form.*|fee\s+being\s+paid.*|\W*under\s+the\s+exchange\s+act.*|"
    r"page\s+\d+\s+of.*"
    r"|thereto\s+filed.*|.*rule\s+13d-[12]\s*(?:\(a\))?\)?\*?",
    re.IGNORECASE,
)
_AMENDMENT = re.compile(
    r"amendment\s*(?:no|number|#)?\s*[.:#]*\s*[\s_(#\[]*(?P<n>\d{1,3}|[ivx]{1,5}|one|two|three|four|five|"
    r"six|seven|eight|nine|ten)(?=_|\b)(?!/)",
    re.IGNORECASE,
)
_ORDINAL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SCHEDULE = re.compile(
    r"(?<![a-z])(?:schedule|form|sc)\s*[1l]3\s*-?\s*(?P<kind>[dg])\b(?P<amended>\s*/\s*a)?", re.IGNORECASE
)
_CUSIP = re.compile(r"(?<![A-Za-z0-9])(?:[0-9A-Z][ \t-]{0,2}){5}[0-9A-Z](?:[ \t-]{0,3}[0-9A-Z]){2,4}(?![A-Za-z0-9])")
_NO_CUSIP = re.compile(r"none|n\s*[./]?\s*a\.?|not\s+(?:applicable|available|assigned)|inapplicable", re.IGNORECASE)
_CUSIP_LABEL = re.compile(r"cusip\s*(?:no|number|num|#)?s?[.:#)\s]*", re.IGNORECASE)
_RULE = re.compile(r"rule\s+[1lI]3d\s*[-‑–—]\s*[1lI]?\s*\(\s*([bcd])\s*\)", re.IGNORECASE)
_BOX = re.compile(
    r"\[\s*_*(?P<a>[xX]?)_*\s*\]|/\s*_*(?P<b>[xX]?)_*\s*/|\|\s*_*(?P<c>[xX]?)_*\s*\||\(\s*_*(?P<d>[xX]?"
    r")_*\s*\)|(?P<e>[☒☑ýþ⌧✓✔]|(?i:check\s?box\s+checked))"
    r"|(?P<f>[☐¨□▢]|(?i:check\s?box\s+not\s+checked))|(?<![A-Za-z])_*(?P<g>[xX])_*(?![A-Za-z])|(?<![A-Za-z])(?"
    r"P<h>o)(?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the first page says, each with its place in the text."""

    form_type: str | None
    readings: dict[str, Reading]


def read_heading(text: str, end: int, header_form: str | None = None, until: int | None = None) -> Heading:
    """Read the first page, which ends at `end` (the first cover); `header_form` is the EDGAR header's form type.

    The covers' own heads, up to `until`, bear out the CUSIP."""
    page = text[:end]
    captions = _find(page)
    readings = {field: _value(page, field, captions) for field in ("issuer", "security_class_title")}
    readings["notices"] = _notices(page, captions)
    readings["cusip"] = _borne_out(_cusip(text, page, captions, end), text[: until or end])
    readings["date_of_event"] = _date(page, captions)
    readings["amendment_number"] = _amendment(page)
    readings["rule"] = _rule(page)
    return Heading(
        _form_type(text, page, readings["amendment_number"], header_form),
        {k: r for k, r in readings.items() if r.value is not None},
    )


def find_form(text: str) -> tuple[str | None, bool]:
    """D or G by the first words that say so, and whether they say that it is an amendment."""
    found = _SCHEDULE.search(text)
    if not found:
        return None, False
    kinds = [m["kind"].upper() for m in _SCHEDULE.finditer(text[:6000])]
    return max(dict.fromkeys(kinds), key=kinds.count) if kinds else found["kind"].upper(), any(
        m["amended"] for m in _SCHEDULE.finditer(text[:3000])
    )


def find_end(page: str) -> int:
    """Where the first page's last caption ends: in a schedule without covers its items may follow at once."""
    return max((end for _, end, _ in _find(page)), default=len(page))


def asks_for_fee(page: str) -> bool:
    """Whether a first page is of the form before 1998, which asked a 13G for a fee, not for an event nor a rule."""
    return "feeisbeingpaid" in letters(page)[0]


def count_captions(text: str) -> int:
    """How many of the first page's captions a text shows: issuer, class, CUSIP, notices, event date."""
    return len(_find(text))


def _form_type(text: str, page: str, amendment: Reading, header_form: str | None) -> str | None:
    if header_form and (m := re.match(r"(?:SC|SCHEDULE)\s*13\s*([DG])\s*(/A)?", header_form.strip(), re.IGNORECASE)):
        return f"SC 13{m[1].upper()}{'/A' if m[2] else ''}"
    kind, amended = find_form(page if len(page) > 200 else text)
    if kind is None:
        return None
    return f"SC 13{kind}" + ("/A" if amended or amendment.value else "")


def _find(page: str) -> list[tuple[int, int, str]]:
    """The captions of the first page: start, end, field; the first of each."""
    stream, places = letters(page)
    found = []
    for field, pattern in _CAPTIONS.items():
        m = re.search(pattern, stream)
        if m:
            found.append((*places_of(m, places), field))
    return sorted(found)


def _value(page: str, field: str, captions: list[tuple[int, int, str]]) -> Reading:
    """The value of a caption: after it where a colon follows, else the lines above it."""
    place = next(((i, c) for i, c in enumerate(captions) if c[2] == field), None)
    if place is None:
        return Reading(None)
    index, (start, end, _) = place
    following = captions[index + 1][0] if index + 1 < len(captions) else min(end + 200, len(page))
    bracketed = page[:start].rstrip().endswith("(")
    after = re.match(r"\s*\)?\s*:", page[end : end + 12])
    if after and not bracketed:
        return _block(page, end + after.end(), following, last=False)
    above = captions[index - 1][1] if index else _head_end(page, start)
    reading = _block(page, above, start, last=True)
    return reading if reading.value or bracketed else _block(page, end, following, last=False)


def _notices(page: str, captions: list[tuple[int, int, str]]) -> Reading:
    """Who may receive notices: every line between the caption before and this one's."""
    index = next((i for i, c in enumerate(captions) if c[2] == "notices"), None)
    if not index:
        return Reading(None)
    region = page[captions[index - 1][1] : captions[index][0]]
    core = re.search(r"[A-Za-z0-9](?:.*[\w.)])?", region, re.DOTALL)
    if not core or len(core.group()) > 1500:
        return Reading(None)
    at = captions[index - 1][1] + core.start()
    return Reading(fold(core.group()), at, at + len(core.group()))


def _head_end(page: str, before: int) -> int:
    """Where the printed head of the page ends: past its last line before the issuer's name."""
    ends = 0
    for line in re.finditer(r"[^\n]+", page[:before]):
        for cell in re.finditer(r"[^\t]+", line.group()):
            if _HEAD_LINE.fullmatch(cell.group().strip(" *.():")) or _HEAD_LINE.fullmatch(cell.group().strip()):
                ends = line.end()
    return ends


def _block(page: str, start: int, end: int, last: bool) -> Reading:
    """The lines of a value between two captions, without printed head; the last ones only of many."""
    lines = [
        (start + m.start(), start + m.end())
        for m in re.finditer(r"[^\n\f]+", page[start:end])
        if re.search(r"[A-Za-z0-9]", m.group()) and not _is_printed(m.group())
    ]
    if not lines:
        return Reading(None)
    if last and len(lines) > 6:
        lines = lines[-3:]
    if not last:
        lines = _paragraph(page, lines)
    first = re.search(
        r"(?!\d{1,2}[ \t]?\)\*?(?:\s|$))[^\s()*_:.\-–—|]|\.(?=\d)|\((?=\w{2})", page[lines[0][0] : lines[-1][1]]
    )
    at = lines[0][0] + (first.start() if first else 0)
    value = re.sub(r"[\s(*_:|–—-]+$", "", fold(page[at : lines[-1][1]]))
    value = re.sub(
        r"\s*\((?:the\s+)?[\"“”']+(?:issuer|company|common stock|shares)[\"“”']+\)$", "", value, flags=re.IGNORECASE
    )
    printed = re.search(
        r"\(.{0,2}am.{0,3}\s+of\s+issuer|itle of cl.{0,3}s\b|securities exchange act", value, re.IGNORECASE
    )
    doubt = "printed words" if printed else "long text" if len(value) > 160 else None
    return Reading(value or None, at, lines[-1][1], doubt=doubt)


def _paragraph(page: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept = lines[:1]
    for line in lines[1:]:
        if page[kept[-1][1] : line[0]].count("\n") > 1:
            break
        kept.append(line)
    return kept


def _is_printed(line: str) -> bool:
    bare = line.strip(" \t*.():_-")
    return (
        bool(_HEAD_LINE.fullmatch(bare))
        or not re.search(r"[A-Za-z0-9]", bare)
        or bool(re.fullmatch(r"\(?\s*amendment.*", bare, re.IGNORECASE))
    )


def _cusip(text: str, page: str, captions: list[tuple[int, int, str]], end: int) -> Reading:
    """The CUSIP of the first page, else of the covers' heads, else of Item 2(e)."""
    caption = next((c for c in captions if c[2] == "cusip"), None)
    if caption:
        index = captions.index(caption)
        above = captions[index - 1][1] if index else max(caption[0] - 200, 0)
        regions = [
            (above, caption[0]),
            (caption[1], captions[index + 1][0] if index + 1 < len(captions) else min(caption[1] + 80, len(page))),
        ]
        if re.match(r"\s*:", page[caption[1] : caption[1] + 6]):
            regions.reverse()
        for start, stop in regions:
            if (reading := _find_cusip(text, start, stop)).value or _NO_CUSIP.fullmatch(
                text[start:stop].strip(" \n\t():*_")
            ):
                return reading
    for label in _CUSIP_LABEL.finditer(text, max(end - 400, 0)):
        stop = text.find("\n", label.end() + 1)
        reading = _find_cusip(text, label.end(), min(stop if stop > 0 else len(text), label.end() + 60))
        if not reading.value:
            reading = _find_cusip(text, label.end(), label.end() + 40)
        if reading.value:
            return reading
    return Reading(None)


def _borne_out(cusip: Reading, text: str) -> Reading:
    """A CUSIP, doubted where one beside a label is another."""
    if not cusip.value:
        return cusip
    others = {r.value[:8] for m in _CUSIP_LABEL.finditer(text) if (r := _find_cusip(text, m.end(), m.end() + 16)).value}
    return replace(cusip, doubt="another stands elsewhere") if others - {cusip.value[:8]} else cusip


def _find_cusip(text: str, start: int, end: int) -> Reading:
    for found in _CUSIP.finditer(text[start:end]):
        value = re.sub(r"[\s-]", "", found.group())
        if (
            len(value) >= 8
            and sum(c.isdigit() for c in value) >= 5
            and not re.search(r"[A-Z]{5}|^[A-Z]{2}\d{5}", value)
            and not DATE.fullmatch(found.group())
        ):
            return Reading(value, start + found.start(), start + found.end())
    return Reading(None)


def _date(page: str, captions: list[tuple[int, int, str]]) -> Reading:
    """The date above the caption of the event's date, or after it."""
    caption = next((c for c in captions if c[2] == "date_of_event"), None)
    if caption is None:
        return Reading(None)
    index = captions.index(caption)
    above = captions[index - 1][1] if index else max(caption[0] - 300, 0)
    after = list(find_dates(page[caption[1] : caption[1] + 60]))
    before = list(find_dates(page[above : caption[0]]))
    colon = re.match(r"\s*:", page[caption[1] : caption[1] + 6])
    if before and not colon:
        start, end, value = before[0]
        return Reading(value, above + start, above + end, doubt="several dates" if len(before) > 1 else None)
    if after:
        start, end, value = after[0]
        return Reading(value, caption[1] + start, caption[1] + end)
    return Reading(None)


def _amendment(page: str) -> Reading:
    """The number of the amendment, from the head of the page."""
    found = _AMENDMENT.search(page[:8000])
    if not found:
        return Reading(None)
    digits = found["n"].lower()
    if digits.isdigit():
        value = int(digits)
    elif digits in _ORDINAL:
        value = _ORDINAL.index(digits) + 1
    else:
        value = _roman(digits)
    return Reading(value or None, found.start("n"), found.end("n"))


def _roman(digits: str) -> int:
    worth = {"i": 1, "v": 5, "x": 10}
    values = [worth[d] for d in digits]
    return sum(-v if v < n else v for v, n in zip(values, [*values[1:], 0], strict=True))


def _rule(page: str) -> Reading:
    """The rule of 13d-1 whose box is marked; none where several are."""
    stream, places = letters(page)
    asked = re.search(r"designatetherule(?:s)?pursuanttowhich", stream)
    rules = list(_RULE.finditer(page, places[asked.start()] if asked else 0))[:3]
    if not asked or not rules:
        return Reading(None)
    starts = [places[asked.end() - 1], *(r.end() for r in rules[:-1])]
    stops = [*(r.start() for r in rules[1:]), rules[-1].end() + 60]
    gaps = [(s, r.start(), r.end(), e) for s, r, e in zip(starts, rules, stops, strict=True)]
    chosen = _side(page, [_on_line(page, gap) for gap in gaps]) or _side(page, gaps, each=True)
    ticked = [i for i, c in enumerate(chosen) if c]
    if len(ticked) != 1:
        return Reading(None)
    m = rules[ticked[0]]
    return Reading(f"13d-1({m.group(1).lower()})", m.start(), m.end())


Gap = tuple[int, int, int, int]
"""What stands before a rule and behind it: where the one begins and ends, and the other."""


def _on_line(page: str, gap: Gap) -> Gap:
    """The same within the rule's own line."""
    start, at, end, stop = gap
    line_end = page.find("\n", end)
    return max(start, page.rfind("\n", 0, at) + 1), at, end, min(stop, line_end) if line_end >= 0 else stop


def _side(page: str, gaps: list[Gap], each: bool = False) -> list[bool | None]:
    """The boxes of one side of the rules: that on which `each` has one, or the only one that has any."""
    befores = [_last_box(page[start:at]) for start, at, _, _ in gaps]
    behinds = [_first_box(page[end:stop]) for _, _, end, stop in gaps]
    sides = [side for side in (befores, behinds) if any(b is not None for b in side)]
    whole = [side for side in sides if None not in side]
    return whole[0] if whole else sides[0] if len(sides) == 1 and not each else []


def _last_box(text: str) -> bool | None:
    boxes = [_ticked(m) for m in _BOX.finditer(text)]
    return boxes[-1] if boxes else None


def _first_box(text: str) -> bool | None:
    box = _BOX.search(text[:60])
    return _ticked(box) if box else None


def _ticked(box: re.Match[str]) -> bool:
    return any(box[g] for g in "abcdeg")


_ITEM_CAPTIONS: dict[str, str] = {
    "issuer": r"name\s+of\s+(?:the\s+)?issuer\s*[:.]*",
    "security_class_title": r"title\s+(?:of|and)\s+(?:the\s+)?class\s+(?:of\s+)?securit(?:y|ies)\s*[:.]*",
}


def read_from_items(text: str, start: int) -> dict[str, Reading]:
    """Issuer and class from Items 1(a) and 2(d) of 13G, where there is no first page that shows them."""
    found = {}
    for field, caption in _ITEM_CAPTIONS.items():
        m = re.compile(caption, re.IGNORECASE).search(text, start)
        stop = re.compile(r"\n[ \t]*(?:\([a-e]\)|item\b|[12]\s*\()", re.IGNORECASE).search(text, m.end()) if m else None
        if m and stop and stop.start() - m.end() < 200:
            reading = _block(text, m.end(), stop.start(), last=False)
            if reading.value:
                found[field] = reading
    return found
