"""Tables of trades that bear the box in their columns."""

from extraction.labelers.box_columns import part_box
from tests.labelers.grids import grid

HEAD = "Date|Ticker|Company|Insider Name|Security|Qty|Price"
ROW = "1/2/2024|VXM|Vexley Marine|Roe Ada|Units|+1,200|$1.50"


def test_issuer_and_owner_stand_in_the_box_once() -> None:
    rows = part_box(grid(f"{HEAD}\n{ROW}\n{ROW}", "head box nd"))
    assert [(r.label, r.row.text) for r in rows] == [
        ("box", "Ticker\tVXM"),
        ("box", "Company\tVexley Marine"),
        ("box", "Insider Name\tRoe Ada"),
        ("head", HEAD.replace("|", "\t")),
        ("nd", "1/2/2024\tUnits\t+1,200\t$1.50"),
        ("nd", "1/2/2024\tUnits\t+1,200\t$1.50"),
    ]


def test_captions_beside_their_values_are_no_headings() -> None:
    rows = grid("Name of issuer|Vexley Marine|Trading symbol|VXM\nStatement for|1/2/2024||", "box box")
    assert part_box(rows) == tuple(rows)


def test_a_list_of_owners_is_no_table_of_trades() -> None:
    rows = grid("Reporting owner|Ticker\nRoe Ada|VXM", "box box")
    assert part_box(rows) == tuple(rows)
