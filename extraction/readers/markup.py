"""Markup to words: superscripts, emphasis, escapes and stray tags undone, spans kept in the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from extraction.document import Word
from extraction.readers.lines import Line

_SMALL = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ⁿᵃᵇᶜᵈᵉ"
_MARKED = re.compile(rf"[<\\*$^_{_SMALL}]")
_PLAIN = re.compile(r"\S+")
_MARK = re.compile(r"[(\[]?\w{1,3}[)\]]?")

_CARETS = r" | \^[^\s^|]{1,8}\^(?!\w)"
_BOLD = r"\*\*(?=[^\s*][^*\n]*\*\*) | (?<=[^\s*])\*\*(?!\*)"
_ITALIC = r"\*(?=[^\s*][^*\n|]*\*) | (?<=[^\s*\\])\*(?![\w*])"


_UNDERLINED = r"(?<![\w_\\])_(?=[^\s_][^_\n|]*[^\s_\\]_(?![\w_])) | (?<=[^\s_\\])_(?![\w_])"
_STRONG = r"(?<![\w_\\])__(?=[^\s_](?:[^_\n|]*[^\s_\\])?__(?![\w_]))(?![xX]__) | (?<=[^\s_\\])(?<!_[xX])__(?![\w_])"
"""Underlines around a cross are the form's own ticks."""


def _tokens(emphasis: str, raised: str = "") -> re.Pattern[str]:
    return re.compile(
        rf"""
          (?P<raised> <sup>(?:(?P<closed>[^<|]*)</sup> | (?P<open>[^\s<|]{{0,6}}))
            | [{_SMALL}](?:[{_SMALL},]*[{_SMALL}])?{raised} )
        | (?P<space> \\?\s+ | <br\s*/?> )
        | (?P<nothing> </?\w{{1,8}}(?:\s+[\w-]+="[^"<>|]*")*\s*/?> | <!--[^<>|]*--> | {emphasis}
            | \$(?=[^$\n]*\\\ [^$\n]*\$) | (?<=[A-Za-z])\$(?!\S) )
        | \\(?P<escaped> [!-/:-@\[-`{{-~] )
        | (?P<plain> [^\s<\\*$^_{_SMALL}]+ | . )
        """,
        re.VERBOSE,
    )


MESSY = _tokens(_BOLD)
"""Asterisks outside pairs of two are the form's own."""
MARKDOWN = _tokens(f"{_BOLD} | {_ITALIC} | {_STRONG} | {_UNDERLINED}", _CARETS)
"""The form's own asterisks are escaped."""


def split_words(
    text: str, start: int, end: int, line: Line, tokens: re.Pattern[str], column: int | None = None
) -> tuple[Word, ...]:
    """Words of `text[start:end]`; x is the cell's column if one is given, else characters of the line."""
    if _MARKED.search(text, start, end):
        found = _marked_words(text, start, end, tokens)
        return tuple(_word(shown, s, e, line, column, raised) for shown, s, e, raised in found)
    return tuple(_word(m.group(), *m.span(), line, column) for m in _PLAIN.finditer(text, start, end))


def _marked_words(text: str, start: int, end: int, tokens: re.Pattern[str]) -> Iterator[tuple[str, int, int, bool]]:
    """Each word as it shows, its start and end, and whether it is raised."""
    shown, begun, ended = "", start, start
    for token in tokens.finditer(text, start, end):
        if token["nothing"]:
            continue
        lowered = _set_down(token["raised"], shown, text[token.end() : token.end() + 1]) if token["raised"] else ""
        piece = token["plain"] or token["escaped"] or lowered
        if shown and (not piece or lowered.isdigit()):
            yield shown, begun, ended, False
            shown = ""
        if piece:
            begun = begun if shown else token.start()
            shown, ended = shown + piece, token.end()
        elif token["raised"]:
            yield from _raised_words(token)
    if shown:
        yield shown, begun, ended, False


def _set_down(raised: str, before: str, after: str) -> str:
    """What stands raised by mistake: a broken letter of a word, a number before a percent sign; else ''."""
    bare = unicodedata.normalize("NFKC", re.sub(r"</?sup>|\^", "", raised)).strip()
    broken = bare.isalpha() and (before[-1:].isalpha() or after.isalpha())
    return bare if broken or (bare.isdigit() and after == "%") else ""


def _raised_words(token: re.Match[str]) -> Iterator[tuple[str, int, int, bool]]:
    """Each mark of a superscript; the first and the last take its tags into their spans."""
    group = "closed" if token["closed"] is not None else "open" if token["open"] is not None else "raised"
    marks = list(_MARK.finditer(unicodedata.normalize("NFKC", token[group])))
    for i, mark in enumerate(marks):
        start = token.start() if i == 0 else token.start(group) + mark.start()
        end = token.end() if i == len(marks) - 1 else token.start(group) + mark.end()
        yield mark.group(), start, end, True


def _word(shown: str, start: int, end: int, line: Line, column: int | None, raised: bool = False) -> Word:
    x0, x1 = (start - line.start, end - line.start) if column is None else (column, column + 1)
    return Word(shown, (x0, line.number, x1, line.number + 1), line.page, (start, end), raised)
