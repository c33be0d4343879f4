"""What the forms themselves print: where a text begins like it and is as wide, the rest need not be read.

The texts are those of Forms 3, 4 and 5 as the SEC and EDGAR print them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

_PERIODS = ("Following Reported Transaction(s)", "at end of Issuer's Fiscal Year")
_CHANGES = (
    "1. Title of Security (Instr. 3)",
    "2. Transaction Date (Month/Day/Year)",
    "2A. Deemed Execution Date, if any (Month/Day/Year)",
    "3. Transaction Code (Instr. 8)",
    "4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)",
    *(f"5. Amount of Securities Beneficially Owned {when} (Instr. 3 and 4)" for when in _PERIODS),
    "6. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)",
    "7. Nature of Indirect Beneficial Ownership (Instr. 4)",
    "1. Title of Derivative Security (Instr. 3)",
    "2. Conversion or Exercise Price of Derivative Security",
    "3. Transaction Date (Month/Day/Year)",
    "3A. Deemed Execution Date, if any (Month/Day/Year)",
    "4. Transaction Code (Instr. 8)",
    "5. Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5)",
    "6. Date Exercisable and Expiration Date (Month/Day/Year)",
    "7. Title and Amount of Securities Underlying Derivative Security (Instr. 3 and 4)",
    "8. Price of Derivative Security (Instr. 5)",
    *(f"9. Number of derivative Securities Beneficially Owned {when} (Instr. 4)" for when in _PERIODS),
    "10. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)",
    "11. Nature of Indirect Beneficial Ownership (Instr. 4)",
)
_HOLDINGS = (
    "1. Title of Security (Instr. 4)",
    "2. Amount of Securities Beneficially Owned (Instr. 4)",
    "3. Ownership Form: Direct (D) or Indirect (I) (Instr. 5)",
    "4. Nature of Indirect Beneficial Ownership (Instr. 5)",
    "1. Title of Derivative Security (Instr. 4)",
    "2. Date Exercisable and Expiration Date (Month/Day/Year)",
    "3. Title and Amount of Securities Underlying Derivative Security (Instr. 4)",
    "4. Conversion or Exercise Price of Derivative Security",
    "5. Ownership Form: Direct (D) or Indirect (I) (Instr. 5)",
    "6. Nature of Indirect Beneficial Ownership (Instr. 5)",
)
_TABLES = (
    "Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned",
    "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned (e.g., puts, calls, warrants, "
    "options, convertible securities)",
    "Table I - Non-Derivative Securities Beneficially Owned",
    "Table II - Derivative Securities Beneficially Owned (e.g., puts, calls, warrants, options, convertible "
    "securities)",
)
_BOX = (
    "2. Issuer Name and Ticker or Trading Symbol",
    "3. Issuer Name and Ticker or Trading Symbol",
    "2. Date of Event Requiring Statement (Month/Day/Year)",
    "3. Date of Earliest Transaction (Month/Day/Year)",
    "3. Statement for Issuer's Fiscal Year Ended (Month/Day/Year)",
    "4. If Amendment, Date of Original Filed (Month/Day/Year)",
    "5. If Amendment, Date of Original Filed (Month/Day/Year)",
    "5. Relationship of Reporting Person(s) to Issuer (Check all applicable)",
    "4. Relationship of Reporting Person(s) to Issuer (Check all applicable)",
    "6. Individual or Joint/Group Filing (Check Applicable Line)",
    "Amount or Number of Shares",
)
_SENTENCES = (
    "UNITED STATES SECURITIES AND EXCHANGE COMMISSION",
    "STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP",
    "INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES",
    "ANNUAL STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP",
    "Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934",
    "or Section 30(h) of the Investment Company Act of 1940",
    "Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.",
    "* If the form is filed by more than one reporting person, see Instruction 4 (b)(v).",
    "* If the form is filed by more than one reporting person, see Instruction 5 (b)(v).",
    "** Intentional misstatements or omissions of facts constitute Federal Criminal Violations See 18 U.S.C. 1001 "
    "and 15 U.S.C. 78ff(a).",
    "Note: File three copies of this Form, one of which must be manually signed. If space is insufficient, see "
    "Instruction 6 for procedure.",
    "Persons who respond to the collection of information contained in this form are not required to respond unless "
    "the form displays a currently valid OMB Number.",
)
PRINTED = (*_CHANGES, *_HOLDINGS, *_TABLES, *_BOX, *_SENTENCES)

ALIKE = 87.0
"""Similarity (of 100) from which a text begins like a printed one."""
LEAST = 6
"""Characters that a text must show to be known by them."""
WIDE = 0.055
"""A line is as wide as its words say, but for this part."""
_NARROW = {**dict.fromkeys("iljI.,:;'|!", 0.28), **dict.fromkeys("ft()/-[] r*", 0.34)}
_BROAD = {**dict.fromkeys("mwMW@%", 0.86), **dict.fromkeys("ABCDEGHKNOPQRSUVXY&", 0.7)}


def width_of(text: str) -> float:
    """About how wide a text is set, in parts of its size."""
    return sum(_NARROW.get(c) or _BROAD.get(c) or 0.55 for c in text)


@cache
def _by_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((text, tuple(text.split())) for text in PRINTED)


def known_by(opening: str) -> list[tuple[str, ...]]:
    """The words of the printed texts that begin like `opening`, the likest first."""
    from rapidfuzz import fuzz

    if len(opening) < LEAST:
        return []
    scored = [(fuzz.ratio(opening, text[: len(opening)]), words) for text, words in _by_words()]
    return [words for score, words in sorted(scored, key=lambda s: -s[0]) if score >= ALIKE]


def lay_words(words: Sequence[str], widths: Sequence[float], size: float) -> list[int] | None:
    """How many words each line takes, of lines so wide in a print of a size; None where the words do not fill them.

    Lines behind the last word are left over: they are not in the list.
    """
    counts: list[int] = []
    at = 0
    for width in widths:
        if at == len(words):
            break
        fits = [
            (abs(width_of(" ".join(words[at:end])) * size - width), end - at) for end in range(at + 1, len(words) + 1)
        ]
        off, count = min(fits)
        if off > max(WIDE * width, 0.35 * size):
            return None
        counts.append(count)
        at += count
    return counts if at == len(words) else None
