"""Synthetic schedules: invented issuers and persons, in the styles that filers set them."""

from __future__ import annotations

from extraction.document import Document, Source
from extraction.readers import html, text

HEAD = """
                    SECURITIES AND EXCHANGE COMMISSION
                         Washington, D.C. 20549

                              SCHEDULE {kind}
               Under the Securities Exchange Act of 1934
                          (Amendment No. {amendment})*

                          Quillback Foundries Inc.
                          ------------------------
                             (Name of Issuer)

                  Common Stock, par value $.05 per share
                      (Title of Class of Securities)

                               74839X 10 9
                              (CUSIP Number)

                             March 14, 2011
        (Date of Event Which Requires Filing of this Statement)

{rule}
* The remainder of this cover page shall be filled out for a reporting
person's initial filing on this form.
"""

RULE = """Check the appropriate box to designate the rule pursuant to which this
Schedule is filed:
     [ ] Rule 13d-1(b)
     [X] Rule 13d-1(c)
     [ ] Rule 13d-1(d)
"""

BOXED_13G = """<PAGE>
CUSIP No. 74839X 10 9            13G                    Page 2 of 5 Pages
- ------------------------------------------------------------------------
1    NAMES OF REPORTING PERSONS
     I.R.S. IDENTIFICATION NOS. OF ABOVE PERSONS (ENTITIES ONLY)

     Heronsgate Partners, L.P.   13-9999999
- ------------------------------------------------------------------------
2    CHECK THE APPROPRIATE BOX IF A MEMBER OF A GROUP*          (a) [ ]
                                                                (b) [X]
- ------------------------------------------------------------------------
3    SEC USE ONLY
- ------------------------------------------------------------------------
4    CITIZENSHIP OR PLACE OF ORGANIZATION

     Delaware
- ------------------------------------------------------------------------
  NUMBER OF      5    SOLE VOTING POWER
   SHARES             -0-
BENEFICIALLY     -------------------------------------------------------
  OWNED BY       6    SHARED VOTING POWER
    EACH              1,250,000 (1)
  REPORTING      -------------------------------------------------------
   PERSON        7    SOLE DISPOSITIVE POWER
    WITH              NONE
                 -------------------------------------------------------
                 8    SHARED DISPOSITIVE POWER
                      1,250,000 (1)
- ------------------------------------------------------------------------
9    AGGREGATE AMOUNT BENEFICIALLY OWNED BY EACH REPORTING PERSON

     1,250,000 (1)
- ------------------------------------------------------------------------
10   CHECK BOX IF THE AGGREGATE AMOUNT IN ROW (9) EXCLUDES CERTAIN SHARES*
     [ ]
- ------------------------------------------------------------------------
11   PERCENT OF CLASS REPRESENTED BY AMOUNT IN ROW (9)

     6.3%
- ------------------------------------------------------------------------
12   TYPE OF REPORTING PERSON*

     PN, IA
- ------------------------------------------------------------------------
                  *SEE INSTRUCTIONS BEFORE FILLING OUT!

(1)  Held by two accounts that the firm advises,
     and by no one else.
"""

ITEMS_13G = """<PAGE>
Item 1(a).  Name of Issuer:
            Quillback Foundries Inc.
Item 1(b).  Address of Issuer's Principal Executive Offices:
            12 Anvil Row
            Tolland Mills, CT 06999
Item 2(a).  Name of Person Filing:
            Heronsgate Partners, L.P.

                               SIGNATURE

After reasonable inquiry and to the best of my knowledge and belief, I
certify that the information set forth in this statement is true,
complete and correct.

Dated: March 21, 2011

                         HERONSGATE PARTNERS, L.P.

                         By: /s/ Ottoline Farr
                             Ottoline Farr
                             Managing Member
"""

ONE_LINE_13G = """Item 1: Names of Reporting Persons: Marlow Vane
Item 2: Check the Appropriate Box if a Member of a Group: (a) X  (b)
Item 3: SEC Use Only
Item 4: Citizenship or Place of Organization: Canada
Item 5: Sole Voting Power 0
Item 6: Shared Voting Power 88,000
Item 7: Sole Dispositive Power 0
Item 8: Shared Dispositive Power 88,000
Item 9: Aggregate Amount Beneficially Owned by Each Reporting Person 88,000
Item 10: Check if the Aggregate Amount in Row 9 Excludes Certain Shares: No
Item 11: Percent of Class Represented by Amount in Row 9 .45%
Item 12: Type of Reporting Person IN
"""

SPLIT_13D = """CUSIP No. 74839X 10 9
1.   Name of Reporting Person:      Tamsin Okoro
2.   Check the Appropriate Box if a Member of a Group   (a) ___
                                                        (b) ___
3.   SEC Use Only
4.   Source of Funds:  PF/00
5.   Check Box if Disclosure of Legal Proceedings is
     Required Pursuant to Items 2(d) or 2(e)             [X]
6.   Citizenship or Place of Organization:  United Kingdom
Number of        7.   Sole Voting Power:                  300,000*
Shares
Beneficially     8.   Shared Voting Power:
Owned by
Each             9.   Sole Dispositive Power:             300,000*
Reporting
Person With     10.   Shared Dispositive Power:           N/A
11.  Aggregate Amount Beneficially Owned by Each          300,000
     Reporting Person
12.  Check Box if the Aggregate Amount in Row (11)
     Excludes Certain Shares                              [ ]
13.  Percent of Class Represented by Amount in Row (11):  1.5%
14.  Type of Reporting Person:  IN

*  Held in a trust of which she is the trustee.

Item 1.  Security and Issuer.

This statement relates to the common stock of Quillback Foundries Inc., whose
principal executive offices are located at 12 Anvil Row, Tolland Mills, CT 06999.

Item 2.  Identity and Background.

Pellworm Fund, L.P. ("Pellworm") and Sandgate Offshore Ltd. ("Sandgate") are
private funds.

Item 5.  Interest in Securities of the Issuer.

(a) Pellworm owns 200,000 shares of Common Stock, or 1.0% of the shares
outstanding, and Sandgate owns 100,000 shares of Common Stock or .5% of the
shares outstanding.

(c) On March 2, 2011, Pellworm bought 1,000 shares at a price of $12.50 per
share. The other trades are these:

A.  Sandgate Offshore Ltd.

      Date          Quantity      Price
                   (Sales)
    03/01/2011       1,500        $12 1/4
    03/03/2011         700        $12.75

Item 6.  Contracts.  None.

SIGNATURE

Date: March 20, 2011

/s/ Tamsin Okoro
"""

HTML_13G = """<html><body><p align=center>SCHEDULE 13G</p><p align=center>(Amendment No. 3)</p>
<p align=center>Quillback Foundries Inc.</p><p align=center>(Name of Issuer)</p>
<p align=center>Common Stock</p><p align=center>(Title of Class of Securities)</p>
<p align=center>74839X109</p><p align=center>(CUSIP Number)</p>
<table border=1><tr><td>1</td><td colspan=2>NAMES OF REPORTING PERSONS<br>Dunmore Asset Management LLC</td></tr>
<tr><td>2</td><td colspan=2>CHECK THE APPROPRIATE BOX IF A MEMBER OF A GROUP<br>(a) &#9746; (b) &#9744;</td></tr>
<tr><td>3</td><td colspan=2>SEC USE ONLY</td></tr>
<tr><td>4</td><td colspan=2>CITIZENSHIP OR PLACE OF ORGANIZATION<br>Texas</td></tr>
<tr><td rowspan=4>NUMBER OF<br>SHARES<br>BENEFICIALLY<br>OWNED BY<br>EACH<br>REPORTING<br>PERSON WITH</td>
<td>5</td><td>SOLE VOTING POWER<br>410,000<sup>1</sup></td></tr>
<tr><td>6</td><td>SHARED VOTING POWER<br>0</td></tr>
<tr><td>7</td><td>SOLE DISPOSITIVE POWER<br>455,000</td></tr>
<tr><td>8</td><td>SHARED DISPOSITIVE POWER<br>0</td></tr>
<tr><td>9</td><td colspan=2>AGGREGATE AMOUNT BENEFICIALLY OWNED BY EACH REPORTING PERSON<br>455,000</td></tr>
<tr><td>10</td><td colspan=2>CHECK IF THE AGGREGATE AMOUNT IN ROW (9) EXCLUDES CERTAIN SHARES &#9744;</td></tr>
<tr><td>11</td><td colspan=2>PERCENT OF CLASS REPRESENTED BY AMOUNT IN ROW (9)<br>2.3%</td></tr>
<tr><td>12</td><td colspan=2>TYPE OF REPORTING PERSON<br>IA, OO</td></tr></table>
<p><sup>1</sup> Votes on the rest rest with clients.</p>
<p>Item 1. Issuer</p></body></html>"""


def ascii_document(body: str) -> Document:
    return text.read(body, "made.txt", Source.ASCII)


def html_document(body: str) -> Document:
    return html.read(body, "made.html")


def schedule_13g(*covers: str, amendment: str = "__") -> Document:
    return ascii_document(HEAD.format(kind="13G", amendment=amendment, rule=RULE) + "".join(covers) + ITEMS_13G)


def schedule_13d(*covers: str, amendment: str = "2") -> Document:
    return ascii_document(HEAD.format(kind="13D", amendment=amendment, rule="") + "<PAGE>\n" + "".join(covers))
