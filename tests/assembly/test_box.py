"""Named tokens to owners and signatures."""

from extraction.assembly.box import group_owners, group_top
from extraction.document import Word
from extraction.labelers.named import NamedToken
from extraction.layout.tokens import Token


def named(
    label: str,
    text: str,
    row: int,
    *,
    begins: bool = False,
    layout: str = "aligned",
    x: float = 0.0,
    probability: float = 0.99,
) -> NamedToken:
    word = Word(text, (x, float(row), x + len(text), row + 1.0))
    return NamedToken(Token(text, word), label, begins, probability, row, row, layout)


def texts(group: dict[str, list[NamedToken]], name: str) -> str:
    return " ".join(t.token.text for t in group.get(name, []))


def test_a_name_after_an_address_is_another_owner() -> None:
    tokens = [
        named("OWNER", "Ada", 0, begins=True),
        named("CITY", "Oslo", 1, begins=True),
        named("OWNER", "Bo", 5),
        named("CITY", "Rome", 6, begins=True),
    ]
    assert [(texts(g, "name"), texts(g, "city")) for g in group_owners(tokens)] == [("Ada", "Oslo"), ("Bo", "Rome")]


def test_a_line_holds_one_street() -> None:
    tokens = [
        named("OWNER", "Ada", 0, begins=True),
        named("STREET1", "1", 1, begins=True),
        named("STREET1", "Main", 1, x=3),
        named("STREET2", "Road", 1, x=9),
        named("STREET2", "Floor", 2, begins=True),
    ]
    (owner,) = group_owners(tokens)
    assert (texts(owner, "street1"), texts(owner, "street2")) == ("1 Main Road", "Floor")


def test_the_issuer_is_read_once() -> None:
    tokens = [named("ISSUER", "Alba", 0, begins=True), named("ISSUER", "Alba", 9, begins=True)]
    assert texts(group_top(tokens), "/issuer/name") == "Alba"


def test_two_streets_on_the_line_of_the_whole_address() -> None:
    def read(*pairs: tuple[str, str]) -> tuple[str, str]:
        (owner,) = group_owners([named(label, text, 0, x=10.0 * i) for i, (label, text) in enumerate(pairs)])
        return texts(owner, "street1"), texts(owner, "street2")

    care = [("STREET1", "C/O"), ("STREET1", "FJORD,"), ("STREET2", "1"), ("STREET2", "MAIN,")]
    assert read(("OWNER", "Ada"), *care, ("CITY", "Oslo")) == ("C/O FJORD,", "1 MAIN,")
    assert read(("OWNER", "Ada"), *care) == ("C/O FJORD,", "1 MAIN,")
    inner = [("STREET1", "1"), ("STREET1", "MAIN,"), ("STREET2", "FLOOR"), ("STREET2", "2")]
    assert read(("OWNER", "Ada"), *inner, ("CITY", "Oslo")) == ("1 MAIN, FLOOR 2", "")


def test_a_name_that_stands_above_with_an_address_is_no_other_owner() -> None:
    tokens = [
        named("OWNER", "Ada", 0, begins=True),
        named("CITY", "Oslo", 1, begins=True),
        named("OWNER", "Bo", 5, begins=True),
        named("CITY", "Rome", 6, begins=True),
        named("OWNER", "Ada", 20, begins=True),
    ]
    assert [texts(g, "name") for g in group_owners(tokens)] == ["Ada", "Bo"]


def test_an_owner_listed_again_in_a_mis_cut_row_is_one_owner_with_what_was_read_more_surely() -> None:
    first = [
        named("OWNER", text, 0, begins=not i, layout="cut", probability=0.6) for i, text in enumerate(["Ivar", "son"])
    ]
    again = [named("OWNER", text, 20, begins=not i, layout="cut") for i, text in enumerate(["Iv", "arsson", "Ada"])]
    city = named("CITY", "Oslo", 1, begins=True, layout="cut")
    (owner,) = group_owners([*first, city, *again], relisted=15)
    assert (texts(owner, "name"), texts(owner, "city")) == ("Iv arsson Ada", "Oslo")


def test_a_street_without_a_number_above_one_with_is_the_first_of_two() -> None:
    def streets(above: str, below: str) -> tuple[str, str]:
        lines = enumerate((above, below))
        tokens = [
            named("STREET1", w, n, x=k * 9.0, begins=not k) for n, line in lines for k, w in enumerate(line.split())
        ]
        (owner,) = group_owners(tokens)
        return texts(owner, "street1"), texts(owner, "street2")

    assert streets("C/O HARBOR CORP.", "300 PINE WAY") == ("C/O HARBOR CORP.", "300 PINE WAY")
    assert streets("ONE HARBOR PLAZA, SUITE", "600") == ("ONE HARBOR PLAZA, SUITE 600", "")
    assert streets("9 HARBOR PLAZA", "2 FLOOR") == ("9 HARBOR PLAZA 2 FLOOR", "")


def test_the_only_mark_of_someone_with_a_title_is_the_officers_in_a_cut_row() -> None:
    for layout, field in (("cut", "is_officer"), ("grid", "is_director")):
        tokens = [
            named("OWNER", "Ada", 0, begins=True, layout=layout),
            named("DIRECTOR", "X", 1, begins=True, layout=layout),
            named("OFFICER_TITLE", "Treasurer", 2, begins=True, layout=layout),
        ]
        assert field in group_owners(tokens)[0]


def test_a_lone_second_street_of_a_cut_row_is_the_first() -> None:
    tokens = [named("OWNER", "Ada", 0, layout="cut"), named("STREET2", "Suite", 1, layout="cut")]
    assert texts(group_owners(tokens)[0], "street1") == "Suite"


def test_words_tell_two_streets_beside_a_city() -> None:
    def read(street: str, *more: NamedToken) -> tuple[str, str]:
        name = named("OWNER", "Ada", 0, begins=True)
        tokens = [named("STREET1", word, 1, x=10.0 * i) for i, word in enumerate(street.split())]
        (owner,) = group_owners([name, *tokens, *more])
        return texts(owner, "street1"), texts(owner, "street2")

    city = named("CITY", "Oslo", 1, x=200.0)
    assert read("C/O FJORD INC. 1 MAIN", city) == ("C/O FJORD INC.", "1 MAIN")
    assert read("C/O FJORD 250 CORP. P.O. BOX 3", city) == ("C/O FJORD 250 CORP.", "P.O. BOX 3")
    assert read("9 MAIN STREET SUITE 4", city) == ("9 MAIN STREET", "SUITE 4")
    assert read("9 MAIN STREET, SUITE 4", city) == ("9 MAIN STREET, SUITE 4", "")
    assert read("C/O FJORD INC. 1 MAIN") == ("C/O FJORD INC. 1 MAIN", ""), "a line of its own is as filed"
