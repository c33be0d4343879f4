"""Named tokens to signatures."""

from extraction.assembly.signed import group_signatures
from extraction.document import Layout
from tests.assembly.test_box import named, texts


def test_names_go_to_the_date_beside_them() -> None:
    tokens = [
        named("SIGNER", "Ada,", 0, begins=True),
        named("SIGN_DATE", "01/02/2003", 1, begins=True, x=40),
        named("SIGNER", "attorney", 2),
        named("SIGNER", "Bo,", 3, begins=True),
        named("SIGN_DATE", "01/03/2003", 4, begins=True, x=40),
        named("SIGNER", "trustee", 5),
    ]
    assert [texts(g, "name") for g in group_signatures(tokens)] == ["Ada, attorney", "Bo, trustee"]


def test_each_row_of_a_table_is_a_signature() -> None:
    grid = Layout.GRID.value
    tokens = [
        named("SIGNER", "Ada", 0, begins=True, layout=grid),
        named("SIGN_DATE", "01/02/2003", 0, begins=True, layout=grid),
        named("SIGNER", "Bo", 1, layout=grid),
        named("SIGN_DATE", "01/02/2003", 1, layout=grid),
    ]
    assert [texts(g, "name") for g in group_signatures(tokens)] == ["Ada", "Bo"]


def test_a_name_of_many_lines_stands_level_with_its_date() -> None:
    """The words that begin the second name were taken for more of the first."""
    tokens = [
        named("SIGNER", "Berg", 0, begins=True),
        named("SIGN_DATE", "01/02/2003", 1, begins=True, x=40),
        named("SIGNER", "Corp., by", 2),
        named("SIGNER", "Dahl", 3),
        named("SIGNER", "Corp., by its", 4, begins=True),
        named("SIGN_DATE", "01/02/2003", 4, begins=True, x=40),
        named("SIGNER", "manager", 5),
    ]
    assert [texts(g, "name") for g in group_signatures(tokens)] == ["Berg Corp., by", "Dahl Corp., by its manager"]


def test_a_date_without_figures_is_more_of_the_name_and_the_caption_is_none() -> None:
    tokens = [
        named("SIGNER", "Ada", 0, begins=True),
        named("SIGN_DATE", "01/02/2003", 0, begins=True, x=40),
        named("SIGN_DATE", "Berg", 1, begins=True),
        named("SIGNER", "Date", 2, begins=True),
    ]
    assert [texts(g, "name") for g in group_signatures(tokens)] == ["Ada Berg"]


def test_a_misread_date_taken_for_more_of_the_name_is_a_date() -> None:
    tokens = [named("SIGNER", "Ada", 0, begins=True), named("SIGNER", "02/155/2019", 0, x=40)]
    (group,) = group_signatures(tokens)
    assert (texts(group, "name"), texts(group, "date")) == ("Ada", "02/155/2019")
