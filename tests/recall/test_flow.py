"""What a damaged place lacks and the filing says elsewhere."""

from extraction.document import Word
from extraction.draft import Draft, DraftRow, Value
from extraction.recall import recall
from extraction.values.reading import Reading


def nothing(word: str) -> bool:
    return False


def value(*texts: str, reading: str | None = None, how: str = "") -> Value:
    words = tuple(Word(t, (float(i), 0.0, i + 1.0, 1.0)) for i, t in enumerate(texts))
    return Value(words, (Reading(reading, 0.0, how),) if reading else (), 0.9)


def row(**values: Value) -> DraftRow:
    return DraftRow("non_derivative", values, {}, 0)


def draft(*rows: DraftRow) -> Draft:
    return Draft("4", {}, (), rows, ())


WHOLE = row(
    transaction_date=value("03/14/2004", reading="2004-03-14"), security_title=value("Common", reading="Common Stock")
)


def test_a_date_is_recalled_by_what_is_left_of_it() -> None:
    done = recall(draft(WHOLE, row(transaction_date=value("14/20"))), digital=False, knows=nothing)
    assert done.rows[1].values["transaction_date"].best == "2004-03-14"


def test_two_dates_that_fit_are_no_answer() -> None:
    other = row(transaction_date=value("04/14/2004", reading="2004-04-14"))
    done = recall(draft(WHOLE, other, row(transaction_date=value("14/20"))), digital=False, knows=nothing)
    assert done.rows[2].values["transaction_date"].best is None


def test_a_title_cut_short_is_recalled() -> None:
    done = recall(
        draft(WHOLE, WHOLE, row(security_title=value("Com:", "Sto", reading="Com: Sto"))), digital=False, knows=nothing
    )
    assert done.rows[2].values["security_title"].best == "Common Stock"


def test_another_title_stays() -> None:
    done = recall(
        draft(WHOLE, row(security_title=value("Preferred", reading="Preferred Stock"))), digital=False, knows=nothing
    )
    assert done.rows[1].values["security_title"].best == "Preferred Stock"


def test_the_code_tells_the_direction() -> None:
    sold = row(transaction_code=value("S", reading="S"), shares=value("100", reading="100"))
    done = recall(draft(sold), digital=False, knows=nothing)
    letter = done.rows[0].values["acquired_disposed"]
    assert (letter.best, letter.words) == ("D", ())


def test_a_digital_source_is_not_completed() -> None:
    sold = row(transaction_code=value("S", reading="S"), shares=value("100", reading="100"))
    assert recall(draft(sold), digital=True, knows=nothing) == draft(sold)


def test_an_unsure_number_of_table_ii_goes_where_the_code_says() -> None:
    held = {"transaction_code": value("M", reading="M"), "shares_acquired": value("100", reading="100")}
    done = recall(draft(DraftRow("derivative", held, {}, 0)), digital=False, knows=nothing)
    assert set(done.rows[0].values) == {"transaction_code", "shares_disposed"}


def test_its_nature_tells_the_form_of_ownership_that_was_lost() -> None:
    held = {n: value("100", reading="100") for n in ("security_title", "shares", "shares_owned_following")}
    trust = value("By", "trust", reading="By trust")
    direct, indirect = recall(
        draft(row(**held), row(**held, nature_of_ownership=trust)), digital=False, knows=nothing
    ).rows
    assert (direct.values["direct_or_indirect"].best, indirect.values["direct_or_indirect"].best) == ("D", "I")
    assert direct.values["direct_or_indirect"].words == ()


def test_a_form_of_ownership_that_was_read_stays() -> None:
    held = {"security_title": value("Stock", reading="Stock"), "direct_or_indirect": value("I", reading="I")}
    assert recall(draft(row(**held)), digital=False, knows=nothing).rows[0].values == held


def test_letters_that_a_scan_shows_surely_are_the_filers() -> None:
    def titles(*texts: str, others: tuple[tuple[str, float], ...] = ()) -> str | None:
        shown = value(*texts, reading=" ".join(texts))
        words = (Word(texts[0], shown.words[0].box, others=others), *shown.words[1:])
        figure = Value((Word("3.5", (0, 0, 1, 1), others=(("3.6", 1.0),)),), (Reading("3.5", 0.0),), 0.9)
        read = row(security_title=Value(words, shown.readings, 0.9), price_per_share=figure)
        return recall(draft(read), digital=False, knows=nothing).rows[0].values["security_title"].best

    assert titles("Commom", "Stock") == "Commom Stock"
    assert titles("Commom", "Stock", others=(("Common", 0.5),)) == "Common Stock"
    assert titles("Comon", "Stock") == "Common Stock"


def test_scraps_of_the_one_title_that_all_others_bear_are_that_title() -> None:
    title = value("Common", "Stock", reading="Common Stock")
    rows = [DraftRow("derivative", {"underlying_security_title": v}, {}, 0) for v in (title, title)]
    for text, expected in (("Cc Stock", "Common Stock"), ("Stock", "Common Stock"), ("V Stock", "V Stock")):
        lost = DraftRow("derivative", {"underlying_security_title": value(*text.split(), reading=text)}, {}, 0)
        done = recall(draft(*rows, lost), digital=False, knows=nothing)
        assert done.rows[2].values["underlying_security_title"].best == expected


def test_a_derivatives_title_is_none_of_what_underlies_others() -> None:
    option = DraftRow("derivative", {"security_title": value("Stock Option", reading="Stock Option")}, {}, 0)
    lost = DraftRow("derivative", {"underlying_security_title": value("Stock", reading="Stock")}, {}, 0)
    done = recall(draft(option, option, lost), digital=False, knows=nothing)
    assert done.rows[2].values["underlying_security_title"].best == "Stock"
