"""Ticks held against the captions they stand by."""

from extraction.document import Word
from extraction.labelers.mend_ticks import mend_ticks, raise_ticks
from extraction.labelers.named import NamedToken, Piece
from extraction.labels import MARKS, NONE
from extraction.layout.tokens import Token

TAGS = (NONE, *(f"B-{field}" for field in sorted(MARKS)))


def ticked(*lines: str, named: str = "DIRECTOR", layout: str = "aligned") -> list[str]:
    """What the crosses of lines say, each named `named` before; two spaces part the cells of a line."""
    pieces, path, segment = [], [], 0
    for n, line in enumerate(lines):
        at = 0
        for cell in line.split("  "):
            for text in cell.split(" "):
                word = Word(text, (at, n, at + len(text), n + 1))
                if text:
                    pieces.append(Piece(text, "", "", "", Token(text, word), n, segment, layout))
                    path.append(TAGS.index(f"B-{named}") if text == "X" else 0)
                at += len(text) + 1
            at, segment = at + 1, segment + 1
    return [TAGS[k][2:] for p, k in zip(pieces, mend_ticks(pieces, path, TAGS), strict=True) if p.text in ("X", "true")]


def test_a_word_behind_a_caption_with_a_colon_is_a_tick() -> None:
    assert ticked("10% Owner: true  Officer: true", "Director: true") == ["TEN_PERCENT", "OFFICER", "DIRECTOR"]
    assert ticked("Chairman: true", "true") == ["", ""]


def test_a_tick_before_the_end_of_a_caption_belongs_to_the_caption_above() -> None:
    captions = "   Officer (give title     Other (specify"
    assert ticked(captions, "X  below)               below)") == ["OFFICER"]
    assert ticked(captions, "X  below)") == ["OFFICER"]
    assert ticked(captions, "                           X below)", named="OFFICER") == ["OTHER"]
    assert ticked(captions, "X  below)", layout="flow") == ["DIRECTOR"], "running text has no places"
    assert ticked(captions, "   below)            X  below)") == ["OTHER"]
    assert ticked(captions, "   below) X                 below)", layout="grid") == ["OTHER"]


def test_a_tick_in_a_list_belongs_to_the_caption_above_it() -> None:
    captions = "Name / Address        Director 10% Owner Officer Other"
    assert ticked(captions, "Berg Ada                    X") == ["DIRECTOR"]
    assert ticked(captions, "Berg Ada                          X") == ["TEN_PERCENT"]
    assert ticked(captions, "Berg Ada                          X  Director", named="OTHER") == ["TEN_PERCENT"]
    assert ticked("Board  Director", "X", named="OTHER") == ["OTHER"], "captions of no list"


def test_a_mark_alone_belongs_to_the_caption_right_above_it() -> None:
    assert ticked("Director  Officer", "          X", named="OTHER") == ["OFFICER"]
    assert ticked("Director  Officer", "          X  Other", named="OTHER") == ["OTHER"], "its own caption is beside it"


def test_ticks_stand_behind_captions_where_none_has_room_before_the_first() -> None:
    row = "Director     Officer  X   10% Owner      Other"
    assert ticked("Address", row, named="TEN_PERCENT") == ["OFFICER"]
    assert ticked("   Address", row, named="TEN_PERCENT") == ["TEN_PERCENT"]
    inside = "Director       X Officer   10% Owner      Other"
    assert ticked("Address", inside, named="OFFICER") == ["OFFICER"], "it begins its caption's own cell"
    led = "X  Director     Officer     10% Owner      Other"
    assert ticked("Address", row, led, named="TEN_PERCENT")[0] == "TEN_PERCENT", "another row begins with its tick"


def labels(*named: str, layout: str = "cut") -> list[str]:
    """Labels of tokens, one behind the other, when ticks were raised."""
    tokens = [Token("X", Word("X", (float(i), 0.0, i + 1.0, 1.0))) for i in range(len(named))]
    held = [
        NamedToken(token, label, True, 0.9, 0, i, layout)
        for i, (token, label) in enumerate(zip(tokens, named, strict=True))
    ]
    return [t.label for t in raise_ticks(held)]


def test_a_tick_beside_a_box_with_nothing_written_is_of_the_box_above() -> None:
    assert labels("OWNER", "OFFICER") == ["OWNER", "DIRECTOR"]
    assert labels("TEN_PERCENT", "OTHER") == ["TEN_PERCENT", "TEN_PERCENT"]


def test_a_tick_beside_a_title_stays() -> None:
    assert labels("OFFICER", "OFFICER_TITLE") == ["OFFICER", "OFFICER_TITLE"]
    assert labels("OTHER", "OTHER_TEXT") == ["OTHER", "OTHER_TEXT"]


def test_ticks_of_whole_cells_stay() -> None:
    assert labels("OFFICER", layout="grid") == ["OFFICER"]
