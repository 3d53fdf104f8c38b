"""The command line. Messages go to stderr, what was asked for to stdout."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from actionplans.errors import ActionPlanError

app = typer.Typer(
    name="actionplans",
    help="Turn inspection action plans, published as PDF, into data that can be trusted.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
stderr = Console(stderr=True, highlight=False, soft_wrap=True)


@app.callback()
def actionplans() -> None:
    """Turn inspection action plans, published as PDF, into data that can be trusted."""


@app.command()
def convert(
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE...", help="PDFs or folders.")],
    out: Annotated[Path, typer.Option(help="Folder for the dataset.")] = Path("out"),
    formats: Annotated[
        str, typer.Option("--format", help="Comma-separated: parquet, csv, json, xlsx.")
    ] = "parquet,csv,json",
    password: Annotated[str | None, typer.Option(help="For encrypted PDFs.")] = None,
) -> None:
    """Convert PDFs, or folders of them, into one dataset."""
    from actionplans.converting import convert as run

    report = run(sources, out, tuple(formats.split(",")), password=password)
    for error in report.failed:
        stderr.print(f"failed: {error}", style="red", markup=False)
    stderr.print(
        f"{report.plans} plans, {report.actions} actions, {report.flagged} flagged; "
        f"dataset in {out}",
        markup=False,
    )
    if report.failed:
        raise typer.Exit(1)


def main() -> None:
    """The console script: errors on purpose become one line on stderr and exit code 1."""
    try:
        app()
    except ActionPlanError as error:
        stderr.print(f"actionplans: {error}", style="red", markup=False)
        sys.exit(1)
