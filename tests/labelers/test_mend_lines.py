"""Names of lines of the box: whole, or not at all."""

from extraction.document import Word
from extraction.labelers.mend_lines import mend_lines
from extraction.labelers.named import Piece
from extraction.labels import NONE
from extraction.layout.tokens import Token

FIELDS = ("OWNER", "ISSUER", "TICKER", "CITY", "ZIP", "DIRECTOR", "OFFICER", "TEN_PERCENT", "OTHER", "OFFICER_TITLE")
TAGS = (NONE, *(f"{begin}-{field}" for field in FIELDS for begin in "BI"))


def named(*lines: str) -> list[str]:
    """Words with their fields after mending; what they had before stands behind a stroke: `Roe/OWNER`."""
    pieces, path = [], []
    for row, line in enumerate(lines):
        for k, held in enumerate(line.split()):
            text, _, field = held.partition("/")
            token = Token(text, Word(text, (10.0 * k, row, 10.0 * k + 9, row + 1)))
            pieces.append(Piece(text, "", "", "", token, row, row, "aligned"))
            path.append(TAGS.index(f"B-{field}") if field else 0)
    out = mend_lines(pieces, path, TAGS)
    return [f"{p.text}/{TAGS[k][2:]}" for p, k in zip(pieces, out, strict=True) if TAGS[k] != NONE]


def test_a_line_bears_its_name_whole() -> None:
    two = named("Issuer: Vexley/OWNER Marine/ISSUER Corp.", "Owner: Roe/OWNER")
    assert two == ["Vexley/ISSUER", "Marine/ISSUER", "Corp./ISSUER", "Roe/OWNER"]
    both = ["Roe/OWNER", "Marine/ISSUER"]
    assert named("Issuer: Roe/OWNER Marine/ISSUER") == both, "the owner stands nowhere else"
    assert named("Owner", "Roe Ada/OWNER") == ["Roe/OWNER", "Ada/OWNER"]
    assert named("Item 1. Issuer. Vexley Marine/ISSUER") == ["Vexley/ISSUER", "Marine/ISSUER"]


def test_a_small_part_of_a_line_is_no_name() -> None:
    assert named("Schedule/OWNER of Reportable Transactions under the Act") == []
    assert named("2. Issuer Name and Symbol Vexley/ISSUER") == ["Vexley/ISSUER"], "nor is a caption one"


def test_a_name_ends_before_a_dash_or_a_bracket() -> None:
    assert named("Vexley/ISSUER Marine — Form 4") == ["Vexley/ISSUER", "Marine/ISSUER"]
    assert named("Issuer: Marine/ISSUER (Symbol: VXM)") == ["Marine/ISSUER", "VXM)/TICKER"]
    assert named("Vexley/ISSUER Marine (Nordic: VXM)") == ["Vexley/ISSUER", "Marine/ISSUER", "VXM)/TICKER"]


def test_all_of_a_line_behind_a_tickers_caption_is_the_ticker() -> None:
    assert named("Symbol: VXM VXMW") == ["VXM/TICKER", "VXMW/TICKER"]
    assert named("Symbol: pending") == []


def test_what_someone_is_may_be_said_in_words() -> None:
    assert named("Relationship", "Director, Officer (Head of Ports)") == ["Director,/DIRECTOR", "Officer/OFFICER"]
    assert named("Role: 10% Owner") == ["10%/TEN_PERCENT"]
    assert named("Oslo,/CITY 10115/ZIP", "Director")[-1] == "Director/DIRECTOR"


def test_printed_captions_say_nothing() -> None:
    assert named("Relationship", "Director 10% Owner Officer Other") == []
    assert named("Relationship (Check all applicable)", "Director") == []
    assert named("Relationship: ☒ Director") == []
    assert named("Relationship", "Managing Director") == [], "a title"
    assert named("Capacity", "Officer: No; Director: Yes") == []
