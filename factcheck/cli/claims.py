"""`factcheck claims`: annotation files checked, compared, merged, counted, decided, and passed to and from other tools."""

from __future__ import annotations

import json
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import OutputFormat, PrintFormat
from factcheck.cli.output import counted, say, spare, warn, write_result
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.models import Action, Article
    from factcheck.review.agreement import Agreement
    from factcheck.review.statistics import ReviewStatistics

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True)

AnnotationFile = Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The annotation file.", show_default=False)]
AnnotationFiles = Annotated[
    list[Path], typer.Argument(metavar="FILE...", readable=False, help="Annotation files, or folders of them.", show_default=False)
]
ArticleText = Annotated[
    Path | None, typer.Option("--article", readable=False, help="The article, where the annotation file does not say where it lies.")
]
OutFile = Annotated[Path | None, typer.Option("--out", "-o", help="Write here.")]


class DecisionAction(StrEnum):
    """What a person can decide."""

    confirm = "confirm"
    correct = "correct"
    needs_source = "needs_source"
    hold = "hold"
    dismiss = "dismiss"
    withdraw = "withdraw"


class ExchangeFormat(StrEnum):
    """Other tools' formats."""

    label_studio = "label-studio"
    doccano = "doccano"
    brat = "brat"
    web_annotation = "web-annotation"


class ExportFormat(StrEnum):
    """What claims can be written as."""

    label_studio = "label-studio"
    doccano = "doccano"
    brat = "brat"
    web_annotation = "web-annotation"
    csv = "csv"
    checklist = "checklist"
    claim_review = "claim-review"


@app.command("validate")
def validate(
    files: AnnotationFiles,
    article: ArticleText = None,
) -> None:
    """Check annotation files; a broken one is named with line and column (exit 2). Nothing is rewritten."""
    from factcheck.errors import FactcheckError
    from factcheck.review import read_annotation
    from factcheck.review.finding import annotation_files
    from factcheck.review.inspection import inspect

    broken = 0
    draft = _article(article)
    found = annotation_files(*files)
    for path in found:
        try:
            annotation = read_annotation(path)
        except FactcheckError as error:
            broken += 1
            say(f"factcheck: {' '.join(str(error).split())}")
            continue
        for remark in inspect(path, annotation, draft):
            warn(f"{path}: {remark}")
        say(f"{path}: {counted(len(annotation.claims), 'claim')}, valid")
    if broken:
        raise typer.Exit(2)


@app.command("diff")
def diff(
    ours: Annotated[Path, typer.Argument(metavar="A", readable=False, show_default=False)],
    theirs: Annotated[Path, typer.Argument(metavar="B", readable=False, show_default=False)],
    figure_format: PrintFormat = OutputFormat.text,
) -> None:
    """Show the claims and decisions in which two copies of an annotation file differ (exit 1 where they do)."""
    from factcheck.review import read_annotation
    from factcheck.review.differences import differences, render_differences

    found = differences(read_annotation(ours), read_annotation(theirs))
    if figure_format is OutputFormat.json:
        write_result(json.dumps([item.model_dump(mode="json") for item in found], indent=2, ensure_ascii=False))
    else:
        write_result(render_differences(found, str(ours), str(theirs)))
    if found:
        raise typer.Exit(1)


@app.command("merge")
def merge(
    ours: Annotated[Path, typer.Argument(metavar="A", readable=False, help="Ours; written in place without --out.", show_default=False)],
    theirs: Annotated[Path, typer.Argument(metavar="B", readable=False, help="Theirs.", show_default=False)],
    base: Annotated[Path | None, typer.Option("--base", help="What both were made from; tells who changed what.")] = None,
    out: OutFile = None,
) -> None:
    """Merge two people's copies of an annotation file: by claim, no decision lost. Exit 1 where both changed one field in two ways."""
    from factcheck.review.joining import join_files

    joined = join_files(ours, theirs, base=base, out=out)
    for conflict in joined.conflicts:
        say(f"{conflict.claim or 'the file'}: {conflict.field}: {_short(conflict.ours)} stays; theirs is {_short(conflict.theirs)}")
    for comment in joined.lost_comments:
        warn(f"a comment of {theirs} found no place: {comment}")
    if joined.conflicts:
        say(f"{out or ours}: {counted(len(joined.conflicts), 'conflict')}, noted in the file; settle each and take it out of `conflicts`")
        raise typer.Exit(1)
    say(f"{out or ours}: {counted(len(joined.root['claims']), 'claim')}")


@app.command("stats")
def stats(
    files: AnnotationFiles,
    figure_format: PrintFormat = OutputFormat.text,
    listed: Annotated[bool, typer.Option("--list", help="Name the claims too, with what stands about each.")] = False,
) -> None:
    """Count claims by label, how many are decided, which ask for another look, and who decided."""
    from factcheck.review import read_annotation
    from factcheck.review.finding import annotation_files
    from factcheck.review.inspection import claim_lines
    from factcheck.review.proposals import open_proposals, read_proposals
    from factcheck.review.statistics import review_statistics

    paths = annotation_files(*files)
    annotations = [read_annotation(path) for path in paths]
    found = review_statistics(annotations)
    waiting = [open_proposals(annotation, read_proposals(path)) for path, annotation in zip(paths, annotations, strict=True)]
    if figure_format is OutputFormat.json:
        content = {**found.as_dict(), "open_proposals": sum(map(len, waiting))}
        write_result(json.dumps(content, indent=2, ensure_ascii=False))
        return
    lines = _statistics(found)
    if any(waiting):
        people = dict(sorted(Counter(" ".join(one.by.split()) for proposals in waiting for one in proposals).items()))
        lines.append(f"proposed, and not decided by anybody: {_counts(people)}")
    if listed:
        lines += ["", *(line for annotation in annotations for line in claim_lines(annotation))]
        lines += [
            f"{one.claim}  proposed by {' '.join(one.by.split())}: {one.action}  {' '.join((one.note or '').split())}".rstrip()
            for proposals in waiting
            for one in proposals
        ]
    write_result("\n".join(lines))


@app.command("decide")
def decide(
    file: AnnotationFile,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Id of the claim.", show_default=False)],
    action: Annotated[DecisionAction, typer.Option("--action", "-a", help="What is decided.", show_default=False)],
    by: Annotated[str, typer.Option("--by", envvar="FACTCHECK_REVIEWER", help="Who decides.", show_default=False)],
    note: Annotated[str | None, typer.Option("--note", "-n", help="Why.")] = None,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="With correct: support, attribution, sourcing, text, kind, mode, source or source_kind; may be repeated.",
        ),
    ] = None,
) -> None:
    """Append a decision about a claim; withdraw takes the last one of the same person back."""
    from factcheck.review import AnnotationStore

    store = AnnotationStore(file)
    chosen: Action = action.value
    if chosen == "withdraw":
        if note or fields:
            raise InputError("withdraw takes the last decision back, and neither --note nor --set")
        made = store.withdraw(claim, by=by)
    else:
        made = store.decide(claim, chosen, by=by, note=note, fields=dict(_pair(field) for field in fields or ()))
    say(f"{file}: {claim}: {made.action} by {made.by}; {counted(len(store.open_claims()), 'claim')} still to decide")


@app.command("export")
def export(
    file: AnnotationFile,
    export_format: Annotated[ExportFormat, typer.Option("--format", "-f", help="What to write.", show_default=False)],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="File to write; formats of several files put the others beside it.", show_default=False)
    ],
    article: ArticleText = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="claim-review: the newsroom that publishes the reviews.")] = None,
    publisher_url: Annotated[str | None, typer.Option("--publisher-url", help="claim-review: its address.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="claim-review: the page on which the reviews appear.")] = None,
) -> None:
    """Write the claims for another tool, and say what its format cannot hold."""
    from factcheck.files import write_text
    from factcheck.review import read_annotation
    from factcheck.review.finding import article_file, article_of
    from factcheck.review.interchange import FORMATS, exchange_of, write_files
    from factcheck.review.interchange.claim_review import claim_reviews, render_claim_reviews
    from factcheck.review.interchange.tables import as_checklist, as_csv

    annotation = read_annotation(file)
    spare(out, file, what="the annotation file itself")
    spare(out, article or article_file(file, annotation))
    if export_format is ExportFormat.claim_review:
        if publisher is None or url is None:
            raise InputError("claim-review needs --publisher (the newsroom) and --url (the page on which the reviews appear)")
        reviews = claim_reviews(annotation, publisher=publisher, url=url, publisher_url=publisher_url)
        write_text(out, render_claim_reviews(reviews))
        say(f"{out}: {counted(len(reviews), 'review')}; the other claims are not settled by a person")
        return
    if export_format in {ExportFormat.csv, ExportFormat.checklist}:
        write_text(out, as_csv(annotation) if export_format is ExportFormat.csv else as_checklist(annotation))
        say(f"{out}: written; this goes one way, there is no import of it")
        return
    chosen = FORMATS[export_format.value]
    exchange = exchange_of(annotation, article_of(file, annotation, _article(article)))
    write_files(chosen, exchange, out)
    say(f"{out}: {counted(len(exchange.items), 'claim')}. {chosen.name} cannot hold:")
    for lost in chosen.cannot_hold:
        say(f"  - {lost}")


@app.command("import")
def import_(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", readable=False, help="The other tool's file.", show_default=False)],
    into: Annotated[Path, typer.Option("--into", help="The annotation file; made if it is not there.", show_default=False)],
    import_format: Annotated[ExchangeFormat, typer.Option("--format", "-f", help="Of the file.", show_default=False)],
    by: Annotated[str, typer.Option("--by", envvar="FACTCHECK_REVIEWER", help="Whose work it is.", show_default=False)],
    article: ArticleText = None,
) -> None:
    """Bring in what a person did in another tool: new claims, moved spans, and labels as corrections. Nothing is removed."""
    from factcheck.review.importing import import_into
    from factcheck.review.interchange import FORMATS, read_files

    exchange = read_files(FORMATS[import_format.value], source)
    done = import_into(into, exchange, by=by, article=_article(article))
    say(
        f"{into}: {counted(len(done.added), 'claim')} added, {len(done.changed)} changed, "
        f"{counted(done.decisions, 'decision')} taken over, "
        f"{len(done.left)} not in the import and left as they are"
    )


@app.command("agreement")
def agreement(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", readable=False, help="Copies by one person each, or one file of several people.", show_default=False
        ),
    ],
    figure_format: PrintFormat = OutputFormat.text,
) -> None:
    """How far people agree: Krippendorff's alpha for each field, and the claims on which they do not."""
    from factcheck.review import read_annotation
    from factcheck.review.agreement import agreement as measure
    from factcheck.review.agreement import ratings_by_file, ratings_by_person

    annotations = {str(path): read_annotation(path) for path in files}
    ratings = ratings_by_file(annotations) if len(files) > 1 else ratings_by_person(list(annotations.values()))
    found = measure(ratings)
    if figure_format is OutputFormat.json:
        write_result(json.dumps([item.model_dump(mode="json") for item in found], indent=2, ensure_ascii=False))
    else:
        write_result("\n".join(_agreement_lines(found)))


def _article(path: Path | None) -> Article | None:
    from factcheck.article import read_article

    return None if path is None else read_article(path)


def _pair(field: str) -> tuple[str, str]:
    name, equals, value = field.partition("=")
    if not equals:
        raise InputError(f"--set {field}: write it as FIELD=VALUE")
    return name.strip(), value.strip()


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return repr(text if len(text) <= 80 else text[:79] + "…")


def _statistics(found: ReviewStatistics) -> list[str]:
    share = f"{found.decided} decided ({found.decided_share:.0f}%), {found.stale} to look at again"
    hands = f"{found.added_by_hand} added by hand, {found.edited} edited, {found.replaced} replaced"
    lines = [
        f"{counted(found.claims, 'claim')} in {counted(found.files, 'file')}: {share}",
        f"{hands}, {found.absent} no longer in the article, {counted(found.conflicts, 'conflict')}",
    ]
    for title, tables in (("factcheck found", found.machine), ("what stands", found.standing)):
        lines += [f"{title}, {name}: {_counts(counts)}" for name, counts in tables.items()]
    if found.actions:
        lines.append(f"last decisions: {_counts(found.actions)}")
    lines += [f"{person}: {_counts(counts)}" for person, counts in found.reviewers.items()]
    return lines


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items())


def _agreement_lines(found: tuple[Agreement, ...]) -> list[str]:
    lines = []
    for item in found:
        alpha = "not defined" if item.alpha is None else f"{item.alpha:.3f}"
        percent = "" if item.percent is None else f", {item.percent:.1f}% of pairs agree"
        lines.append(f"{item.field}: alpha {alpha} over {counted(item.claims, 'claim')} that two or more decided{percent}")
    return lines + [
        f"{one.claim}  {one.field}: {', '.join(f'{rater} {value}' for rater, value in one.values.items())}"
        for item in found
        for one in item.disagreements
    ]
