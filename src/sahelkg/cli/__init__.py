"""The commands. No logic here: each gathers its arguments, calls a room of the house and prints what comes back.

Imports stand inside the commands, so that help is quick and serving never loads what building needs.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sahelkg import __version__
from sahelkg.cli.curate import curate
from sahelkg.cli.options import RELEASE, opened
from sahelkg.errors import SahelkgError

if TYPE_CHECKING:
    from sahelkg.evaluation import Scores

_MOST_LINES = 50
_COLUMNS = ("subject", "predicate", "object", "document", "asserted_by", "basis", "conflict")


class _Commands(click.Group):
    """Prints an error that is meant for the user as one line and exits with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SahelkgError as error:
            click.echo(f"sahelkg: {error}", err=True)
            ctx.exit(1)


class _Evaluate(click.Command):
    """Says at the end of its help what counts as a match."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from sahelkg.evaluation import HOW_ROWS_MATCH

        formatter.write(f"\n{HOW_ROWS_MATCH}\n")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Documents go in, claims come out; every claim can show the words it rests on.

    Exit codes: 0 done, 1 not done (bad input, a violation, a damaged release), 2 wrong usage.
    """


@main.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("releases"), show_default=True, help="Folder of releases."
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that read documents; all cores by default.")
@click.option("--keep-going", is_flag=True, help="Leave out sources that cannot be used, and list them.")
def build(sources: tuple[str, ...], out: Path, jobs: int | None, keep_going: bool) -> None:
    """Read SOURCEs (files, folders, globs; the seeds by default) into a release and publish it.

    Example: sahelkg build reports/*.pdf --out releases --jobs 2
    """
    import os

    from sahelkg import build as building
    from sahelkg.settings import domain_folder

    domain = building.Domain(folder=domain_folder())
    found = building.find_sources(sources or (str(domain.seeds),))
    try:
        built = building.build(found, out, domain, jobs or os.cpu_count() or 1, keep_going)
    except building.InvalidGraphError as error:
        _print_findings([result.line() for result in error.report.results if result.severity == "Violation"])
        raise
    for warning in built.warnings:
        click.echo(f"note: {warning}", err=True)
    for skipped in built.skipped:
        click.echo(f"skipped: {skipped}", err=True)
    if not built.release.manifest["models"]:
        click.echo(
            "note: built without language models, so fewer unknown names are found; the extra `models` has them", err=True
        )
    counts = built.release.manifest["counts"]
    click.echo(f"{built.release.path}: " + ", ".join(f"{number} {name}" for name, number in counts.items()))


@main.command()
@RELEASE
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Server processes.")
def serve(release: Path, host: str, port: int, workers: int) -> None:
    """Serve a release over HTTP: SPARQL, REST, downloads and pages.

    Example: sahelkg serve --release releases --port 8000
    """
    from sahelkg.server import serve as serve_release

    serve_release(release, host, port, workers)


@main.command()
@click.argument("url")
@RELEASE
@click.option("--endpoint", help="Where the store answers queries, if that does not follow from URL.")
@click.option("--user", help="For stores that ask for a login.")
@click.option("--password", envvar="SAHELKG_PUBLISH_PASSWORD", help="Better given as SAHELKG_PUBLISH_PASSWORD.")
def publish(url: str, release: Path, endpoint: str | None, user: str | None, password: str | None) -> None:
    """Load a release into a store at URL, its Graph Store Protocol address, and switch to it at the end.

    Example: sahelkg publish http://localhost:7878/store --release releases
    """
    from sahelkg.store.publish import Publication, query_address

    publication = Publication(url, endpoint or query_address(url), (user, password or "") if user else None)
    with click.progressbar(length=0, label="Publishing") as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        graph = publication.publish(opened(release), show)
    click.echo(graph)


@main.command()
@click.argument("target", metavar="[RELEASE|FILE]", type=click.Path(path_type=Path), default=Path("releases"))
def validate(target: Path) -> None:
    """Check a release, or a file of RDF, against the shapes; exit 1 on a violation.

    Example: sahelkg validate releases
    """
    from sahelkg.settings import domain_folder
    from sahelkg.validation import check

    report = check(target, domain_folder())
    _print_findings([result.line() for result in report.results])
    click.echo(", ".join(f"{number} {severity}" for severity, number in report.counts.items()))
    if not report.conforms:
        sys.exit(1)


@main.command()
@click.argument("question", metavar="NAME|FILE")
@click.option(
    "-p", "--parameter", "parameters", multiple=True, metavar="KEY=VALUE", help="Ask the question NAME with another value."
)
@click.option("-f", "--format", "form", help="csv, tsv, json, xml; for graphs ttl, nt, jsonld, rdf.")
@RELEASE
def query(question: str, parameters: tuple[str, ...], form: str | None, release: Path) -> None:
    """Ask a competency question by NAME, or the query in a FILE (- for standard input).

    Example: sahelkg query member-states -p organisation=g5-sahel --format json
    """
    from sahelkg.lookup import Browser, wording
    from sahelkg.settings import domain_folder

    text = wording(question, parameters, domain_folder() / "queries")
    Browser(opened(release)).answer(text, form, sys.stdout.buffer)


@main.command()
@click.option("--subject", help="Slug, IRI or English label.")
@click.option("--predicate", help="Local name, such as memberOf.")
@click.option("--object", help="Slug, IRI or English label.")
@click.option("--document", help="Document id.")
@click.option("--asserted-by", help="Slug or IRI.")
@click.option("--basis", help="stated, inferred, or inferred:RULE.")
@click.option("--conflict", help="Id of a conflict.")
@RELEASE
def facts(release: Path, **wanted: str | None) -> None:
    """Print the facts table as CSV, or the rows that hold what is asked for.

    Example: sahelkg facts --subject mali --predicate memberOf
    """
    import csv

    from sahelkg.lookup import facts as rows

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerows(rows(opened(release), {column: wanted[column] for column in _COLUMNS if wanted[column]}))  # type: ignore[misc]


@main.command()
@click.argument(
    "form", metavar="FORMAT", type=click.Choice(["ttl", "nt", "nq", "trig", "jsonld", "rdf", "rdf12"]), default="ttl"
)
@RELEASE
def dump(form: str, release: Path) -> None:
    """Print the whole graph in FORMAT; rdf12 is N-Quads with a reifier for each claim.

    Example: sahelkg dump ttl > graph.ttl
    """
    from sahelkg.lookup import dump as pour

    pour(opened(release), form, sys.stdout.buffer)


@main.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@RELEASE
def search(words: tuple[str, ...], limit: int, release: Path) -> None:
    """Find things by any of their names, and claims by their words; accents and case do not matter.

    Example: sahelkg search force conjointe
    """
    from sahelkg.lookup import Browser

    for hit in Browser(opened(release)).search(" ".join(words))[:limit]:
        click.echo(f"{hit.kind}\t{hit.slug}\t{' '.join(hit.text.split())}")


@main.command()
@click.argument("claim")
@RELEASE
def explain(claim: str, release: Path) -> None:
    """Show a claim's words in their context, the things named there, who says so, what made it, and why it is that sure.

    Example: sahelkg explain claim-7f3a91c000000000
    """
    from sahelkg.explanation import explain as explained
    from sahelkg.lookup import Browser

    for line in explained(Browser(opened(release)), claim):
        click.echo(line)


@main.command(cls=_Evaluate)
@click.argument("gold", nargs=-1, type=click.Path(path_type=Path))
@click.option("--differences", is_flag=True, help="List what was missed and what is not in the lists.")
@click.option(
    "--corpus", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of corpus texts, en/ and fr/."
)
@RELEASE
def evaluate(gold: tuple[Path, ...], differences: bool, corpus: Path | None, release: Path) -> None:
    """Compare facts with hand-made lists: precision, recall and F1, lenient and strict, by predicate and language.

    With lists, the facts are those of a release. Without, the documents that have lists are read afresh: the seeds, ten that
    come with the package, and the corpus where it is at hand.

    Example: sahelkg evaluate tests/gold/*.tsv
    """
    from sahelkg.lexicon import load_lexicon
    from sahelkg.measuring import Reader, document_sets, find_corpus
    from sahelkg.scoring import score
    from sahelkg.settings import domain_folder

    if gold:
        _print_scores(score(opened(release), gold), differences)
        return
    domain = domain_folder()
    reader = Reader(domain, load_lexicon(domain / "ontology" / "lexicon"))
    for documents in document_sets(domain, corpus or find_corpus(domain)):
        click.echo(f"\n{documents.name}: {documents.description}, {len(documents.documents)} documents")
        if documents.absent:
            click.echo(f"skipped: {documents.absent}")
        else:
            _print_scores(reader.score(documents.documents, documents.lists), differences)


def _print_scores(scores: "Scores", differences: bool) -> None:
    from sahelkg import evaluation

    for line in evaluation.differences(scores) if differences else ():
        click.echo(line)
    click.echo(evaluation.table(scores))


@main.command()
@click.option(
    "--below", type=click.FloatRange(0, 1), default=0.6, show_default=True, help="Confidence under which a claim is shown."
)
@RELEASE
def review(below: float, release: Path) -> None:
    """List what a person should look at with its words, most doubtful first; `sahelkg curate` takes the decisions.

    A line has how sure it is (0 to 1), what it is, its name, what it says, and the words. `open` are words whose meaning
    was not found: a date, or a thing such as "the mission". `conflict` are claims that contradict each other, half as sure
    as they are alone. `doubtful` are claims of little confidence. `candidate` are things that the lexicon does not have:
    half sure when named once, more so with each time.

    Example: sahelkg review --below 0.5
    """
    from sahelkg.reviewing import to_review

    for item in to_review(opened(release), below):
        click.echo("\t".join((f"{item.sureness:.2f}", item.kind, item.name, item.says, item.words)))


@main.command()
@click.argument("digest", required=False)
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("releases"), show_default=True, help="Folder of releases."
)
def rollback(digest: str | None, out: Path) -> None:
    """Publish the release before the current one again, or the one that DIGEST begins.

    Example: sahelkg rollback
    """
    from sahelkg.release import roll_back

    click.echo(f"current is {roll_back(out, digest).digest}")


@main.command()
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("releases"), show_default=True, help="Folder of releases."
)
def releases(out: Path) -> None:
    """List the releases of a folder in the order they were published; * marks the current one.

    Example: sahelkg releases --out releases
    """
    from sahelkg.release import list_releases

    for listing in list_releases(out):
        said = listing.damage or ", ".join(f"{number} {name}" for name, number in listing.counts.items())
        click.echo(f"{'*' if listing.current else ' '} {listing.digest}  {said}")


def _print_findings(lines: list[str]) -> None:
    for line in lines[:_MOST_LINES]:
        click.echo(line, err=True)
    if len(lines) > _MOST_LINES:
        click.echo(f"… and {len(lines) - _MOST_LINES} more", err=True)


main.add_command(curate)
