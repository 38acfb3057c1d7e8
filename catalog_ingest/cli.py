"""`catalog-ingest`: the catalog's keeper at the command line."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from catalog.errors import AdvisorError, MappingInvalid, RunUnderWay, SourceUnreadable, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from catalog_ingest.report import Report
    from catalog_ingest.wiring import Request
    from retrieval.settings import IndexSettings

USAGE, REFUSED, UNREADABLE, UNDER_WAY = 1, 2, 3, 4
COLLECTED_AFTER = 100_000
"""New objects between two searches for garbage; after Python's 700, a fifth of a large run would go into searching."""

app = typer.Typer(
    name="catalog-ingest",
    help="Index a catalog of microcredentials, and keep it.\n\nExample: catalog-ingest reindex courses.csv",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
sources_app = typer.Typer(help="The named sources of the catalog.\n\nExample: catalog-ingest sources")
mapping_app = typer.Typer(help="Column mappings.\n\nExample: catalog-ingest mapping guess courses.csv > mapping.toml")
app.add_typer(sources_app, name="sources")
app.add_typer(mapping_app, name="mapping")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Sources = Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Files or folders.")]
Mapping = Annotated[Path | None, typer.Option("--mapping", help="A column mapping for the one SOURCE (TOML).")]
Name = Annotated[str | None, typer.Option("--name", help="The source's name; else the file's stem.")]
Roles = Annotated[Path | None, typer.Option("--roles", help="A folder of O*NET text files: the role table.")]


@app.command()
def reindex(
    sources: Sources = None,
    name: Name = None,
    mapping: Mapping = None,
    roles: Roles = None,
    only: Annotated[bool, typer.Option("--only", help="Drop the sources that are not named.")] = False,
    additions_only: Annotated[bool, typer.Option("--additions-only", help="Withdraw nothing.")] = False,
    no_derive: Annotated[bool, typer.Option("--no-derive", help="Draw no skills from titles and texts.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read, check and compare; change nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse if any row cannot be used.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Work on every row again, embed every text again.")] = False,
    force: Annotated[str | None, typer.Option("--force", metavar="REASON", help="Activate despite the gate.")] = None,
    most_removed: Annotated[
        float | None,
        typer.Option("--most-removed", min=0, max=100, help="Refuse to remove more percent of what serves."),
    ] = None,
    expected: Annotated[
        str | None, typer.Option("--expect", metavar="FINGERPRINT", help="Activate only what a --dry-run has shown.")
    ] = None,
    progress: Annotated[bool, typer.Option("--progress", help="Say how far it is, in lines of JSON.")] = False,
    as_json: Json = False,
) -> int:
    """Read sources, compare with what serves, build a new index beside it and activate it.

    Without SOURCE: all known sources again, or the bundled sample on a new data folder.

    Example: catalog-ingest reindex courses.csv --name city-college
    """
    from catalog_ingest.pipeline import Options
    from catalog_ingest.wiring import Request

    options = Options(
        only=only,
        additions_only=additions_only,
        derive=not no_derive,
        dry_run=dry_run,
        strict=strict,
        full=full,
        force=force,
        most_removed=None if most_removed is None else most_removed / 100,
        expected=expected,
    )
    request = Request(tuple(sources or ()), name, mapping, roles, options, progress)
    return _run(request, as_json=as_json)


@app.command()
def diff(sources: Sources = None, name: Name = None, mapping: Mapping = None, as_json: Json = False) -> int:
    """Say what re-indexing these sources would change; change nothing.

    Example: catalog-ingest diff courses.csv
    """
    from catalog_ingest.pipeline import Options
    from catalog_ingest.wiring import Request

    request = Request(tuple(sources or ()), name, mapping, None, Options(dry_run=True))
    return _run(request, as_json=as_json)


def _run(request: Request, *, as_json: bool) -> int:
    from catalog_ingest import wiring

    settings, console = _settings(), _console()
    report = wiring.reindex(settings, request, console, quiet=as_json)
    return _present(report, console, dry_run=request.options.dry_run, as_json=as_json)


def _present(report: Report, console: Console, *, dry_run: bool, as_json: bool) -> int:
    from catalog_ingest.console import fail, print_json
    from catalog_ingest.pipeline import refusal
    from catalog_ingest.render import print_report

    refused = refusal(report)
    if as_json:
        document = report.model_dump(mode="json")
        if refused is not None:
            document["error"] = {"code": refused.code, "message": refused.message, "choices": []}
        print_json(document)
    else:
        print_report(report, console, dry_run=dry_run)
        if refused is not None:
            fail(refused, as_json=False)
    return REFUSED if refused is not None else 0


@sources_app.callback(invoke_without_command=True)
def sources(context: typer.Context, as_json: Json = False) -> int:
    """List the named sources of what serves."""
    if context.invoked_subcommand is not None:
        return 0
    from dataclasses import asdict

    from catalog_ingest.render import print_rows
    from catalog_ingest.wiring import opened

    with opened(_settings()) as store:
        active = store.active()
    rows = [asdict(state) for state in active.sources] if active else []
    print_rows(rows, ("name", "location", "format", "read", "accepted", "rejected", "merged"), as_json, key="sources")
    return 0


@sources_app.command("remove")
def remove(name: Annotated[str, typer.Argument(help="The source's name.")], as_json: Json = False) -> int:
    """Take a source out of the catalog, the others as they are.

    Example: catalog-ingest sources remove sample
    """
    from catalog_ingest.wiring import remove_source

    console = _console()
    report = remove_source(_settings(), name, console, quiet=as_json)
    return _present(report, console, dry_run=False, as_json=as_json)


@app.command()
def status(as_json: Json = False) -> int:
    """Say what serves now, and whether its index is whole.

    Example: catalog-ingest status
    """
    from catalog_ingest.console import print_json
    from catalog_ingest.inspect import status_of
    from catalog_ingest.render import print_status

    found = status_of(_settings())
    if as_json:
        print_json(found)
    else:
        print_status(found)
    return 0


@app.command()
def history(
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many runs.")] = 20, as_json: Json = False
) -> int:
    """List the latest runs and the catalogs that can be gone back to.

    Example: catalog-ingest history --limit 5
    """
    from catalog_ingest.inspect import history_of
    from catalog_ingest.render import print_rows

    rows = history_of(_settings(), limit)
    print_rows(rows, ("started_at", "outcome", "generation", "summary", "kept"), as_json, key="runs")
    return 0


@app.command()
def rollback(
    generation: Annotated[str | None, typer.Argument(help="As `history` names it; else the one before.")] = None,
    serving: Annotated[
        str | None, typer.Option("--serving", metavar="GENERATION", help="Only while this one serves.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Go back to an earlier catalog that is still kept.

    Example: catalog-ingest rollback
    """
    from catalog_ingest.console import print_json
    from catalog_ingest.inspect import status_of
    from catalog_ingest.wiring import rollback as go_back

    settings = _settings()
    target = go_back(settings, generation, serving)
    if as_json:
        print_json(status_of(settings) | {"activated": True})
    else:
        _console().print(f"The catalog of {target.created_at:%d %B %Y, %H:%M} UTC serves again: {target.size} items.")
    return 0


@app.command()
def lint(as_json: Json = False) -> int:
    """Look for faults in the data that serves: broken stacks, circles of prerequisites, unknown skills and more.

    Example: catalog-ingest lint
    """
    from catalog_ingest.inspect import lint_of
    from catalog_ingest.render import print_rows

    rows = [problem.model_dump(mode="json") for problem in lint_of(_settings())]
    print_rows(rows, ("severity", "code", "value", "field", "message"), as_json, key="problems")
    return 0


@app.command()
def export(
    form: Annotated[str, typer.Option("--format", help="jsonl: one credential a line, read back as it is.")] = "jsonl",
) -> int:
    """Write the catalog that serves to standard output.

    Example: catalog-ingest export --format jsonl > catalog.jsonl
    """
    if form != "jsonl":
        raise UsageError(f"'{form}' cannot be written yet; the format is jsonl.")
    from catalog_ingest.inspect import export_lines

    for line in export_lines(_settings()):
        typer.echo(line)
    return 0


@mapping_app.command("guess")
def guess(source: Annotated[Path, typer.Argument(help="A file to look at.")], as_json: Json = False) -> int:
    """Propose a column mapping for a file, to be edited and given back with --mapping.

    Example: catalog-ingest mapping guess courses.csv > mapping.toml
    """
    from catalog_ingest.console import print_json
    from catalog_ingest.mapping import choose_mapping
    from catalog_ingest.mapping_file import write_mapping
    from catalog_ingest.sources import read_source

    mapping = choose_mapping(read_source(source, source.stem))
    if as_json:
        print_json({"mapping": mapping.model_dump(mode="json", exclude_defaults=True)})
    else:
        typer.echo(write_mapping(mapping))
    return 0


def _settings() -> IndexSettings:
    from pydantic import ValidationError

    from retrieval.settings import IndexSettings

    try:
        return IndexSettings()
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"The setting {first['loc'][0]} cannot be used ({first['msg']}); correct it.") from error


def _console() -> Console:
    from rich.console import Console

    return Console(stderr=True)


def status_of_error(error: AdvisorError) -> int:
    """The exit status of an error, as the contract says."""
    if isinstance(error, SourceUnreadable | MappingInvalid):
        return UNREADABLE
    if isinstance(error, RunUnderWay):
        return UNDER_WAY
    return USAGE if isinstance(error, UsageError) else REFUSED


def main() -> None:
    """The entry point of `catalog-ingest`."""
    gc.set_threshold(COLLECTED_AFTER)
    from catalog_ingest.console import run

    data_dir = Path(os.environ.get("ADVISOR_DATA_DIR") or ".advisor")
    sys.exit(run(app, sys.argv[1:], status_of_error, lambda: data_dir))


if __name__ == "__main__":
    main()
