import pytest

from extraction.ledger.match_names import alike, issuer_key, persons, read_name

ONE_PERSON = [
    ("MARSH III JOHN", "John Marsh III"),
    ("MARSH JOHN Q", "John Q. Marsh"),
    ("MARSH JOHN QUINCY", "Marsh, John Q"),
    ("MARSH CHRIS", "Christopher Marsh"),
    ("O'HARROW MARY-ANN", "Mary Ann O’Harrow"),
    ("Dr. Ana Núñez, Ph.D.", "NUNEZ ANA"),
    ("MARSH JOHN JR", "John Marsh, Jr."),
    ("MARSH JOHN JR", "MARSH JOHN"),
    ("/s/ John Marsh", "MARSH JOHN"),
    ("J.Q. Marsh Tellow", "MARSH TELLOW J Q"),
    ("Tall Pines Partners, L.P.", "TALL PINES PARTNERS LP"),
    ("The Tall Pines Company", "TALL PINES CO"),
]
TWO_PERSONS = [
    ("MARSH JOHN", "MARSH MARY"),
    ("MARSH JOHN JR", "MARSH JOHN SR"),
    ("MARSH JOHN Q", "MARSH JOHN R"),
    ("MARSH J", "MARSH JOHN"),
    ("Tall Pines Fund II LP", "Tall Pines Fund III LP"),
    ("Tall Pines LLC", "Tall Pines LP"),
    ("MARSH JOHN", "John Marsh Trust"),
]


@pytest.mark.parametrize(("one", "other"), ONE_PERSON)
def test_one_person_spelled_in_two_ways(one: str, other: str) -> None:
    assert alike(read_name(one), read_name(other))
    assert alike(read_name(other), read_name(one))


@pytest.mark.parametrize(("one", "other"), TWO_PERSONS)
def test_two_persons(one: str, other: str) -> None:
    assert not alike(read_name(one), read_name(other))
    assert not alike(read_name(other), read_name(one))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ORDWELL INC", "Ordwell, Inc.", True),
        ("ORDWELL CORP /DE/", "Ordwell Corporation", True),
        ("The Ord Well Co", "ORDWELL COMPANY", True),
        ("ORDWELL INC", "ORDWALL INC", False),
        ("ORDWELL II CORP", "ORDWELL CORP", False),
    ],
)
def test_issuers(one: str, other: str, same: bool) -> None:
    assert (issuer_key(one) == issuer_key(other)) == same


def test_names_alike_stand_for_one_person() -> None:
    short, long = read_name("John Marsh"), read_name("MARSH JOHN Q")
    stands = persons([short, long])
    assert stands[short] == stands[long]


def test_a_bare_name_between_two_persons_joins_neither() -> None:
    bare, one, other = (read_name(n) for n in ("John Marsh", "John Q Marsh", "John R Marsh"))
    stands = persons([bare, one, other])
    assert len({stands[n] for n in (bare, one, other)}) == 3
