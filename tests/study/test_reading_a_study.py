"""What a Study holds once it is read."""

from __future__ import annotations

import datetime as dt

from peerwork.study.read import read_study
from peerwork.study.schema import FILES, Type
from study.folders import STUDY


def test_who_withdrew_is_kept_as_a_row_and_left_out_of_everything(study):
    recorded = read_study(study())
    assert recorded.withdrawn["participant"].tolist() == ["P4"]
    for frame in recorded.frames.values():
        assert "participant" not in frame or "P4" not in frame["participant"].tolist()
    assert len(recorded.frames["answers"]) == 3


def test_as_of_is_the_latest_day_of_those_who_stayed(study):
    assert read_study(study()).as_of == dt.date(2011, 6, 1)  # P4, who withdrew, was seen later


def test_as_of_is_what_the_study_says_where_it_says_so(study):
    settings = STUDY["study.yaml"] + "as_of: 2011-12-01\n"
    assert read_study(study(study=settings)).as_of == dt.date(2011, 12, 1)


def test_a_study_without_a_date_has_no_day(study):
    people = "participant,site,group\nP1,S01,peer_worker\nP2,S01,manager\nP3,S02,manager\nP4,S02,manager\n"
    assert read_study(study(participants=people)).as_of is None


def test_every_column_of_the_schema_is_there_with_its_type(study):
    headers = {file.name: ",".join(c.name for c in file.columns if not c.optional) + "\n" for file in FILES}
    recorded = read_study(study(**headers))
    assert set(recorded.frames) == {file.name for file in FILES}
    for file in FILES:
        frame = recorded.frames[file.name]
        for column in file.columns:
            expected = {Type.TEXT: "str", Type.DATE: "datetime64[us]"}.get(column.type, "float64")
            assert str(frame[column.name].dtype) == expected, (file.name, column.name)


def test_a_trust_with_indicators_alone_is_a_study(study):
    recorded = read_study(
        study(
            participants=None,
            answers=None,
            top_three=None,
            indicators="indicator,label,stage,unit,better\nI1,Hours,output,hours,higher\n",
            measurements="site,indicator,period,value\nall,I1,2011-01-01,3.5\nS01,I1,2011-02-01,\n",
        )
    )
    assert recorded.frames["measurements"]["value"].tolist()[0] == 3.5
    assert recorded.has("measurements") and not recorded.has("answers")
