"""The command `peerwork`. Each command imports what it needs when it runs: a build with nothing to do stays instant."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from peerwork.problems import Level, Problem, ProblemsFound, Unreadable
from peerwork.vocabulary import Audience, Format, Prefer, Purpose

MOST_NOTES = 20  # of an import; `check` shows them all

if TYPE_CHECKING:
    from peerwork.build.run import BuildResult

app = typer.Typer(
    help="Test a framework against interviews and documents at a handful of sites, and share it safely.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """The command as a process of its own: it ends soon, so looking for rubbish would cost more than it frees."""
    gc.set_threshold(100_000, 20, 20)
    atexit.register(gc.freeze)  # at its end Python looks through every object of pandas and scipy once more
    app(prog_name="peerwork")


StudyFolder = Annotated[Path, typer.Argument(metavar="STUDY", help="The folder of the study, with its study.yaml.")]
OutFolder = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to write.")]
ForAudience = Annotated[Audience, typer.Option("--audience", help="Who may see it.")]
OneSite = Annotated[str | None, typer.Option("--site", help="The site of a workshop.")]


@app.command()
def check(study: StudyFolder, as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False) -> None:
    """Print every problem of the study: file, row, column, what is wrong, what would be right."""
    from peerwork.problem_list import print_problems
    from peerwork.study.check import find_problems
    from peerwork.study.design import check_design, describe_read

    try:
        found = find_problems(study)
    except Unreadable as error:
        print_problems(error.problems, as_json=as_json)
        raise typer.Exit(2) from None
    problems = [*found.problems, *check_design(found)]
    print_problems(problems, as_json=as_json)
    if not as_json:
        typer.echo(describe_read(found, problems))
    raise typer.Exit(1 if any(problem.level is Level.PROBLEM for problem in problems) else 0)


@app.command()
def tables(study: StudyFolder, out: OutFolder, audience: ForAudience = Audience.TEAM, site: OneSite = None) -> None:
    """Write the result tables as CSV, protected for the audience."""
    from peerwork.build.only_tables import build_tables

    with problems_printed():
        written = build_tables(study, audience, out, site=site)
    typer.echo(f"{len(written)} tables in {out.as_posix()}")


@app.command()
def build(
    study: StudyFolder,
    audience: ForAudience = Audience.TEAM,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Default: reports/<study>/<audience>/.")] = None,
    site: OneSite = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Notebooks at once; as many as cores by default.")] = None,
    scheduler: Annotated[str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler, tcp://…")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each page is drawn again.")] = False,
    page: Annotated[str | None, typer.Option(metavar="NAME", help="That page alone, such as site-S03.")] = None,
) -> None:
    """Build every page for an audience: executed notebooks, HTML, figures, tables. Only what changed is drawn again."""
    from peerwork.build.one_page import build_page
    from peerwork.build.run import build_study

    with problems_printed():
        if page:
            built = build_page(study, audience, page, out, site=site, explain=explain)
        else:
            built = build_study(study, audience, out, site=site, explain=explain, jobs=jobs, scheduler=scheduler)
    _report_built(built)


@app.command()
def release(
    study: StudyFolder,
    audience: Annotated[Audience | None, typer.Option("--audience", help="To whom it is given.")] = None,
    site: OneSite = None,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Default: reports/<study>/<audience>/.")] = None,
    archive: Annotated[Path | None, typer.Option("--zip", metavar="FILE", help="All of it in one archive too.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Notebooks at once; as many as cores by default.")] = None,
    taken_back: Annotated[
        int | None, typer.Option("--take-back", metavar="RELEASE", help="Only forget one that was never given out.")
    ] = None,
) -> None:
    """Build what an audience is given, attack it beside all that was released before, and note it with the study."""
    from peerwork.build.archive import write_archive
    from peerwork.build.run import build_study

    if taken_back is not None:
        _take_back(study, taken_back)
    with problems_printed():
        if audience in (None, Audience.TEAM):
            right = "name board, workshop or public; the team needs no release"
            raise ProblemsFound([Problem("--audience", None, "", "a release is for somebody outside the team", right)])
        built = build_study(study, audience, out, site=site, jobs=jobs, release=True)
        if archive and built.whole:
            write_archive(built.out, built.figures, archive)
    _report_built(built)


@app.command()
def audit(
    study: StudyFolder,
    released: Annotated[list[Path], typer.Option("--released", metavar="DIR", help="What was released; repeatable.")],
    audience: Annotated[Audience | None, typer.Option(help="Whose release; else its manifest says.")] = None,
    site: OneSite = None,
) -> None:
    """Attack what was released: who could work out somebody's answer from all of it? Exit 1 if anyone."""
    from peerwork.audit import audit_release, describe_audit, open_release

    with problems_printed():
        found = audit_release(study, [open_release(folder, audience, site) for folder in released])
    for line in describe_audit(found):
        typer.echo(line)
    raise typer.Exit(0 if found.safe else 1)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet.")],
    framework: Annotated[
        str, typer.Option(help="A name of data/frameworks/, or a path: that file is copied into the study.")
    ] = "peer_worker_roles",
) -> None:
    """Make a new study to fill in: its study.yaml, and every CSV with its header."""
    from peerwork.collect.new_study import new_study

    with problems_printed():
        written = new_study(folder, framework=framework)
    typer.echo(f"{len(written)} files in {folder.as_posix()}; begin with study.yaml and sites.csv.")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(context: typer.Context) -> None:
    """Open JupyterLab on the project's start page; in a folder without one, put its notebooks and the example there.

    Further words go to JupyterLab (`--no-browser`, `--port 8890`).
    """
    from peerwork.api.project import lay_out_project, open_lab

    with problems_printed():
        folder = lay_out_project(Path.cwd())
    raise typer.Exit(open_lab(folder, context.args))


@app.command()
def sheets(
    study: StudyFolder,
    out: OutFolder,
    purposes: Annotated[
        list[Purpose] | None, typer.Option("--for", help="What they are for; repeatable. Without it: everything.")
    ] = None,
) -> None:
    """Write Excel workbooks to fill in: an interviewee, a document, a workshop, a month of indicators at a time."""
    from peerwork.collect.sheets import write_sheets
    from peerwork.study.read import read_study

    with problems_printed():
        written = write_sheets(read_study(study), out, folder=study, purposes=purposes or tuple(Purpose))
    typer.echo(f"{len(written)} workbooks in {out.as_posix()}")


@app.command()
def schedule(study: StudyFolder, out: OutFolder) -> None:
    """Write interview schedules to print, as Word documents: one a stakeholder group, in the framework's words."""
    from peerwork.collect.schedule import write_schedules
    from peerwork.study.read import read_study

    with problems_printed():
        written = write_schedules(read_study(study), out)
    typer.echo(f"{len(written)} schedules in {out.as_posix()}")


@app.command(name="import")
def import_files(
    study: StudyFolder,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help="Sheets, a folder of them, .qdpx, .qdc, .sav, REDCap CSV."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
    mapped: Annotated[
        Path | None, typer.Option("--map", metavar="MAP.csv", help="What codes and variables are; begun where missing.")
    ] = None,
    prefer: Annotated[Prefer | None, typer.Option(help="What counts where sheet and study were both changed.")] = None,
    allow_removal: Annotated[bool, typer.Option("--allow-removal", help="Let recorded rows and cells go.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Go back to the edition before the last import.")] = False,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who imports, for the record of editions.")] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help="Its day; by default the latest in the data.")] = "",
) -> None:
    """Read files back into the study: every difference is shown, and all is written or nothing."""
    from peerwork.atomic import folder_lock
    from peerwork.collect.arrivals import plan_arrivals
    from peerwork.collect.editions import undo as undo_import

    with problems_printed():
        if undo:
            edition, changed = undo_import(study, by=by, on=on)
            typer.echo(f"Back to {edition}. Files changed: {', '.join(changed) or 'none'}")
            return
        with nullcontext() if dry_run else folder_lock(study):
            planned = plan_arrivals(study, files or [], map_file=mapped, prefer=prefer, dry_run=dry_run)
            _print(planned.notes[:MOST_NOTES])
            if len(planned.notes) > MOST_NOTES:
                print(f"{len(planned.notes) - MOST_NOTES} more notes: see peerwork check", file=sys.stderr)
            for difference in planned.differences:
                typer.echo(str(difference))
            if dry_run and planned.refusals(allow_removal=allow_removal):
                raise ProblemsFound(planned.refusals(allow_removal=allow_removal))
            if not dry_run:
                planned.write(allow_removal=allow_removal, by=by, on=on)
    verb = "that would change" if dry_run else "changed"
    typer.echo(f"Files {verb}: {', '.join(planned.files) or 'none'}; differences: {len(planned.differences)}")


@app.command()
def quote(
    study: StudyFolder,
    participant: Annotated[str, typer.Option(metavar="P07", help="Who said it.")],
    factor: Annotated[str, typer.Option(help="The factor it was said of.")],
    why: Annotated[bool, typer.Option("--why", help="The reason for a pick, in place of the comment.")] = False,
) -> None:
    """Make a row of excerpts.csv from a comment or a reason; it may not be quoted until somebody says so."""
    from peerwork.collect.quote import quote as quote_it

    with problems_printed():
        code = quote_it(study, participant, factor, said_in="why" if why else "comment")
        typer.echo(f"{code} in excerpts.csv: write its quotable_text without names and places, then set may_quote.")


@app.command()
def basis(
    study: StudyFolder,
    readings: Annotated[
        list[str] | None, typer.Argument(metavar="[READING…]", help="Inferences read again; all not noted by default.")
    ] = None,
) -> None:
    """Note what agreed readings rest on, as it is now: they go stale as soon as any of it moves."""
    from peerwork.build.note_basis import write_basis

    with problems_printed():
        noted = write_basis(study, readings or [])
        typer.echo(f"Noted: {', '.join(noted) or 'none; every agreed reading has its basis'}")


@app.command(name="what-if")
def what_if(
    study: StudyFolder,
    drop: Annotated[list[str] | None, typer.Option(metavar="P", help="Without this interviewee; repeatable.")] = None,
    drop_group: Annotated[list[str] | None, typer.Option(metavar="GROUP", help="Without a group; repeatable.")] = None,
    rule: Annotated[list[str] | None, typer.Option(metavar="NAME=VALUE", help="By another rule; repeatable.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Say which verdicts move when an interview, a stakeholder group or a threshold is another. Writes nothing."""
    from peerwork.api.compare import describe_moved, rules_written
    from peerwork.api.compare import what_if as find_moved

    with problems_printed():
        moved = find_moved(study, drop=drop or (), drop_group=drop_group or (), rules=rules_written(rule or ()))
    if as_json:
        typer.echo(moved.to_json(orient="records", indent=2, force_ascii=False))
        return
    for line in describe_moved(moved):
        typer.echo(line)


@app.command()
def export(
    study: StudyFolder,
    to: Annotated[Format, typer.Option("--to", help="For SPSS, or for NVivo and its like.")],
    out: OutFolder,
) -> None:
    """Write the interviews for SPSS, or framework and coded passages for NVivo: for the research team alone."""
    from peerwork.collect.exporting import export_study
    from peerwork.study.read import read_study

    with problems_printed():
        written = export_study(read_study(study), to, out)
    typer.echo(f"Written: {', '.join(path.as_posix() for path in written)}")


@app.command()
def diff(
    study: StudyFolder,
    before: Annotated[str, typer.Argument(metavar="A", help="The number of a kept edition.")],
    now: Annotated[str, typer.Argument(metavar="B", help="Another, or `now`.")] = "now",
) -> None:
    """Say what changed from one kept edition to another: data cell by cell, verdicts before and after, and why."""
    from peerwork.release.moved import compare_kept

    with problems_printed():
        changed, moved = compare_kept(study, before, now)
    typer.echo(f"Data changed: {len(changed)}")
    for difference in changed:
        typer.echo(f"  {difference}")
    typer.echo(f"Verdicts moved: {len(moved)}")
    for verdict in moved:
        typer.echo(f"  {verdict}")
        for difference in verdict.why:
            typer.echo(f"    {difference}")


@app.command()
def forget(
    study: StudyFolder,
    person: Annotated[str, typer.Argument(metavar="PARTICIPANT", help="The code of somebody who withdraws consent.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who does it, for the record of editions.")] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help="Its day.")] = "",
) -> None:
    """Remove a person from data, kept editions, caches and sheets; list what was given out. Exit 1: traces stay."""
    from peerwork.build.layout import find_root
    from peerwork.collect.forget import forget_person
    from peerwork.release import read_history

    built = find_root(study) / "reports" / study.resolve().name
    with problems_printed():
        forgotten = forget_person(study, person, by=by, on=on, caches=sorted(built.glob(".*.build")))
    typer.echo(f"Changed: {', '.join(forgotten.changed) or 'nothing'}")
    typer.echo(f"Removed: {', '.join(forgotten.removed) or 'nothing'}")
    for path in sorted(built.glob("*/manifest.json")):
        typer.echo(f"Built from the data as they were, so build it again: {path.parent.as_posix()}")
    for release in read_history(study).releases:
        typer.echo(f"Given out already, with the answers as they were: {release.name}")
    _print(list(forgotten.left))
    raise typer.Exit(1 if any(one.level is Level.PROBLEM for one in forgotten.left) else 0)


def _take_back(study: Path, number: int) -> NoReturn:
    from peerwork.release import take_back

    with problems_printed():
        take_back(study, number)
    typer.echo(f"Release {number} is taken back. Whoever has seen any of it knows it all the same.")
    raise typer.Exit(0)


def _report_built(built: BuildResult) -> NoReturn:
    """How many pages there are and where; a study without data has none, and nobody should look for them."""
    if built.drawn:
        typer.echo(f"Pages drawn: {len(built.drawn)}, unchanged: {len(built.fresh)}, in {built.out.as_posix()}")
    elif not built.fresh and not built.failed:
        typer.echo("No pages: the study has no rows yet that a page would show")
    _report_failed(built.failed)


def _report_failed(failed: Mapping[str, Path]) -> NoReturn:
    for page, log in sorted(failed.items()):
        print(f"{page}: not drawn; its traceback is in {log}", file=sys.stderr)
    raise typer.Exit(1 if failed else 0)


class problems_printed:  # noqa: N801 - reads as a sentence where it is used
    """Where problems stop the work: print them all, one line each, and exit 1 (2 when nothing could be read)."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Turn ProblemsFound into lines and an exit status; let anything else pass."""
        if isinstance(error, ProblemsFound):
            _print(error.problems)
            raise typer.Exit(2 if isinstance(error, Unreadable) else 1) from None
        if isinstance(error, OSError):
            _print(
                [Problem(str(error.filename or ""), None, "", str(error.strerror), "check the folder and its rights")]
            )
            raise typer.Exit(1) from None


def _print(problems: tuple[Problem, ...] | list[Problem]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)
