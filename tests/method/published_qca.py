"""Published QCA data, small enough to stand here: set memberships, a row a case.

LC and LF: Lipset's indicators of the survival of democracy between the wars, crisp (Rihoux & De Meur) and fuzzy
(Ragin), both in Rihoux & Ragin (eds.), Configurational Comparative Methods, 2009, chapters 3 and 5; LC, LF in R's QCA.
Krook: women's representation in Western parliaments, Krook, Political Studies 2010;58:886; in R's QCA as d.represent.
"""

from __future__ import annotations

import pandas as pd

LF = """AU .81 .12 .99 .73 .43 .05
BE .99 .89 .98 1 .98 .95
CZ .58 .98 .98 .90 .91 .89
EE .16 .07 .98 .01 .91 .12
FI .58 .03 .99 .08 .58 .77
FR .98 .03 .99 .81 .95 .95
DE .89 .79 .99 .96 .31 .05
GR .04 .09 .13 .36 .43 .06
HU .07 .16 .88 .07 .13 .42
IE .72 .05 .98 .01 .95 .92
IT .34 .10 .41 .47 .58 .05
NL .98 1 .99 .94 .99 .95
PL .02 .17 .59 0 0 .12
PT .01 .02 .01 .11 .01 .05
RO .01 .03 .17 0 .84 .21
ES .03 .30 .09 .21 .20 .06
SE .95 .13 .99 .67 .91 .95
UK .98 .99 .99 1 .98 .95"""

KROOK = {  # ES QU WS WM LP: countries with 30 % women or more, and with fewer
    "00011": ("NZ", ""), "01011": ("DE", ""), "10100": ("FI", ""), "10111": ("DK", ""), "11001": ("AT", ""),
    "11010": ("ES", ""), "11011": ("NL BE", ""), "11100": ("SE", ""), "11111": ("NO IS", ""),
    "00010": ("", "CA US"), "01000": ("", "IT"), "01010": ("", "AU GB FR IE"), "10001": ("", "LU"),
    "11000": ("", "CH PT GR"),
}  # fmt: skip


def lipset_fuzzy() -> pd.DataFrame:
    rows = [line.split() for line in LF.splitlines()]
    return pd.DataFrame(
        [[float(value) for value in row[1:]] for row in rows],
        index=[row[0] for row in rows],
        columns=["DEV", "URB", "LIT", "IND", "STB", "SURV"],
    )


def lipset_crisp() -> pd.DataFrame:
    return (lipset_fuzzy() > 0.5).astype(float)


def krook() -> pd.DataFrame:
    rows = {
        case: [*map(float, pattern), float(high)]
        for pattern, sides in KROOK.items()
        for high, cases in zip((1, 0), sides, strict=True)
        for case in cases.split()
    }
    return pd.DataFrame(rows.values(), index=list(rows), columns=["ES", "QU", "WS", "WM", "LP", "WNP"])
