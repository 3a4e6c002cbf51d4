"""Random studies of awkward shapes, as plain rows and as the frames of a study."""

from __future__ import annotations

import random

import pandas as pd

from peerwork.framework import Domain, Factor, Framework

GROUPS = ("peer_worker", "team_member", "service_user", "manager", "strategic")
HYPOTHESES = ("distinctive", "practice", "delivery")


def random_framework(seed: int) -> Framework:
    draw = random.Random(seed)
    factors = [
        Factor(
            id=f"f{n}", label=f"Factor {n}", condition="It is so.",
            kind=draw.choice(["condition", "condition", "outcome"]),
            tests=tuple(h for h in HYPOTHESES if draw.random() < 0.6),
        )
        for n in range(draw.randint(2, 7))
    ]  # fmt: skip
    return Framework(
        id="random", title="Random", importance_scale={n: str(n) for n in range(1, 6)},
        stakeholder_groups={group: group for group in GROUPS},
        domains=(Domain(id="d", label="D", factors=tuple(factors)),),
    )  # fmt: skip


def random_rows(seed: int, factors: list[str]) -> dict[str, list[dict]]:
    """Plain rows of participants, answers, documents and extracts; None is blank."""
    draw = random.Random(seed)
    sites = [f"S{n:02d}" for n in range(1, draw.randint(2, 6))]
    lean = draw.choice([0.2, 0.5, 0.8, 0.97])
    participants, answers, documents, extracts = [], [], [], []
    for site in sites:
        for n in range(draw.randint(0, 9)):
            person = {"participant": f"{site}P{n}", "site": site, "group": draw.choice(GROUPS[: draw.randint(1, 5)])}
            participants.append(person)
            for factor in factors:
                if draw.random() < 0.8:
                    in_place = (
                        "yes"
                        if draw.random() < lean
                        else draw.choice(["yes", "partly", "no", "unsure", "not_applicable", None])
                    )
                    effect = (
                        "facilitator"
                        if draw.random() < lean
                        else draw.choice(["facilitator", "barrier", "neither", "unsure", None])
                    )
                    importance = draw.choice([1, 2, 3, 4, 5, 5, None])
                    answers.append(
                        {
                            "participant": person["participant"],
                            "factor": factor,
                            "in_place": in_place,
                            "effect": effect,
                            "importance": importance,
                        }
                    )
        for n in range(draw.randint(0, 3)):
            document = f"{site}D{n}"
            documents.append({"document": document, "site": site})
            for factor in factors:
                for coder in draw.sample(["c1", "c2", "agreed"], draw.randint(0, 3)):
                    evidence = draw.choice(["specified", "specified", "partly", "absent", "contradicted"])
                    extracts.append({"document": document, "factor": factor, "evidence": evidence, "coder": coder})
    participants.append({"participant": "X", "site": "S01", "group": "peer_worker"})
    answers.append({"participant": "X", "factor": factors[0], "in_place": "yes", "effect": None, "importance": 3})
    return {"participants": participants, "answers": answers, "documents": documents, "extracts": extracts}


COLUMNS = {
    "participants": ["participant", "site", "group"],
    "answers": ["participant", "factor", "in_place", "effect", "importance"],
    "documents": ["document", "site"],
    "extracts": ["document", "factor", "evidence", "coder"],
}


def frames(rows: dict[str, list[dict]]) -> dict[str, pd.DataFrame]:
    made = {name: pd.DataFrame(rows[name], columns=columns, dtype="str") for name, columns in COLUMNS.items()}
    made["answers"]["importance"] = pd.to_numeric(made["answers"]["importance"])
    return made
