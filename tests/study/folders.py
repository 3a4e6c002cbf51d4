"""A small study on disk, for tests that read or break one."""

from __future__ import annotations

from pathlib import Path

STUDY = {
    "study.yaml": "title: A small study\nframework: peer_worker_roles\nsynthetic: true\n",
    "sites.csv": """site,name,sector,region
S01,One,statutory,London
S02,Two,voluntary,North
""",
    "participants.csv": """participant,site,group,interviewed_on,minutes,withdrawn_on
P1,S01,peer_worker,2011-05-03,40,
P2,S01,manager,2011-05-04,,
P3,S02,peer_worker,2011-06-01,35.5,
P4,S02,manager,2011-06-30,,2011-07-01
""",
    "answers.csv": """participant,factor,in_place,effect,importance,comment
P1,role_job_description,yes,facilitator,5,"Clear, at last"
P2,role_job_description,partly,barrier,,
P3,role_job_description,no,neither,1,"Said:
""never"" again"
P4,role_job_description,unsure,unsure,3,left
""",
    "top_three.csv": """participant,factor,kind,why
P1,role_job_description,facilitator,
P1,role_specific_tasks,barrier,
P1,role_flexible,facilitator,
P4,role_flexible,facilitator,
""",
}


def write_study(folder: Path, **files: str | bytes | None) -> Path:
    """The small study in `folder`, with these files in place of its own; None leaves one out."""
    for name, content in {**STUDY, **{_name(key): value for key, value in files.items()}}.items():
        if content is not None:
            data = content.encode() if isinstance(content, str) else content
            (folder / name).write_bytes(data)
    return folder


def _name(key: str) -> str:
    return "study.yaml" if key == "study" else f"{key}.csv"
