"""The command line. Messages go to stderr, what was asked for to stdout."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from actionplans.errors import (
    ActionPlanError,
    CorrectionsError,
    ProfileError,
    UsageError,
    unexpected,
)

app = typer.Typer(
    name="actionplans",
    help="Turn inspection action plans, published as PDF, into data that can be trusted.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
stderr = Console(stderr=True, highlight=False, soft_wrap=True)


# What cannot be read is said by us, with what to do, and is no wrong usage: hence readable=False.
ProfileFile = Annotated[
    Path | None,
    typer.Option(readable=False, help="TOML file: headings and date conventions of your plans."),
]
Ocr = Annotated[str, typer.Option(metavar="auto|off|force", help="Recognise pictures of text.")]
Password = Annotated[str | None, typer.Option(help="Opens encrypted PDFs.")]


def _version(wanted: bool) -> None:
    if wanted:
        from actionplans import __version__

        typer.echo(f"actionplans {__version__}")
        raise typer.Exit


@app.callback()
def actionplans(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn inspection action plans, published as PDF, into data that can be trusted."""


@app.command()
def convert(
    sources: Annotated[
        list[Path], typer.Argument(metavar="SOURCE", readable=False, help="PDFs or folders.")
    ],
    out: Annotated[str, typer.Option(metavar="DIR", help="Folder for the dataset.")] = "out",
    formats: Annotated[
        str, typer.Option("--format", help="Comma-separated: parquet, csv, json, xlsx.")
    ] = "parquet,csv,json",
    profile: ProfileFile = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="PDFs read at the same time; one a processor.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler that shares out the work.")
    ] = None,
    ocr: Ocr = "auto",
    password: Password = None,
    corrections: Annotated[
        Path | None,
        typer.Option(readable=False, help="CSV of corrections, as the report saves it."),
    ] = None,
    without_names: Annotated[
        bool,
        typer.Option(
            "--without-names", help="Leave out the names of leads, titled names, contacts."
        ),
    ] = False,
    timeout: Annotated[float, typer.Option(help="Seconds for one PDF; 0: no limit.")] = 900,
    memory: Annotated[int, typer.Option(help="MB for one PDF, 128 or more; 0: no limit.")] = 4096,
    force: Annotated[bool, typer.Option("--force", help="Read unchanged PDFs again.")] = False,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Stop at the first PDF that fails.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what went wrong.")] = False,
) -> None:
    """Convert PDFs, or folders of them, into one dataset."""
    from actionplans.asked import Asked, folder_of, formats_of, ocr_of, profile_of
    from actionplans.converting import run
    from actionplans.limits import Limits
    from actionplans.progress import OnTerminal
    from actionplans.summary import summary, troubles

    try:
        asked = Asked(
            formats_of(formats), jobs, password, ocr_of(ocr), profile_of(profile), corrections,
            without_names, Limits(timeout, memory), scheduler, force, fail_fast,
        )  # fmt: skip
        folder = folder_of(out)
    except UsageError as error:
        raise typer.BadParameter(str(error)) from error
    with OnTerminal(stderr, quiet=quiet) as watcher:
        report = run(sources, folder, asked, watcher)
    lines = troubles(report) if quiet else summary(report, folder, force=force)
    for line in lines:
        stderr.print(line, markup=False)
    if report.failed or report.left:
        raise typer.Exit(1)


@app.command()
def inspect(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", readable=False, help="A PDF.")],
    profile: ProfileFile = None,
    password: Password = None,
    ocr: Ocr = "auto",
) -> None:
    """Show which tables, columns and rows were seen, which were chosen and why. Writes nothing."""
    from actionplans.asked import ocr_of
    from actionplans.inspecting import inspection_lines

    try:
        mode = ocr_of(ocr)
    except UsageError as error:
        raise typer.BadParameter(str(error)) from error
    for line in inspection_lines(source, profile, password, mode):
        typer.echo(line)


def _settled(out: Path) -> None:
    """Have a dataset whole that an interrupted run was just putting in its place."""
    from actionplans.lock import settle_if_free

    settle_if_free(out)


@app.command()
def review(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", readable=False, help="Folder of a dataset.")
    ] = Path("out"),
) -> None:
    """Open the review page, OUT/report.html, in the browser."""
    import webbrowser

    from actionplans.errors import SourceNotFoundError

    _settled(out)
    page = out.resolve() / "report.html"
    if not os.path.isfile(page):  # noqa: PTH113 - also where the folder may not be read
        raise SourceNotFoundError(
            str(out), "it holds no report.html.", f"Run `actionplans convert … --out {out}` first."
        )
    opened = webbrowser.open(page.as_uri())
    stderr.print(f"{'Opened' if opened else 'Open this in a browser:'} {page}", markup=False)


@app.command()
def validate(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", readable=False, help="Folder that convert wrote to.")
    ],
) -> None:
    """Check a dataset against its contract; every problem is named by file, row and field."""
    from actionplans.export.validate import validate as problems_of

    _settled(out)
    problems = problems_of(out)
    for problem in problems:
        typer.echo(problem)
    if problems:
        stderr.print(f"{out}: {len(problems)} problem{'s' * (len(problems) > 1)}.", markup=False)
        raise typer.Exit(1)
    stderr.print(f"{out}: the dataset is sound.", markup=False)


@app.command()
def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", readable=False, help="A PDF, or a dataset's folder.")
    ],
    new: Annotated[
        Path, typer.Argument(metavar="NEW", readable=False, help="A PDF, or a dataset's folder.")
    ],
    profile: ProfileFile = None,
    password: Password = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
) -> None:
    """Compare two versions of a plan: added, dropped, moved deadlines, changed status."""
    from actionplans.differences import as_lines, as_records
    from actionplans.differences import diff as differences_of

    _settled(old)
    _settled(new)
    found = differences_of(old, new, password=password, profile=profile)
    if as_json:
        import json

        typer.echo(json.dumps(as_records(found), ensure_ascii=False, indent=2))
        return
    for line in as_lines(found):
        typer.echo(line)


@app.command()
def schema() -> None:
    """Print the JSON Schema (2020-12) of one action."""
    import json

    from actionplans.export.jsonschema import json_schema

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def main() -> None:
    """The console script: what goes wrong becomes one line on stderr, and the exit code 1; 2 where
    nothing was begun, as a file of options cannot be understood."""
    signal.signal(signal.SIGTERM, _interrupt)  # what a cluster's queue sends is treated as Ctrl-C
    try:
        app()
    except (UsageError, ProfileError, CorrectionsError) as error:
        _end(str(error), 2)
    except ActionPlanError as error:
        _end(str(error))
    except MemoryError:
        _end("there is not enough memory; convert fewer plans at once, or into fewer --format.")
    except KeyboardInterrupt:
        _end("stopped; the dataset is as it was before this run.")
    except BrokenPipeError:  # as in `actionplans schema | head`
        sys.stderr.close()
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - a fault of ours: one line, with what a report needs
        _end(str(unexpected(shlex.join(sys.argv[1:]), error)))


def _interrupt(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _end(message: str, code: int = 1) -> NoReturn:
    stderr.print(f"actionplans: {message}", style="red", markup=False)
    sys.exit(code)
