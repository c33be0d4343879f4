"""Draw records as pages in many designs, and make annotated filings of them in quantity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import Any

from extraction.document import Source
from training.annotated import AnnotatedFiling
from training.render import ascii_page, edgar_page, stylesheet_page, vendor_page
from training.render.markdown import filing_from_markdown
from training.render.markup import filing_from_html, shown_gold, to_html

Design = Callable[[dict[str, Any], Random], str]
DESIGNS: dict[str, Design] = {"edgar": edgar_page.draw, "stylesheet": stylesheet_page.draw, "vendor": vendor_page.draw}
WEIGHTS = {"edgar": 5, "stylesheet": 2, "vendor": 5}


def draw(record: dict[str, Any], rng: Random, names: Sequence[str] = ()) -> str:
    """A record as marked HTML in a design at random, of `names` or of all."""
    known = list(names or DESIGNS)
    return DESIGNS[rng.choices(known, [WEIGHTS[name] for name in known])[0]](record, rng)


def set_for_print(marked: str, rng: Random) -> str:
    """The page with a paper, margins and a size of letters at random, so that widths and page breaks vary."""
    paper = rng.choice(("letter", "letter", "A4")) + rng.choice((" portrait", " landscape", " landscape"))
    margin = rng.choice(("0.25in", "0.4in", "0.5in", "1cm", "0.75in"))
    scale = rng.choice((60, 70, 75, 80, 90, 100))
    rule = f"<style>@page {{size: {paper}; margin: {margin};}} body {{zoom: {scale}%;}}</style>"
    return marked.replace("</head>", f"{rule}</head>", 1)


def pages_for_print(
    records: Iterable[tuple[str, dict[str, Any]]], rng: Random, names: Sequence[str] = ()
) -> Iterator[tuple[str, str, dict[str, Any], str]]:
    """Named records as pages to print (`render.make.Marked`), each in a design at random, of `names` or of all."""
    for name, record in records:
        marked = set_for_print(draw(record, rng, names), rng)
        yield name, record["extra"]["group"], shown_gold(record, to_html(marked)[1]), marked


def make(records: Iterable[dict[str, Any]], kinds: Sequence[Source], rng: Random) -> Iterator[AnnotatedFiling]:
    """An annotated filing of each record in each kind, in designs at random."""
    for number, record in enumerate(records):
        for kind in kinds:
            yield make_one(f"{kind.value}-{number:05}", record, kind, rng)


def make_one(
    name: str, record: dict[str, Any], kind: Source, rng: Random, names: Sequence[str] = ()
) -> AnnotatedFiling:
    """One annotated filing of a record, in a design at random, of `names` or of all."""
    if kind is Source.HTML:
        return filing_from_html(name, record, draw(record, rng, names))
    if kind is Source.MARKDOWN:
        return filing_from_markdown(name, record, draw(record, rng, names), rng)
    if kind is Source.ASCII:
        return ascii_page.draw(name, record, rng)
    raise ValueError(f"no design makes {kind.value}")
