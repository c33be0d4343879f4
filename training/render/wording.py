"""The words that vendors' pages use in place of the form's own: headings, captions, titles."""

from __future__ import annotations

HEADINGS: dict[str, tuple[str, ...]] = {
    "security_title": (
        "Security", "Title of Security", "Security Title", "Securities", "Class", "Class of Security", "Title",
        "Instrument", "Issue", "Type of Security", "Name of Security", "Security Description", "Stock",
    ),
    "transaction_date": (
        "Trans. Date", "Transaction Date", "Date", "Trade Date", "Txn Date", "Date of Transaction", "Tran Date",
        "Trade Dt.", "Executed", "Date of Trade", "Transacted On",
    ),
    "deemed_execution_date": (
        "Deemed Execution Date", "Deemed Exec. Date", "Deemed Date", "Exec. Date (Deemed)", "Deemed Execution",
    ),
    "transaction_code": (
        "Txn Code", "Code", "Transaction Code", "Trans. Code", "Tran Code", "Type", "Cd", "T/C", "Transaction",
        "Trans. Type", "Action Code",
    ),
    "timeliness": ("V", "Vol.", "Timely", "Timeliness", "Early/Late", "Voluntary"),
    "shares": (
        "Qty", "Shares", "Amount", "Number of Shares", "# of Shares", "Shares Traded", "Quantity", "No. of Shares",
        "Units", "Amount of Securities", "Shares Acquired/Disposed", "Volume", "Number",
    ),
    "acquired_disposed": (
        "A/D", "(A) or (D)", "Acq/Disp", "Acquired or Disposed", "A or D", "Acq. (A) / Disp. (D)", "Buy/Sell", "+/-",
        "Acquired (A) Disposed (D)",
    ),
    "shares_acquired": ("(A)", "Acquired", "Acquired (A)", "Acq.", "Shares Acquired", "Number Acquired"),
    "shares_disposed": ("(D)", "Disposed", "Disposed (D)", "Disp.", "Shares Disposed", "Number Disposed Of"),
    "price_per_share": (
        "Price", "Price per Share", "Share Price", "Unit Price", "Trade Price", "Price ($)", "Px", "Price/Share",
        "Transaction Price", "Cost per Unit", "Price Paid or Received",
    ),
    "shares_owned_following": (
        "Shares Owned After", "Owned Following", "Holdings After", "Post-Transaction Holdings", "Balance",
        "Amount Owned", "Total Owned", "Shares Held", "Remaining Holdings", "End Balance", "Owned After Transaction",
        "Beneficially Owned After", "Amount Beneficially Owned Following Transaction", "Resulting Position",
        "Shares Owned at End of Month",
    ),
    "direct_or_indirect": (
        "D/I", "Ownership", "Direct/Indirect", "Form of Ownership", "Own. Form", "Ownership Type", "D or I",
        "Direct (D) or Indirect (I)", "Dir./Ind.", "How Held",
    ),
    "nature_of_ownership": (
        "Nature of Ownership", "Nature", "Indirect Ownership", "Held By", "Nature of Indirect Ownership",
        "Ownership Nature", "Holder", "Through", "Indirect Owner", "Beneficial Ownership Nature",
    ),
    "conversion_or_exercise_price": (
        "Exercise Price", "Strike", "Strike Price", "Conversion Price", "Conv./Ex. Price", "Ex. Price",
        "Conversion or Exercise Price", "Exercise/Conversion Price", "Option Price",
    ),
    "exercise_date": (
        "Date Exercisable", "Exercisable", "Exer. Date", "Exercise Date", "First Exercisable", "Exercisable From",
        "Vesting Date", "Exercisable On",
    ),
    "expiration_date": (
        "Exp. Date", "Expiration Date", "Expires", "Expiration", "Expiry", "Expiry Date", "Maturity", "Exp.", "Until",
    ),
    "underlying_security_title": (
        "Underlying Security", "Underlying", "Title of Underlying", "Underlying Title", "Underlier", "Into",
        "Security Underlying", "Underlying Class", "Convertible Into",
    ),
    "underlying_shares": (
        "Underlying Shares", "Underlying Amount", "Amount Underlying", "Shares Underlying", "# Underlying",
        "Number of Underlying Shares", "Underlying Qty", "Amount or Number of Shares", "Equivalent Shares",
    ),
}  # fmt: skip

DERIVATIVE_HEADINGS: dict[str, tuple[str, ...]] = {
    "security_title": (
        "Derivative Security", "Derivative", "Title of Derivative Security", "Option/Right", "Instrument",
        "Derivative Title", "Security", "Type of Derivative", "Award",
    ),
    "shares": (
        "Number of Derivatives", "Derivatives", "Qty", "Options", "Number", "Units",
        "# of Derivatives", "Contracts",
    ),
    "price_per_share": (
        "Derivative Price", "Price of Derivative", "Price", "Price of Derivative Security", "Premium", "Cost",
    ),
    "shares_owned_following": (
        "Derivatives Owned After", "Derivatives Held", "Number Owned Following", "Holdings After", "Owned After",
        "Remaining Derivatives", "Balance", "Derivative Securities Owned Following", "Total Held",
    ),
}  # fmt: skip

GROUPS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("transaction_code", "timeliness"): ("Transaction Code", "Transaction", "Code", "Trans. Code (Instr. 8)"),
    ("transaction_date", "transaction_code"): ("Transaction", "Trade", "Trade Details"),
    ("shares", "acquired_disposed", "price_per_share"): (
        "Securities Acquired (A) or Disposed of (D)", "Acquired or Disposed", "Trade Details", "Securities Transacted",
    ),
    ("shares", "acquired_disposed"): ("Acquired / Disposed", "Amount", "Number of Derivative Securities"),
    ("shares_acquired", "shares_disposed"): (
        "Number of Derivatives", "Number of Derivative Securities Acquired (A) or Disposed of (D)", "Change",
        "Securities Acquired or Disposed", "Shares",
    ),
    ("exercise_date", "expiration_date"): (
        "Dates", "Date Exercisable and Expiration Date", "Exercise Period", "Exercisable / Expires", "Term",
    ),
    ("underlying_security_title", "underlying_shares"): (
        "Underlying Securities", "Title and Amount of Underlying Securities", "Underlying", "Securities Underlying",
    ),
    ("shares_owned_following", "direct_or_indirect", "nature_of_ownership"): (
        "Holdings After Transaction", "Ownership Following", "Beneficial Ownership", "Position",
    ),
    ("direct_or_indirect", "nature_of_ownership"): ("Ownership", "Form and Nature of Ownership", "Ownership Form"),
}  # fmt: skip

TITLES = (
    (
        "Non-Derivative Securities", "Table I - Non-Derivative Securities", "Non-Derivative Transactions and Holdings",
        "TABLE I. NON-DERIVATIVE SECURITIES ACQUIRED, DISPOSED OF, OR BENEFICIALLY OWNED", "Part I: Shares",
        "Table 1: Common Stock and Other Non-Derivative Securities", "Transactions in Shares", "I. Non-Derivatives",
        "Equity Transactions", "Insider Transactions (Non-Derivative)", "A. Securities (other than derivatives)",
    ),
    (
        "Derivative Securities", "Table II - Derivative Securities", "Derivative Transactions and Holdings",
        "TABLE II. DERIVATIVE SECURITIES ACQUIRED, DISPOSED OF, OR BENEFICIALLY OWNED", "Part II: Derivatives",
        "Table 2: Options, Warrants, Convertible and Other Derivative Securities", "Options and Other Derivatives",
        "II. Derivatives", "Derivative Holdings", "Insider Transactions (Derivative)",
        "B. Derivatives (options, warrants)",
    ),
)  # fmt: skip

CAPTIONS: dict[str, tuple[str, ...]] = {
    "owner": (
        "Reporting Person", "Name and Address of Reporting Person", "Reporting Owner", "Insider", "Filed By",
        "Name of Reporting Person", "Owner Name", "Reporting Person Name", "Filer",
        "1. Name and Address of Reporting Person*",
    ),
    "address": ("Address", "Mailing Address", "Address of Reporting Person", "Business Address", "c/o Address"),
    "street1": ("Street", "Street Address", "Street 1", "Address Line 1"),
    "street2": ("Street 2", "Address Line 2", "Suite / Floor"),
    "city": ("City", "City / Town"),
    "state": ("State", "State / Country", "State Code"),
    "zip": ("Zip", "ZIP Code", "Postal Code", "Zip/Postal"),
    "issuer": (
        "Issuer", "Issuer Name", "Company", "Company Name", "Name of Issuer", "Subject Company",
        "Issuer Name and Ticker",
        "2. Issuer Name and Ticker or Trading Symbol",
    ),
    "ticker": ("Ticker", "Symbol", "Trading Symbol", "Ticker Symbol", "Ticker or Trading Symbol", "Exchange Symbol"),
    "period": (
        "Date of Earliest Transaction", "Period of Report", "Report Period", "Earliest Transaction Date", "Event Date",
        "Period", "3. Date of Earliest Transaction (Month/Day/Year)", "Statement for (Month/Day/Year)",
    ),
    "amended": (
        "If Amendment, Date of Original", "Date of Original Filing", "Original Filed", "Amends Filing of",
        "If Amendment, Date Original Filed", "Original Submission Date",
    ),
    "relation": (
        "Relationship to Issuer", "Relationship of Reporting Person(s) to Issuer", "Relationship", "Capacity", "Role",
        "Status of Reporting Person", "Relation to Company (check all applicable)",
    ),
    "officer_title": ("Title", "Officer Title", "Position", "Office Held", "Title of Officer"),
    "other_text": ("Other", "Specify Other", "Other (specified)"),
    "filing": ("Form Type", "Form", "Document", "Filing Type", "SEC Form"),
    "joint": ("Individual or Joint Filing", "Filing Group", "Joint/Group Filing"),
}  # fmt: skip

FLAG_WORDS: dict[str, tuple[str, ...]] = {
    "is_director": ("Director", "Director", "Board Member"),
    "is_officer": ("Officer (give title below)", "Officer", "Executive Officer"),
    "is_ten_percent_owner": ("10% Owner", "10% Owner", "Ten Percent Owner", "10% Holder", "Owner of 10% or more"),
    "is_other": ("Other (specify below)", "Other"),
}
NOTES = (
    "Explanation of Responses:", "Notes:", "Footnotes", "Footnotes:", "Explanations", "EXPLANATION OF RESPONSES",
    "Explanatory Notes", "Notes to Tables", "Notes and Explanations", "References",
)  # fmt: skip
REMARKS = ("Remarks:", "Remarks", "REMARKS", "Additional Remarks", "General Remarks:", "Comments:")
SIGNATURES = ("Signature", "Signatures", "Signature of Reporting Person", "SIGNATURE", "Signed", "Executed by", "")
FORM_NAMES = (
    "FORM {}", "Form {}", "SEC Form {}", "SEC FORM {}", "Form {} - Insider Filing", "Filing: Form {}",
    "Statement on Form {}", "FORM {} FILING SUMMARY", "Section 16 Report (Form {})", "Form Type: {}",
)  # fmt: skip
CHATTER = (
    "Data shown as received; no warranty is given for its completeness.", "Generated by the filings desk.",
    "Printed from the filing archive.", "Home | Filings | Alerts | Help", "Page 1 of 1", "Back to list",
    "All amounts in U.S. dollars unless stated otherwise.", "Codes are explained in the instructions to the form.",
    "Share counts are shown as reported by the filer.", "This summary was prepared from the filing as submitted.",
    "See the original document for full details.", "Times are Eastern.", "Insider Activity Report",
)  # fmt: skip
CODE_WORDS = {
    "P": "Purchase", "S": "Sale", "A": "Grant", "M": "Exercise", "F": "Tax", "G": "Gift", "D": "Disposition",
    "C": "Conversion", "X": "Exercise", "J": "Other", "I": "Discretionary", "W": "Will",
}  # fmt: skip
