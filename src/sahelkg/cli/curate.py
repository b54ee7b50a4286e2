"""The commands that write a person's decisions into the curation file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sahelkg.cli.options import RELEASE, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sahelkg.curating import Decision, Desk


@click.group()
def curate() -> None:
    """Write a decision on a claim or an entity into the curation file; it holds from the next build on.

    Claims are told by what they say and in which words, so a decision outlives edits elsewhere in the document. Of several
    decisions on the same, the last one holds.

    Example: sahelkg curate reject claim-7f3a91c000000000 --reason "a question, not a statement"
    """


_FILE = click.option(
    "--file", type=click.Path(dir_okay=False, path_type=Path), help="Curation file; by default ontology/curation.yaml."
)
_REASON = click.option("--reason", help="Why; it is kept with the decision.")


@curate.command()
@click.argument("names", metavar="CLAIM|ENTITY...", nargs=-1, required=True)
@_REASON
@_FILE
@RELEASE
def accept(names: tuple[str, ...], reason: str | None, file: Path | None, release: Path) -> None:
    """Say that claims are right, or that entities are what they seem.

    Example: sahelkg curate accept claim-7f3a91c000000000
    """
    _record(release, file, reason, lambda desk: [desk.decide("accept", name) for name in names])


@curate.command()
@click.argument("names", metavar="CLAIM|ENTITY...", nargs=-1, required=True)
@_REASON
@_FILE
@RELEASE
def reject(names: tuple[str, ...], reason: str | None, file: Path | None, release: Path) -> None:
    """Say that claims are misread, or that entities are none: they and all that rests on them go.

    Example: sahelkg curate reject claim-7f3a91c000000000 --reason "a question, not a statement"
    """
    _record(release, file, reason, lambda desk: [desk.decide("reject", name) for name in names])


@curate.command()
@click.argument("claim")
@click.option("--subject", help="Slug.")
@click.option("--predicate", help="Local name, such as memberOf.")
@click.option("--object", help="Slug.")
@click.option("--value", help="The literal as facts.csv shows it.")
@click.option("--unit", help="EUR, persons …")
@click.option("--start", help="2014, 2017-07 or 2018-03-16; empty for none.")
@click.option("--end", help="Likewise.")
@click.option("--modality", type=click.Choice(["asserted", "planned", "proposed", "negated", "opinion"]))
@_REASON
@_FILE
@RELEASE
def correct(claim: str, reason: str | None, file: Path | None, release: Path, **to: str | None) -> None:
    """Let a claim say something else; what is not given stays as it was read.

    Example: sahelkg curate correct claim-7f3a91c000000000 --start 2014
    """
    given = {key: value for key, value in to.items() if value is not None}
    if not given:
        raise click.UsageError("say what is to be corrected, such as --start 2014")
    _record(release, file, reason, lambda desk: [desk.correct(claim, given)])


@curate.command()
@click.argument("entity")
@click.option("--en", help="English name.")
@click.option("--fr", help="French name.")
@_REASON
@_FILE
@RELEASE
def rename(entity: str, en: str | None, fr: str | None, reason: str | None, file: Path | None, release: Path) -> None:
    """Give an entity another name; it keeps its old ones as further names.

    Example: sahelkg curate rename plan-en-neuf-points --en "Nine-point plan" --fr "Plan en neuf points"
    """
    labels = {language: name for language, name in (("en", en), ("fr", fr)) if name}
    if not labels:
        raise click.UsageError("give a name with --en or --fr")
    _record(release, file, reason, lambda desk: [desk.rename(entity, labels)])


@curate.command()
@click.argument("entity")
@click.argument("into")
@_REASON
@_FILE
@RELEASE
def merge(entity: str, into: str, reason: str | None, file: Path | None, release: Path) -> None:
    """Say that ENTITY is the same as INTO, which takes over its names, mentions and claims.

    Example: sahelkg curate merge european-trust-fund eu-emergency-trust-fund
    """
    _record(release, file, reason, lambda desk: [desk.merge(entity, into)])


def _record(release: Path, file: Path | None, reason: str | None, decide: "Callable[[Desk], Sequence[Decision]]") -> None:
    from sahelkg.curating import Desk, record
    from sahelkg.settings import domain_folder

    ontology = domain_folder() / "ontology"
    path = file or ontology / "curation.yaml"
    for decision in decide(Desk(opened(release), ontology / "lexicon", path)):
        record(path, decision, reason)
        click.echo(f"{path}: {decision}; it holds from the next build on")
