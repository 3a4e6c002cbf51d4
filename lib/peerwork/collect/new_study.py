"""A new study to fill in: `study.yaml` with its keys explained, and every file with its header."""

from __future__ import annotations

from pathlib import Path

from peerwork.framework import Framework, load_framework
from peerwork.problems import Problem, ProblemsFound
from peerwork.study.find import SETTINGS, read_framework
from peerwork.study.schema import FILES

DEFAULT_FRAMEWORK = "peer_worker_roles"
_SETTINGS = """\
# What this study declares beforehand. A line that begins with # is not read: take the # away to use it.
title: {title}
framework: {framework}    # a file of data/frameworks/, or a path relative to this file
# synthetic: true               # says on every page that the data are made up
planned:                        # interviews planned a site, by stakeholder group: a number or a range [1, 2]
{planned}
# planned_sites: {{total: 10, community_specific: 2}}
# site_attributes: [user_led, paid]   # extra columns of sites.csv by which replication is also shown
# outcome: introduced_well      # of outcomes.csv: what counts as success
factors: all                    # or a list: the factors that this study asks about
# standpoints: [service_user_researcher, university_researcher]   # from where members read results (readings.csv)
# calendar:
#   - {{what: fieldwork, wave: London, from: 2011-05-01, to: 2011-09-30}}
#   - {{what: board, on: 2011-12-01}}
# rules: {{top_max: 3}}           # any threshold of docs/method/thresholds.md, overridden for this study
"""


def new_study(folder: Path, *, framework: str = DEFAULT_FRAMEWORK) -> list[Path]:
    """The files written: `study.yaml` and every CSV of a study with its header, ready for Excel.

    `framework` is a name of data/frameworks/, or the path of a file, which is copied into the study. Raises
    ProblemsFound where the folder holds anything already, or where there is no such framework.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        wrong = "is there already and not empty"
        raise ProblemsFound([Problem(folder.name, None, "", wrong, "give the name of a folder to be made")])
    own = Path(framework) if framework.endswith((".yaml", ".yml")) and Path(framework).is_file() else None
    read = read_framework(framework, folder) if own is None else load_framework(own)
    settings = _settings(folder.resolve().name, framework if own is None else own.name, read)
    copied = b"" if own is None else own.read_bytes()
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / SETTINGS]
    written[0].write_text(settings, encoding="utf-8", newline="\n")
    if own is not None:
        written.append(folder / own.name)
        written[-1].write_bytes(copied)
    for file in FILES:
        header = ",".join(column.name for column in file.columns)
        # Excel reads UTF-8 as such only behind a byte-order mark
        (folder / file.csv).write_text(header + "\n", encoding="utf-8-sig", newline="\n")
        written.append(folder / file.csv)
    return written


def _settings(title: str, name: str, framework: Framework) -> str:
    planned = "\n".join(f"  {group}: 2" for group in framework.groups) or "  {}"
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _SETTINGS.format(title=quoted, framework=name, planned=planned)
