"""Lines that are no words."""

from dataclasses import replace

from extraction.assembly.rubbish import makes_words, without_rubbish, without_tails
from extraction.labelers.named import NamedToken
from tests.assembly.test_box import named

KNOWN = {"attorney", "in", "fact", "for"}


def knows(word: str) -> bool:
    return word.strip(",.").lower() in KNOWN


def texts(tokens: list[NamedToken]) -> list[str]:
    return [t.token.text for t in tokens]


def test_words_names_letters_and_numbers_are_words() -> None:
    assert makes_words(["attorney", "in", "fact"], knows)
    assert makes_words(["Brightwater", "LLC"], knows)
    assert makes_words(["4s/AdaBerg,"], knows)
    assert makes_words(["1200"], knows)
    assert not makes_words(["ee", "Y*"], knows)
    assert not makes_words(["LaReUN", "a", "~~"], knows)


def test_a_ruling_read_beside_a_date_is_left_out() -> None:
    tokens = [
        named("SIGNER", "Berg,", 0, begins=True),
        named("SIGNER", "eae", 1),
        named("SIGN_DATE", "01/02/2003", 1, begins=True, x=40),
        named("SIGNER", "attorney", 2),
    ]
    assert texts(without_rubbish(tokens, knows)) == ["Berg,", "01/02/2003", "attorney"]


def test_what_alone_stands_beside_a_date_stays() -> None:
    tokens = [named("SIGNER", "eae", 1), named("SIGN_DATE", "01/02/2003", 1, begins=True, x=40)]
    assert without_rubbish(tokens, knows) == tokens


def test_a_line_below_a_street_that_makes_no_words_is_left_out() -> None:
    tokens = [named("STREET1", "1200", 3, begins=True), named("STREET1", "QUAY", 3), named("STREET1", "jh~", 4)]
    assert texts(without_rubbish(tokens, knows)) == ["1200", "QUAY"]
    assert texts(without_rubbish(tokens[2:], knows)) == ["jh~"]


def test_a_short_unknown_word_beside_a_date_makes_no_line() -> None:
    assert not makes_words(["Sagi"], knows)
    assert makes_words(["Fact"], knows)


def flowing(label: str, *texts: str) -> list[NamedToken]:
    return [replace(named(label, text, 0), layout="flow") for text in texts]


def test_what_is_left_of_a_date_ends_a_signature() -> None:
    assert texts(without_tails(flowing("SIGNER", "Ada", "Berg", "93", "gy"), knows)) == ["Ada", "Berg"]
    assert texts(without_tails(flowing("SIGNER", "Berg", "Fund", "5"), knows)) == ["Berg", "Fund", "5"]
    assert texts(without_tails(flowing("SIGNER", "Ada", "Berg", "for"), knows)) == ["Ada", "Berg", "for"]


def test_mixed_letters_and_lone_ones_end_a_street() -> None:
    assert texts(without_tails(flowing("STREET1", "12", "QUAY", "OSes", "i"), knows)) == ["12", "QUAY"]
    assert texts(without_tails(flowing("STREET1", "SUITE", "5"), knows)) == ["SUITE", "5"]
