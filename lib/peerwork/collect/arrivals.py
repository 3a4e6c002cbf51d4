"""What arrives at a study, whatever program it comes from, as one import: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from peerwork.collect.archive import Refused
from peerwork.collect.coded import coded_rows, offer_project
from peerwork.collect.importing import Import, plan_books
from peerwork.collect.mapping import Offer, begin_map, map_path, read_map
from peerwork.collect.own_csv import file_of, read_own
from peerwork.collect.records import Values, values_of
from peerwork.collect.redcap import is_dictionary, read_dictionary, read_redcap, read_table
from peerwork.collect.refi_qda import read_project
from peerwork.collect.spreadsheet import KINDS
from peerwork.collect.spss import read_spss
from peerwork.collect.variables import Respondents, Variable, offer_variables, variable_rows
from peerwork.collect.workbook import Filled, read_workbook
from peerwork.problems import Problem, ProblemsFound
from peerwork.study.csv_file import read_file
from peerwork.study.schema import EXCERPTS, PARTICIPANTS, THEMES, File
from peerwork.study.settings import Settings, read_settings
from peerwork.vocabulary import Prefer

Read = TypeVar("Read")  # what a reader of one kind of file makes of it

RESPONDENTS = {".sav": read_spss}  # by ending, what reads a file of one row a respondent
ENDINGS = (*KINDS, ".qdpx", ".qdc", *RESPONDENTS, ".csv")


def plan_arrivals(
    folder: Path,
    files: Sequence[Path],
    *,
    map_file: Path | None = None,
    prefer: Prefer | None = None,
    dry_run: bool = False,
) -> Import:
    """What these files, or the workbooks in these folders, change in the study; nothing of it is written yet.

    A file that needs a map and has none gets a first one to fill in (not in a dry run), and nothing else happens.
    Raises ProblemsFound.
    """
    found = list(_expanded(files))
    if not found:
        raise ProblemsFound([Problem("import", None, "", "nothing to import", "name the files, or a folder of sheets")])
    right = f"give one of {', '.join(ENDINGS)}"
    unknown = [path for path in found if path.suffix.lower() not in ENDINGS]
    if unknown:
        raise ProblemsFound(
            [Problem(path.name, None, "", "is no file that can be imported", right) for path in unknown]
        )
    settings = read_settings(folder)
    arriving = _Arriving(folder, settings, map_file, dry_run)
    return plan_books(folder, arriving.read(found), settings, prefer=prefer)


def _expanded(files: Iterable[Path]) -> Iterable[Path]:
    """A folder stands for the workbooks and own CSV files in it; what a spreadsheet program leaves there is none."""
    for path in files:
        if path.is_dir():
            files_in = (one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
            inside = sorted(one for one in files_in if _is_sheet(one))
            yield from (one for one in inside if not one.name.startswith(("~$", ".")))
        else:
            yield path


def _is_sheet(path: Path) -> bool:
    return path.suffix.lower() in KINDS or (path.suffix.lower() == ".csv" and file_of(path) is not None)


class _Arriving:
    """Files on their way into one study."""

    def __init__(self, folder: Path, settings: Settings, map_file: Path | None, dry_run: bool) -> None:
        self.folder, self.settings, self.map_file, self.dry_run = folder, settings, map_file, dry_run
        self.dictionary: dict[str, Variable] = {}

    def read(self, paths: Sequence[Path]) -> list[Filled]:
        """Each file as rows of the study; a data dictionary only helps to read the others."""
        readers = {".qdpx": self._coded, ".qdc": self._coded, ".csv": self._csv}
        readers |= dict.fromkeys(RESPONDENTS, self._respondents)
        waiting = [path for path in paths if not self._took_dictionary(path)]
        return [readers.get(path.suffix.lower(), read_workbook)(path) for path in waiting]

    def _took_dictionary(self, path: Path) -> bool:
        if path.suffix.lower() != ".csv":
            return False
        table = _refusals_told(path, read_table)
        if isinstance(table, Filled) or not is_dictionary(table):
            return False
        self.dictionary |= read_dictionary(table)
        return True

    def _coded(self, path: Path) -> Filled:
        project = _refusals_told(path, read_project)
        if isinstance(project, Filled):
            return project
        own = self._map(path, lambda: offer_project(project, self.settings.framework))
        people = {str(row["participant"]): str(row["site"]) for row in self._recorded(PARTICIPANTS)}
        factors = [] if self.settings.framework is None else self.settings.framework.by_id
        themes, recorded = [str(row["theme"]) for row in self._recorded(THEMES)], self._recorded(EXCERPTS)
        lines = read_map(own)
        return coded_rows(project, path, lines, own, people=people, factors=factors, themes=themes, recorded=recorded)

    def _respondents(self, path: Path) -> Filled:
        return self._variables(path, _refusals_told(path, RESPONDENTS[path.suffix.lower()]))

    def _csv(self, path: Path) -> Filled:
        own = file_of(path)
        if own is not None:
            return read_own(path, own)
        read = partial(_read_records, dictionary=self.dictionary)
        return self._variables(path, _refusals_told(path, read))

    def _variables(self, path: Path, data: Respondents | Filled) -> Filled:
        framework = self.settings.framework
        if isinstance(data, Filled) or framework is None:
            return data if isinstance(data, Filled) else Filled(path.name, {}, ())
        own = self._map(path, lambda: offer_variables(data, framework))
        return variable_rows(data, read_map(own), own, framework)

    def _map(self, path: Path, offers: Callable[[], list[Offer]]) -> Path:
        own = map_path(self.folder, path, self.map_file)
        if own.exists():
            return own
        if self.dry_run:
            wrong, right = "is not there yet", "leave --dry-run away to have it begun"
            raise ProblemsFound([Problem(own.as_posix(), None, "", wrong, right)])
        raise ProblemsFound([begin_map(own, path, offers())])

    def _recorded(self, file: File) -> list[Values]:
        path = self.folder / file.csv
        return values_of(read_file(path, file)[0] if path.is_file() else None)


def _read_records(path: Path, dictionary: dict[str, Variable]) -> Respondents:
    return read_redcap(path, read_table(path), dictionary)


def _refusals_told(path: Path, read: Callable[[Path], Read]) -> Read | Filled:
    """What `read` makes of the file; where it cannot, a file that holds nothing and says why."""
    try:
        return read(path)
    except Refused as refused:
        problem = Problem(path.name, None, "", refused.wrong, refused.right)
    except OSError as error:
        wrong = f"cannot be read ({error.strerror or error})"
        problem = Problem(path.name, None, "", wrong, "make it readable, or close it elsewhere")
    return Filled(path.name, {}, (problem,), one_person=False)
