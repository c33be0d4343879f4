"""Names, places and sentences for invented filings; none belongs to a real company or person on purpose."""

from __future__ import annotations

COMPANY_FIRST = (
    "Quillmark", "Harrowgate", "Bluefen", "Oxbarrow", "Tandemry", "Northquay", "Velloran", "Brightmoor", "Castelane",
    "Duskwater", "Everhollow", "Fernvale", "Gravenholt", "Ironquill", "Juniperfall", "Kestrelyne", "Lanternwick",
    "Marrowfield", "Nettlebrook", "Orrisden", "Pellmere", "Quartzhaven", "Rookery", "Saltmarsh", "Thistledown",
)  # fmt: skip
COMPANY_SECOND = (
    "Therapeutics", "Robotics", "Bancorp", "Energy", "Foods", "Semiconductor", "Logistics", "Water", "Media",
    "Materials", "Insurance Group", "Biosciences", "Networks", "Homes", "Mining", "Instruments", "Data Systems",
)  # fmt: skip
COMPANY_LAST = (
    "Inc.",
    "Corp",
    "Corporation",
    "Holdings, Inc.",
    "Ltd.",
    "plc",
    "Co.",
    "Group, Inc.",
    "N.V.",
    "LP",
    "/DE/",
)
FUNDS = (
    "Capital Partners LP",
    "Growth Fund II, L.P.",
    "Management LLC",
    "GP Ltd.",
    "Family Trust",
    "Ventures IV, L.P.",
    "Advisors Inc",
)
FIRST = (
    "Amabel", "Bertrand", "Corisande", "Dunstan", "Eulalie", "Fenwick", "Ghislaine", "Horatio", "Isolde", "Jocasta",
    "Kenelm", "Lavinia", "Merrick", "Nerissa", "Osbert", "Perpetua", "Quentin", "Rosamund", "Septimus", "Theodora",
)  # fmt: skip
LAST = (
    "Abernethwick", "Blackadderly", "Cholmondale", "Dravensworth", "Eddlestone", "Farquharsen", "Gildersleaf",
    "Hathersage", "Inchbald", "Jessamyne", "Kirkbridewell", "Lambertine", "Mompessen", "Netherclift", "Oglethorn",
    "Pettibane", "Quennellson", "Ravenscroftly", "Skeffingham", "Trelawneth", "Van der Holm", "O'Mearn",
    "St. Clairmont",
)  # fmt: skip
PLACES = (
    ("SPRINGHAVEN", "OH", "44107"), ("Port Ellery", "ME", "04099"), ("NEW CALDER", "NY", "10877"),
    ("Marlow Bay", "CA", "94999"),
    ("WESTERBROOK", "TX", "75999"), ("Hollis Falls", "MN", "55999-0412"), ("ALDERPOINT", "WA", "98999"),
    ("LONDON", "X0", "W1Z 9ZZ"),
    ("HAMILTON", "D0", "HM 99"), ("TORONTO", "A6", "M9Z 9Z9"), ("San Verano", "CA", "93999"),
    ("ST. ORRIN", "MO", "63999"),
)  # fmt: skip
STREETS = (
    "Lantern Street", "Old Quarry Road", "Harbour Parkway", "Mill Pond Lane", "Copper Avenue", "North Garrison Blvd.",
    "Wharf Plaza", "Tannery Row", "Observatory Drive", "Three Elms Circle",
)  # fmt: skip
OFFICES = (
    "Chief Executive Officer", "President and CEO", "SVP, General Counsel & Sec.", "Chief Financial Officer", "EVP",
    "Chief Operating Officer", "VP & Controller", "See Remarks", "Chief Medical Officer", "President, Retail Division",
    "Executive Chairman", "Treasurer", "Chief Accounting Officer", "SVP-Human Resources", "Vice President, Sales",
)  # fmt: skip
OTHERS = ("Member of a group", "Former director", "See Remarks", "Adviser to the fund", "Trustee")
TITLES = (
    "Common Stock", "Common Stock", "Common Stock", "Class A Common Stock", "Ordinary Shares", "Common Shares",
    "Common Stock, par value $0.01 per share", "Class B Common Stock, no par value", "Common Units",
    "American Depositary Shares", "Series A Preferred Stock",
)  # fmt: skip
DERIVATIVES = (
    "Stock Option (right to buy)", "Employee Stock Option (Right to Buy)", "Restricted Stock Units", "Warrants",
    "Performance Stock Units", "Non-Qualified Stock Option", "Convertible Notes",
    "Series B Convertible Preferred Stock",
    "Deferred Share Units", "Option to Purchase Common Stock", "Stock Appreciation Right", "Phantom Stock Units",
)  # fmt: skip
NATURES = (
    "By Trust", "By spouse", "By 401(k) Plan", "See Footnote", "By LLC", "By limited partnership", "By Son",
    "By Daughter",
    "By family foundation", "See Footnotes", "By IRA", "By children's trusts", "Held through a custodian account",
)  # fmt: skip
REMARKS = (
    "The filer's full title is head of plants, pipelines and purchasing.",
    "Exhibit 24 - power of attorney, attached.",
    "This amendment puts right the number of shares in the first line of Table I, which had been typed wrongly.",
    "The persons named above file jointly; none of them admits to being part of a group.",
)
NOTES: dict[str, tuple[str, ...]] = {
    "average": (
        "What is shown is an average, weighted by size; single sales ran from ${low} to ${high}. A list goes "
        "to anyone at the "
        "company or the Commission who asks.",
        "Average price of many small orders filled between ${low} and ${high}, both included.",
        "The orders were filled at prices of ${low} to ${high} a share. The column gives their weighted mean.",
    ),
    "plan": (
        "Sold under a written trading plan within Rule 10b5-1 that the seller signed well before the quarter began.",
        "These sales had been set in advance by a Rule 10b5-1 plan.",
    ),
    "tax": (
        "Kept back by the company to pay the tax due when the units turned into shares.",
        "Shares given up to cover payroll tax; nothing was sold on the market.",
    ),
    "gift": ("Given away; nothing was paid.", "A present to a charity that the giver has no say in."),
    "grant": (
        "An award of stock for service on the board; it becomes the holder's own after the next yearly meeting.",
        "Restricted stock, awarded for nothing, that is forfeited if the holder leaves within a year.",
    ),
    "held": (
        "Owned by a trust whose trustee is the filer's husband; the filer claims only her share in it.",
        "Owned by a partnership. The filer runs its general partner and disowns the rest beyond a money interest.",
        "Counts 312 shares bought through the staff purchase plan since the last report.",
        "The figure has been set right for a two-for-one split in May.",
    ),
    "unit": (
        "A unit stands for the right to get one share.",
        "Each unit turns into one share, or its worth in cash if the committee so decides.",
    ),
    "vesting": (
        "Vests {share} a year over {years} years, so long as the holder stays.",
        "{share} became exercisable at once; the rest follows in equal parts over {years} years.",
        "Open to exercise in {years} yearly steps; the first step is {share}.",
    ),
}
