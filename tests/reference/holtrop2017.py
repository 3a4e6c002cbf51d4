"""What R's QCA 3.25.1 gives for the calibrated table of Holtrop and others 2017 (doi 10.3122/jabfm.2017.05.170096).

The table itself is data/published/holtrop2017; the three terms are the three published combinations.
"""

EXPECTED = {
    "conditions": ["HS", "KEY", "QI", "RES", "LEAD"],
    "terms": [
        {
            "term": "HS*KEY*RES*LEAD",
            "inclS": 0.99,
            "PRI": 0.987,
            "covS": 0.505,
            "covU": 0.025,
            "cases": "P3; P1,P2,P5,P6,P8,P9",
        },
        {
            "term": "HS*QI*RES*LEAD",
            "inclS": 0.983,
            "PRI": 0.978,
            "covS": 0.584,
            "covU": 0.104,
            "cases": "P4,P7; P1,P2,P5,P6,P8,P9",
        },
        {
            "term": "KEY*QI*RES*LEAD",
            "inclS": 0.967,
            "PRI": 0.955,
            "covS": 0.733,
            "covU": 0.252,
            "cases": "P10,P12,P13; P1,P2,P5,P6,P8,P9",
        },
    ],
    "solution": {"inclS": 0.967, "PRI": 0.957, "covS": 0.861},
    "truth_table": [
        {"row": "HS=0 KEY=1 QI=1 RES=1 LEAD=1", "n": 3, "incl": 0.986, "PRI": 0.979, "OUT": 1, "cases": "P10,P12,P13"},
        {"row": "HS=1 KEY=0 QI=1 RES=1 LEAD=1", "n": 2, "incl": 1.0, "PRI": 1.0, "OUT": 1, "cases": "P4,P7"},
        {"row": "HS=1 KEY=1 QI=0 RES=1 LEAD=1", "n": 1, "incl": 1.0, "PRI": 1.0, "OUT": 1, "cases": "P3"},
        {"row": "HS=1 KEY=1 QI=1 RES=0 LEAD=1", "n": 1, "incl": 0.778, "PRI": 0.583, "OUT": 0, "cases": "P11"},
        {
            "row": "HS=1 KEY=1 QI=1 RES=1 LEAD=1",
            "n": 6,
            "incl": 0.99,
            "PRI": 0.986,
            "OUT": 1,
            "cases": "P1,P2,P5,P6,P8,P9",
        },
    ],
    "necessity_inclN": {
        "HS": 0.698,
        "KEY": 0.837,
        "QI": 0.931,
        "EHR": 0.911,
        "RES": 0.881,
        "LEAD": 0.911,
        "INC": 0.597,
    },
    "necessity_RoN": {"HS": 0.739, "KEY": 0.747, "QI": 0.653, "EHR": 0.974, "RES": 0.854, "LEAD": 0.684, "INC": 0.871},
    "necessity_covN": {"HS": 0.82, "KEY": 0.88, "QI": 0.883, "EHR": 0.989, "RES": 0.937, "LEAD": 0.885, "INC": 0.87},
}
