"""The command `peerwork`. Each command imports what it needs when it runs: a build with nothing to do stays instant."""

from __future__ import annotations

import atexit
import gc
import sys
from pathlib import Path
from typing import Annotated

import typer

from peerwork.problems import Level, Problem, ProblemsFound, Unreadable
from peerwork.vocabulary import Audience

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
    sys.modules.setdefault("hypothesis", None)  # type: ignore[arg-type]  # pandera would load it to make up data
    app(prog_name="peerwork")


StudyFolder = Annotated[Path, typer.Argument(metavar="STUDY", help="The folder of the study, with its study.yaml.")]
OutFolder = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to write.")]
ForAudience = Annotated[Audience, typer.Option("--audience", help="Who may see it.")]
OneSite = Annotated[str | None, typer.Option("--site", help="The site of a workshop.")]


@app.command()
def check(study: StudyFolder, as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False) -> None:
    """Print every problem of the study: file, row, column, what is wrong, what would be right."""
    from peerwork.study.check import check_study
    from peerwork.study.report import print_problems

    try:
        problems = check_study(study)
    except Unreadable as error:
        print_problems(error.problems, as_json=as_json)
        raise typer.Exit(2) from None
    print_problems(problems, as_json=as_json)
    raise typer.Exit(1 if any(problem.level is Level.PROBLEM for problem in problems) else 0)


@app.command()
def tables(study: StudyFolder, out: OutFolder, audience: ForAudience = Audience.TEAM, site: OneSite = None) -> None:
    """Write the result tables as CSV, protected for the audience."""
    from peerwork.build.only_tables import build_tables

    with problems_printed():
        written = build_tables(study, audience, out, site=site, attack=lambda folder: _attack(study, folder))
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
) -> None:
    """Build every page for an audience: executed notebooks, HTML, figures, tables. Only what changed is drawn again."""
    from peerwork.build.run import build_study

    with problems_printed():
        options = {"site": site, "jobs": jobs, "scheduler": scheduler, "explain": explain}
        built = build_study(study, audience, out, attack=lambda folder: _attack(study, folder), **options)
    for page, log in sorted(built.failed.items()):
        print(f"{page}: not drawn; its traceback is in {log}", file=sys.stderr)
    raise typer.Exit(0 if built.whole else 1)


@app.command()
def audit(
    study: StudyFolder,
    released: Annotated[list[Path], typer.Option("--released", metavar="DIR", help="What was released; repeatable.")],
    audience: Annotated[Audience | None, typer.Option(help="Whose release; else its manifest says.")] = None,
    site: OneSite = None,
) -> None:
    """Attack what was released: who could work out somebody's answer from all of it? Exit 1 if anyone."""
    from peerwork.audit import audit_release, open_release, say_audit

    with problems_printed():
        found = audit_release(study, [open_release(folder, audience, site) for folder in released])
    for line in say_audit(found):
        typer.echo(line)
    raise typer.Exit(0 if found.safe else 1)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet.")],
    framework: Annotated[
        str, typer.Option(help="A file of data/frameworks/, without its ending.")
    ] = "peer_worker_roles",
) -> None:
    """Make a new study to fill in: its study.yaml, and every CSV with its header."""
    from peerwork.collect.new_study import new_study

    with problems_printed():
        written = new_study(folder, framework=framework)
    typer.echo(f"{len(written)} files in {folder.as_posix()}; begin with study.yaml and sites.csv.")


@app.command()
def sheets(study: StudyFolder, out: OutFolder) -> None:
    """Write Excel data sheets to fill in: one workbook an interviewee, and one for the ratings of sites."""
    from peerwork.collect.sheets import write_sheets
    from peerwork.study.read import read_study

    with problems_printed():
        written = write_sheets(read_study(study), out, folder=study)
    typer.echo(f"{len(written)} workbooks in {out.as_posix()}")


@app.command(name="import")
def import_sheets(
    study: StudyFolder,
    workbooks: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Workbooks that `peerwork sheets` made.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
) -> None:
    """Read filled-in data sheets back: every difference is shown, and all is written or nothing."""
    from peerwork.collect.importing import plan_import

    with problems_printed():
        planned = plan_import(study, workbooks)
        if not dry_run:
            planned.write()
    _print(planned.notes)
    for difference in planned.differences:
        typer.echo(str(difference))
    files = ", ".join(planned.files) or "none"
    typer.echo(
        f"Files {'that would change' if dry_run else 'changed'}: {files}; differences: {len(planned.differences)}"
    )


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


def _attack(study: Path, released: Path) -> list[str]:
    """What somebody could learn from a set that is about to be released; nothing where it is safe."""
    from peerwork.audit import audit_release, say_audit

    audit = audit_release(study, [released])
    return [] if audit.safe else say_audit(audit)


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
