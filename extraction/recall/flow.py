"""What a damaged place lacks and the filing says elsewhere: a date, a title, the letter that a code stands for.

Only sources that can be misread are completed, only where one answer fits, and the reading says that it was implied.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from extraction.draft import Draft, DraftRow, Value
from extraction.recall.dates import PERIOD, recall_dates
from extraction.recall.names import IMPLIED, recall_names, tidy_names
from extraction.recall.owners import recall_addresses
from extraction.values.reading import UNCHANGED, Reading
from extraction.values.title import USUAL, is_sound, make_title, nearest_title

LETTERS = {"S": "D", "F": "D", "D": "D", "P": "A", "A": "A"}
"""What a transaction code says of the direction (Form 4, General Instruction 8)."""
EXERCISES = ("M", "C", "X", "O")
"""Codes that acquire in Table I what they dispose of in Table II."""
UNSEEN = 3.0
"""Nats for indirect ownership where no nature of it was read: it may be lost as well."""
OTHERWISE = 5.5
"""Nats for the letter that the code speaks against: 0.4% of rows (reconcile/priors.py)."""
SURE = 0.97
"""A column surer than this stands whatever the code says."""
YEARS = range(1934, 2100)
DATES = ("transaction_date", "deemed_execution_date", "exercise_date", "expiration_date")
TRADED = DATES[:2]
TITLES = ("security_title", "underlying_security_title")
_LEFTOVER = re.compile(r"(?<=[a-z])\s+\d[A-Z]$")
"""What a cut number beside it left in a title."""
SHARES = ("shares", "shares_acquired", "shares_disposed", "shares_owned_following", "underlying_shares")
SEEMED = 4.0
"""Nats behind what a place must have been, for what it seemed to be."""
_GROUPED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
SCRAP = 2
"""Letters of a scrap of a word."""
LEFT = 4
"""Values of a row beyond which it is a row that lost its title."""
FEWEST = 3
"""Values of a row of which less tells nothing."""
SHORTEST = 4
"""Characters of a date that tell it."""


def recall(draft: Draft, digital: bool, knows: Callable[[str], bool], cut: bool = False) -> Draft:
    """The draft with what its own other places say; a digital source stays as it is. `knows` tells common words,
    `cut` mis-cut text."""
    if digital:
        return draft
    dates, alike = _known_dates(draft), _known_titles(draft)
    titles = {title: alike[False, title] + alike[True, title] for _, title in alike}
    scanned = any(w.others for row in draft.rows for v in row.values.values() for w in v.words)
    rows = tuple(_recall_row(row, dates, titles, alike, scanned) for row in draft.rows)
    draft = recall_dates(replace(draft, rows=_with_title(rows), owners=recall_addresses(draft.owners, cut)))
    found = recall_names(draft, knows)
    return tidy_names(found, knows) if cut else found


def _recall_row(
    row: DraftRow,
    dates: Mapping[bool, frozenset[str]],
    titles: Mapping[str, int],
    alike: Mapping[tuple[bool, str], int],
    scanned: bool,
) -> DraftRow:
    values = dict(row.values)
    for name in DATES:
        if name in values and not _is_date(values[name].best):
            values[name] = _date_of(values[name], dates[name in TRADED])
    for name in TITLES:
        if name in values:
            common = [
                title for (derived, title), n in alike.items() if n > 1 and derived is _is_derived(row.table, name)
            ]
            values[name] = _title_of(values[name], titles, common, scanned)
    if row.table == "derivative":
        values = _in_its_column(values)
    letter = values.get("acquired_disposed")
    if row.table == "non_derivative" and (letter is None or not letter.readings):
        values |= _letter_of(values, letter)
    return replace(row, values=_with_form(values))


def _is_date(text: str | None) -> bool:
    return text is not None and int(text[:4]) in YEARS


def _known_dates(draft: Draft) -> Mapping[bool, frozenset[str]]:
    """Dates that the filing shows whole: those of trades, and the others."""
    shown = [(n in TRADED, v) for row in draft.rows for n, v in row.values.items() if n in DATES]
    shown += [(True, v) for p, v in draft.top.items() if p == PERIOD]
    sure = [(traded, v.best) for traded, v in shown if v.best and _is_date(v.best) and v.readings[0].cost < 1.0]
    return {kind: frozenset(date for traded, date in sure if traded == kind) for kind in (True, False)}


def _date_of(value: Value, known: Iterable[str]) -> Value:
    """A date by what is left of it, where one of the filing's dates alone holds that."""
    pieces = {re.sub(r"[^\d/]", "", w.text) for w in value.words}
    pieces = {p for p in pieces if len(p) >= SHORTEST}
    fits = [d for d in known if len(d) == len("2003-11-25") and pieces and all(p in _written(d) for p in pieces)]
    if len(fits) != 1:
        return replace(value, readings=tuple(r for r in value.readings if _is_date(r.value)))
    return replace(value, readings=(Reading(fits[0], 1.0, IMPLIED),))


def _written(date: str) -> str:
    year, month, day = date.split("-")
    return f"{month}/{day}/{year}"


def _known_titles(draft: Draft) -> Counter[tuple[bool, str]]:
    """Titles of the filing that were read without mending, of derivative securities or others, and how often."""
    counts: Counter[tuple[bool, str]] = Counter()
    for row in draft.rows:
        for name in TITLES:
            if name in row.values and (best := row.values[name].best) and row.values[name].readings[0].how in UNCHANGED:
                counts[_is_derived(row.table, name), best] += 1
    return counts


def _is_derived(table: str, name: str) -> bool:
    """Whether a field holds the title of a derivative security, not of what underlies it."""
    return table == "derivative" and name == TITLES[0]


def _in_whole_shares(rows: Sequence[DraftRow]) -> tuple[DraftRow, ...]:
    """Rows with `1.234` shares as 1,234 where no other number of the filing has parts of a share."""
    shown = [(name, v.best) for r in rows for name, v in r.values.items() if name in SHARES and v.best]
    parts = [text for _, text in shown if "." in text]
    if len(parts) != 1 or len(shown) < 2 or not _GROUPED.fullmatch(parts[0]):
        return tuple(rows)
    whole = parts[0].replace(".", "")

    def read(value: Value) -> Value:
        meant = value.best == parts[0] and any(r.value == whole for r in value.readings)
        return _put_first(value, whole) if meant else value

    return tuple(replace(r, values={n: read(v) if n in SHARES else v for n, v in r.values.items()}) for r in rows)


def _with_title(rows: Sequence[DraftRow]) -> tuple[DraftRow, ...]:
    """Rows of Table I that lost their title with the one that all others bear (so in 98% of such tables)."""
    title = TITLES[0]
    shown = [r.values[title].best for r in rows if r.table == "non_derivative" and title in r.values]
    if len(shown) < 2 or len(set(shown)) > 1 or shown[0] is None:
        return tuple(rows)
    only = Value((), (Reading(shown[0], 0.1, IMPLIED),), SURE)
    lost = [r.table == "non_derivative" and title not in r.values and len(r.values) > LEFT for r in rows]
    return tuple(replace(r, values={title: only, **r.values}) if w else r for r, w in zip(rows, lost, strict=True))


def _title_of(value: Value, known: Mapping[str, int], common: Sequence[str], scanned: bool) -> Value:
    """A title cut short or in pieces, by the one title that these are: of the filing, or one that many use.

    What a scan shows of one is mended only where letters were lost, or the recogniser was not sure of them.
    """
    best = value.best
    if best and (found := _LEFTOVER.search(best)):
        return _put_first(value, best[: found.start()])
    if not best:
        return value
    fits = [title for title in common if _begins(best, title) or best == f"{title} {title}"]
    fits = fits or [title for title in common if _is_rest(best, title)]
    fits = [title for title in fits if not any(_begins(title, other) for other in fits)]
    if len(fits) == 1:
        return _put_first(value, fits[0])
    sound = [title for title, count in known.items() if title != best and (count > 1 or is_sound(title, ()))]
    if known.get(best, 0) > 1 or is_sound(best, sound):
        return value
    made = make_title([w.text for w in value.words], [*sound, *USUAL])
    if scanned:
        made = made or nearest_title(best, sound) or nearest_title(best, USUAL)
        if made and not any(w.others for w in value.words) and not _lacks(best, made):
            return value
    return _put_first(value, made) if made and made.lower() != best.lower() else value


def _is_rest(text: str, title: str) -> bool:
    """Whether a text is some words of a title, in order, and scraps of two letters; a letter alone tells a class."""
    words = [w for w in text.split() if len(w) != SCRAP]
    rest = iter(title.split())
    whole = all(len(w) > SCRAP for w in (*words, *title.split()))
    return whole and 0 < len(words) < len(title.split()) and all(word in rest for word in words)


def _lacks(text: str, title: str) -> bool:
    """Whether a text is a title but for letters that it lacks."""
    rest = iter(title.lower())
    return all(c in rest for c in text.lower())


def _put_first(value: Value, text: str) -> Value:
    """The value with what it must have been in front, and what it seemed to be far behind."""
    others = tuple(replace(r, cost=r.cost + SEEMED) for r in value.readings if r.value != text)
    return replace(value, readings=(Reading(text, 0.1, IMPLIED), *others))


def _begins(short: str, title: str) -> bool:
    """Whether a text is a title whose words lost their ends: at least one did, and nothing else differs much."""
    pieces, words = short.split(), title.split()
    if not 0 < len(pieces) <= len(words) or len(short) >= len(title):
        return False
    return all(_is_start(re.sub(r"\W+$", "", p), w) for p, w in zip(pieces, words, strict=False))


def _is_start(piece: str, word: str) -> bool:
    if len(piece) < min(3, len(word)):
        return False
    return Levenshtein.distance(piece.lower(), word[: len(piece)].lower()) <= (len(piece) > 3)


def _in_its_column(values: dict[str, Value]) -> dict[str, Value]:
    """Table II's number in the column that the transaction code asks for, where its own column was not sure."""
    code = values["transaction_code"].best if "transaction_code" in values else None
    wanted = LETTERS.get(code or "") or ("D" if code in EXERCISES else None)
    here, there = ("shares_acquired", "shares_disposed") if wanted == "D" else ("shares_disposed", "shares_acquired")
    if wanted is None or there in values or here not in values or values[here].probability >= SURE:
        return values
    return {there if name == here else name: value for name, value in values.items()}


def _letter_of(values: Mapping[str, Value], letter: Value | None) -> dict[str, Value]:
    """The direction that the transaction code stands for; the other letter is kept as a dear reading."""
    code = values["transaction_code"].best if "transaction_code" in values else None
    taken = LETTERS.get(code or "") or ("A" if code in EXERCISES else None)
    if taken is None or "shares" not in values:
        return {}
    readings = (Reading(taken, 0.1, IMPLIED), Reading("D" if taken == "A" else "A", OTHERWISE, IMPLIED))
    return {"acquired_disposed": Value(letter.words if letter else (), readings, 0.99)}


def _with_form(values: dict[str, Value]) -> dict[str, Value]:
    """The values with the form of ownership, if it is lost, that its nature tells: only indirect ownership has one.

    So in all 6,391 rows of 2,500 filings of the corpus, and the form asks for it (columns 6 and 7, 10 and 11).
    """
    form = values.get("direct_or_indirect")
    if (form and form.readings) or len(values) < FEWEST:
        return values
    likely, other = ("I", "D") if "nature_of_ownership" in values else ("D", "I")
    readings = (Reading(likely, 0.1, IMPLIED), Reading(other, UNSEEN if likely == "D" else OTHERWISE, IMPLIED))
    return {**values, "direct_or_indirect": Value(form.words if form else (), readings, 0.9)}
