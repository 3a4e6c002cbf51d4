"""METHOD 7: community-specific sites against the others, and importance by ethnicity, as far as numbers allow."""

from __future__ import annotations

import pandas as pd

from peerwork.rules import Rules
from peerwork.scoring.access import NOT_WORKSHOP, Access
from peerwork.scoring.found import Found
from peerwork.scoring.people import with_people
from peerwork.scoring.table_spec import FACTOR, NONE, choice, number, proportion, result_table, text, whole
from peerwork.study.model import Study
from peerwork.vocabulary import Fidelity, Pattern, Status, YesNo

SIDES = ("specific", "other")


ETHNICITIES_TABLE = result_table(
    "ethnicities", "a self-described ethnicity, and one blank", section=7, files="participants", pages="community",
    score=lambda found: count_ethnicities(found.study),
    by=(text("ethnicity", "as the interviewee described it", blank=NONE),),
    columns=(
        whole("n_people", "people interviewed"), whole("n_sites", "sites they are of"), proportion("share", "of all"),
        choice("allows", "whether people and sites enough stand behind it", YesNo),
        choice("minority", "whether it is other than the majority's", YesNo, blank="where study.yaml names none"),
    ),
)  # fmt: skip

IMPORTANCE_BY_ETHNICITY_TABLE = result_table(
    "importance_by_ethnicity", "an ethnicity and factor, in the study", section=7, files="participants answers",
    pages="community",
    score=lambda found: score_ethnicity(found.study),
    by=(text("ethnicity", "as the interviewee described it"), FACTOR),
    columns=(
        whole("n", "people who rated it"), whole("n_sites", "sites they are of"),
        number("mean", "mean importance", blank="unless allows is yes"),
        choice("allows", "whether people and sites enough stand behind it", YesNo),
    ),
)  # fmt: skip

CULTURE_TARGETS_TABLE = result_table(
    "culture_targets", "a target on culture or community", section=7, files="participants", pages="community",
    score=lambda found: score_culture_targets(found.study, found["ethnicities"]), by=(text("target", "the target"),),
    columns=(whole("planned", "planned", blank=NONE), whole("done", "done")),
    access=Access({NOT_WORKSHOP: "target planned done"}),
)  # fmt: skip

COMMUNITY_TABLE = result_table(
    "community", "a measure of a factor, community-specific sites against the others", section=7,
    files="participants answers", pages="community", score=lambda found: score_community(found),
    by=(text("measure", "importance, in_place, replicated, carried_out"), FACTOR),
    columns=(
        whole("sites_specific", "sites for one community"),
        whole("n_specific", "people or sites behind the first mean"),
        number("mean_specific", "mean at sites for one community"), whole("sites_other", "other sites"),
        whole("n_other", "people or sites behind the second"), number("mean_other", "mean at the others"),
        number("difference", "specific less other"),
        choice("allows", "whether people and sites enough stand behind it", YesNo),
    ),
)  # fmt: skip


def score_community(found: Found) -> pd.DataFrame:
    """One row a measure of a factor: at the sites for one community (`specific`) and at the `other` ones.

    importance: the mean rating of their people. in_place: the mean of their sites' shares. replicated: the share of
    sites with evidence whose pattern replicates. carried_out: the share of sites that carry out what their documents
    specify, half for partly. `n_` counts what each rests on: people, or sites. `allows` (yes, no) says whether both
    sides have `rules.culture_min_sites` sites or more; the figures stand either way, and nothing is tested. METHOD 7.
    """
    sites = found.file("sites")
    side = sites["community"].notna().map({True: "specific", False: "other"}).set_axis(sites["site"].astype("str"))
    measured = {
        "importance": _ratings(found.study),
        "in_place": _shares(found),
        "replicated": _replicated(found),
        "carried_out": _carried_out(found),
    }
    order = found.factors
    parts = [_sides(name, rows, side, order) for name, rows in measured.items() if rows is not None and len(rows)]
    table = pd.concat([_sides("", _NOTHING, side, order), *parts], ignore_index=True)
    enough = (table[[f"sites_{name}" for name in SIDES]] >= found.study.rules.culture_min_sites).all(axis=1)
    return table.assign(allows=enough.map({True: "yes", False: "no"}).astype("str"))


_NOTHING = pd.DataFrame({"site": [], "factor": [], "value": []}).astype({"site": "str", "factor": "str"})


def _sides(measure: str, rows: pd.DataFrame, side: pd.Series, order: list[str]) -> pd.DataFrame:
    """`rows` has a value a site and factor, or a person and factor."""
    known = rows.dropna(subset=["value"]).assign(side=lambda frame: frame["site"].astype("str").map(side))
    known = known[known["factor"].isin(order)].astype({"factor": "str", "side": "str"})
    by = known.groupby(["factor", "side"])
    wide = pd.DataFrame({"n": by.size(), "sites": by["site"].nunique(), "mean": by["value"].mean()}).unstack("side")
    seen = set(wide.index)
    wide = wide.reindex([factor for factor in order if factor in seen])
    table = pd.DataFrame({"measure": measure, "factor": wide.index.astype("str")}).astype("str")
    for name in SIDES:
        for column, counted in (("sites", True), ("n", True), ("mean", False)):
            values = wide[column, name] if (column, name) in wide else pd.Series(float("nan"), index=wide.index)
            values = values.fillna(0).astype("int64") if counted else values.astype("float64")
            table[f"{column}_{name}"] = values.to_numpy()
    return table.assign(difference=table["mean_specific"] - table["mean_other"])


def _ratings(study: Study) -> pd.DataFrame:
    rows = with_people(study.frames["answers"], study)
    return rows.rename(columns={"importance": "value"})[["site", "factor", "value"]]


def _shares(found: Found) -> pd.DataFrame:
    rows = found["conditions"]
    rows = rows[rows["group"].isna() & rows["status"].ne(Status.TOO_LITTLE)]
    return rows.rename(columns={"share_in_place": "value"})[["site", "factor", "value"]]


def _replicated(found: Found) -> pd.DataFrame:
    rows = found["patterns"]
    rows = rows[rows["verdict"].ne(Pattern.TOO_LITTLE)]
    return rows.assign(value=rows["verdict"].eq(Pattern.REPLICATED).astype("float64"))[["site", "factor", "value"]]


def _carried_out(found: Found) -> pd.DataFrame | None:
    rows = found.get("fidelity")
    if rows is None:
        return None
    worth = {str(Fidelity.AS_SPECIFIED): 1.0, str(Fidelity.PARTLY_CARRIED_OUT): 0.5, str(Fidelity.NOT_CARRIED_OUT): 0.0}
    return rows.assign(value=rows["fidelity"].map(worth).astype("float64"))[["site", "factor", "value"]]


def score_ethnicity(study: Study) -> pd.DataFrame:
    """One row a self-described ethnicity and factor, at study scope: the mean importance, where numbers allow it.

    The mean is blank unless `rules.culture_min_people` people of `rules.culture_min_sites` sites rated the factor
    (`allows` yes). People who gave no ethnicity are in no row. METHOD 7.
    """
    people = study.frames["participants"][["participant", "ethnicity"]].dropna()
    rows = with_people(study.frames["answers"], study).merge(people, on="participant").dropna(subset=["importance"])
    order = [factor.id for factor in study.factors]
    by = rows[rows["factor"].isin(order)].astype({"factor": "str", "ethnicity": "str"}).groupby(["ethnicity", "factor"])
    table = by.agg(n=("importance", "size"), n_sites=("site", "nunique"), mean=("importance", "mean")).reset_index()
    allows = _allows(table["n"], table["n_sites"], study.rules)
    table = table.assign(mean=table["mean"].where(allows), allows=allows.map({True: "yes", False: "no"}).astype("str"))
    place = table["factor"].map({factor: number for number, factor in enumerate(order)})
    return table.assign(place=place).sort_values(["ethnicity", "place"]).drop(columns="place").reset_index(drop=True)


def _allows(people: pd.Series, sites: pd.Series, rules: Rules) -> pd.Series:
    return (people >= rules.culture_min_people) & (sites >= rules.culture_min_sites)


def count_ethnicities(study: Study) -> pd.DataFrame:
    """One row a self-described ethnicity, and one blank: people interviewed, at how many sites, their share of all.

    `allows` says whether so many people of so many sites allow a mean of their own (see `score_ethnicity`); `minority`
    (yes, no) whether it is other than those that study.yaml calls `ethnic_majority`, blank where it names none.
    """
    people = study.frames["participants"]
    by = people.assign(ethnicity=people["ethnicity"].astype("str")).groupby("ethnicity", dropna=False)
    table = by.agg(n_people=("participant", "size"), n_sites=("site", "nunique")).reset_index()
    table["share"] = table["n_people"] / max(len(people), 1)
    allows = _allows(table["n_people"], table["n_sites"], study.rules) & table["ethnicity"].notna()
    minority = (~table["ethnicity"].isin(study.config.ethnic_majority)).map({True: "yes", False: "no"}).astype("str")
    unknown = table["ethnicity"].isna() | (not study.config.ethnic_majority)
    return table.assign(allows=allows.map({True: "yes", False: "no"}).astype("str"), minority=minority.mask(unknown))


def score_culture_targets(study: Study, ethnicities: pd.DataFrame | None) -> pd.DataFrame:
    """One row a target on culture or community that the study set itself: planned, and done so far.

    `done` of people from minority ethnic communities is blank where study.yaml does not say which ethnicity is the
    majority's: the system does not decide that. A site is done once somebody was interviewed there. METHOD 7.
    """
    sites = study.frames["sites"]
    visited = set(study.frames["participants"]["site"]) if study.has("participants") else set()
    done_sites = int((sites["community"].notna() & sites["site"].isin(visited)).sum())
    minority = None
    if ethnicities is not None and study.config.ethnic_majority:
        minority = int(ethnicities.loc[ethnicities["minority"].eq("yes"), "n_people"].sum())
    rows = [
        ("community_specific_sites", study.config.planned_sites.community_specific, done_sites),
        ("from_minority_ethnic_communities", study.config.targets.get("from_minority_ethnic_communities"), minority),
    ]
    table = pd.DataFrame(rows, columns=["target", "planned", "done"]).astype({"planned": "Int64", "done": "Int64"})
    return table.astype({"target": "str"})
