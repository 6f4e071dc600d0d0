"""`factcheck train`: train the adapters that ship."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from factcheck.cli.output import log_to_terminal, progress_bars, say

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True)

AdapterFolder = Annotated[Path, typer.Option("--out", "-o", help="Folder for the adapter and its model card.", show_default=False)]
Epochs = Annotated[float, typer.Option(min=0.001, help="Epochs of the full fine-tune.")]
Rank = Annotated[int, typer.Option(min=1, max=384, help="Rank of the adapter.")]
Seed = Annotated[int, typer.Option(help="Seed of shuffling, dropout and the head.")]
BFloat16 = Annotated[
    bool, typer.Option("--bf16", help="Compute in bfloat16: faster on processors with AMX or AVX512-BF16, slower on others.")
]
WorkFolder = Annotated[Path | None, typer.Option("--work", help="Folder for checkpoints; a run that was cut off continues from there.")]
LicenceNote = Annotated[str, typer.Option("--licence-note", help="What the card says about the licences of the data.")]


class Made(StrEnum):
    """What dossiers are made into."""

    pairs = "pairs"
    claims = "claims"
    articles = "articles"
    evidence = "evidence"


class DossierPart(StrEnum):
    """As `factcheck.datasets.dossiers.Part`."""

    train = "train"
    dev = "dev"
    test = "test"


@app.callback()
def train() -> None:
    """Train the adapters that ship."""


@app.command("entailment")
def entailment(
    data: Annotated[
        list[Path],
        typer.Argument(help="Labelled pairs, JSON lines: premise, hypothesis, label, dataset, id; may be gzipped.", show_default=False),
    ],
    out: AdapterFolder,
    dev: Annotated[
        list[Path] | None, typer.Option("--dev", help="Pairs to choose the best weights by and to measure on; one file a data set.")
    ] = None,
    start: Annotated[
        Path | None, typer.Option("--start", help="Folder of an adapter to begin with, instead of the bare base.", show_default=False)
    ] = None,
    augmented: Annotated[bool, typer.Option("--augment/--no-augment", help="Train on pairs made by rule as well.")] = True,
    epochs: Epochs = 1.0,
    learning_rate: Annotated[float, typer.Option(min=0.0, help="Learning rate of the encoder, at its highest.")] = 2e-4,
    decay: Annotated[float, typer.Option(min=0.0, max=1.0, help="Share of the steps, the last, in which the rate falls to zero.")] = 0.4,
    seed: Seed = 13,
    bf16: BFloat16 = False,
    work: WorkFolder = None,
    licence_note: LicenceNote = "",
) -> None:
    """Train the entailment adapter (claim and passage to supports, refutes or nei)."""
    from dataclasses import replace

    from factcheck.training.entailment import OPTIONS, train_entailment

    log_to_terminal()
    options = replace(OPTIONS, epochs=epochs, learning_rate=learning_rate, decay_share=decay, seed=seed, bf16=bf16)
    card = train_entailment(
        data, out, dev=dev or (), start=start, augmented=augmented, options=options, work=work, licence_note=licence_note
    )
    say(f"{out}: dev accuracy {card['dev_accuracy']['shipped']}")


@app.command("data")
def data(
    dossiers: Annotated[
        Path, typer.Argument(metavar="DOSSIERS", help="Articles with passages and labels, JSON lines; may be gzipped.", show_default=False)
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="File for what is made, JSON lines.", show_default=False)],
    make: Annotated[
        Made,
        typer.Option(
            "--make",
            help="pairs of claim and passage; claims with all their passages; articles as gold for `factcheck evaluate claims`, and the "
            "evidence to give it.",
        ),
    ] = Made.pairs,
    part: Annotated[
        DossierPart | None, typer.Option("--part", help="Only these: 0 as last digit of the id is test, 5 dev, any other train.")
    ] = None,
) -> None:
    """Make of dossiers what the other verbs train and measure on."""
    from factcheck.datasets import dossiers as made
    from factcheck.datasets.records import write_records

    found = made.read_dossiers(dossiers, part.value if part else None)
    dataset = f"news-{dossiers.name.split('.')[0]}"
    rows: list[dict[str, Any]]
    if make is Made.pairs:
        rows = [asdict(pair) for pair in made.dossier_pairs(found, dataset)]
    elif make is Made.claims:
        rows = [record.model_dump() for record in made.dossier_claims(found, dataset)]
    else:
        rows = list(made.dossier_articles(found) if make is Made.articles else made.dossier_evidence(found))
    write_records(out, rows)
    say(f"{out}: {len(rows)} {'documents' if make is Made.evidence else make.value} of {len(found)} dossiers")


@app.command("average")
def average(
    adapters: Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="Entailment adapters, two or more.", show_default=False)],
    out: AdapterFolder,
    weights: Annotated[
        list[float] | None, typer.Option("--weight", help="Of each adapter, in their order; all alike when left out.", show_default=False)
    ] = None,
    dev: Annotated[list[Path] | None, typer.Option("--dev", help="Pairs to measure on; one file a data set.")] = None,
    trained_on: Annotated[
        list[Path] | None, typer.Option("--trained-on", help="Pairs whose held-out claims are measured on as well.")
    ] = None,
    bf16: BFloat16 = False,
    licence_note: LicenceNote = "",
) -> None:
    """Average the weights of entailment adapters into one."""
    from factcheck.training.averaging import average_adapters

    card = average_adapters(
        adapters,
        weights or [1.0] * len(adapters),
        out,
        dev=dev or (),
        trained_on=trained_on or (),
        bf16=bf16,
        licence_note=licence_note,
    )
    say(f"{out}: dev accuracy {card['dev_accuracy']['shipped']}")


@app.command("calibration")
def calibration(
    dev: Annotated[
        list[Path], typer.Option("--dev", help="Labelled pairs, one file a data set; repeat it, the more kinds of text the better.")
    ],
    adapter: Annotated[Path | None, typer.Option("--adapter", help="Folder of the adapter (default: the shipped one).")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Most pairs of a data set, drawn with a fixed seed.")] = 1000,
) -> None:
    """Fit how sure the entailment adapter may be, on its compiled model, and write it into the adapter's card."""
    from factcheck.training.calibration import train_calibration

    with progress_bars() as progress:
        fitted = train_calibration(dev, adapter, limit=limit, progress=progress)
    say(f"temperature {fitted['temperature']}, bias {fitted['bias']}; each set under a calibration fitted on the others:")
    for name, row in fitted["held_out"].items():
        say(f"  {name}: {row['pairs']} pairs, accuracy {row['accuracy']}, ECE {row['ece']} (floor {row['ece_floor']})")
    errors = [row["ece"] for row in fitted["held_out"].values()]
    say(f"  mean ECE {sum(errors) / len(errors):.1f}, highest {max(errors):.1f}")


@app.command("calibrate")
def calibrate(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Annotation files that people decided in, or folders of them.", show_default=False),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="File for the calibration, TOML; `factcheck check --calibration` takes it.")
    ] = Path("calibration.toml"),
) -> None:
    """Fit a newsroom's own calibration: how sure a verdict may be said to be, by the decisions that people took."""
    from factcheck.training.review_calibration import train_review_calibration

    fitted = train_review_calibration(files, out)
    say(
        f"{out}: fitted on {fitted.decisions} decisions, of which {fitted.right} left the verdict as it was; calibration error "
        f"{fitted.ece_before:.1f} before, {fitted.ece_after:.1f} after on decisions that took no part"
    )


@app.command("aggregation")
def aggregation(
    files: Annotated[
        list[Path], typer.Argument(help="Labelled claims, JSON lines: claim, evidence, label; one or more a data set.", show_default=False)
    ],
    adapter: Annotated[Path | None, typer.Option("--adapter", help="Folder of the entailment adapter (default: the shipped one).")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File for the coefficients, TOML (default: those that ship).")] = None,
    balance: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="How far labels weigh the same: 0 as often as they occur, 1 all alike.")
    ] = 0.75,
    seen: Annotated[bool, typer.Option("--seen", help="Use claims that the adapter was trained on too.")] = False,
) -> None:
    """Fit how the readings of a claim's passages make one verdict."""
    from factcheck.training.aggregation import train_aggregation
    from factcheck.verdict.aggregate import MODEL

    with progress_bars() as progress:
        figures = train_aggregation(files, adapter=adapter, out=out or MODEL, balance=balance, seen=seen, progress=progress)
    for kind, rows in figures.items():
        for name, row in rows.items():
            say(f"{kind.replace('_', ' ')}, {name}: " + ", ".join(f"{figure} {value}" for figure, value in row.items()))


@app.command("check-worthiness")
def check_worthiness(
    claims: Annotated[
        list[Path], typer.Argument(help="Claims that fact-checkers took up, JSON lines: claim, hypothesis or text.", show_default=False)
    ],
    background: Annotated[
        Path, typer.Option("--background", help="Texts whose claims stand for claims in general, JSON lines: id, text.", show_default=False)
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="File for the weights and their card, TOML.", show_default=False)],
    genres: Annotated[list[str] | None, typer.Option("--genre", help="Keep background texts of this genre; may be repeated.")] = None,
    check_claims: Annotated[
        list[Path] | None, typer.Option("--check-claims", help="Other such claims, to measure on; may be repeated.")
    ] = None,
    check_background: Annotated[Path | None, typer.Option("--check-background", help="Other texts, to measure against.")] = None,
    labelled: Annotated[
        Path | None, typer.Option("--labelled", help="Annotated articles: measure facts against opinions, predictions and intents.")
    ] = None,
    licence_note: LicenceNote = "",
) -> None:
    """Fit the check-worthiness score: which claims resemble those that fact-checkers took up."""
    from factcheck.training.check_worthiness import train_check_worthiness

    measured = train_check_worthiness(
        claims,
        background,
        out,
        genres=genres or (),
        check_claims=check_claims or (),
        check_background=check_background,
        labelled=labelled,
        licence_note=licence_note,
    )
    say(f"{out}: weights" + "".join(f"\n  {name}: {value}" for name, value in measured.items()))


@app.command("attribution")
def attribution(
    data: Annotated[
        list[Path],
        typer.Argument(
            help="Annotated texts, JSON lines: id, text, attributions (source, cue, content); may be gzipped; one file a data set.",
            show_default=False,
        ),
    ],
    out: AdapterFolder,
    dev: Annotated[
        list[Path] | None, typer.Option("--dev", help="Annotated texts to measure on; may be repeated, one file a data set.")
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help="A data set to leave out, such as PolNeAR (a file's name up to the underscore)."),
    ] = None,
    held_out: Annotated[
        list[Path] | None, typer.Option("--held-out", help="JSON lines whose ids no training text may have; may be repeated.")
    ] = None,
    epochs: Epochs = 6.0,
    rank: Rank = 64,
    seed: Seed = 13,
    bf16: BFloat16 = False,
    work: WorkFolder = None,
    licence_note: LicenceNote = "",
) -> None:
    """Train the attribution adapter (who says what, by which words)."""
    from dataclasses import replace

    from factcheck.training.attribution import OPTIONS, train_attribution

    log_to_terminal()
    card = train_attribution(
        data,
        out,
        dev=dev or (),
        without=without or (),
        held_out=held_out or (),
        rank=rank,
        options=replace(OPTIONS, epochs=epochs, seed=seed, bf16=bf16),
        work=work,
        licence_note=licence_note,
    )
    say(f"{out}: adapter of rank {rank}, F1 on dev {card['dev']['shipped']}")


@app.command("reranker")
def reranker(
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER...", help="Retrieval sets in BEIR's layout: corpus, queries, qrels/.", show_default=False),
    ],
    out: AdapterFolder,
    work: Annotated[
        Path,
        typer.Option(
            "--work",
            help="Folder for indexes, mined lists and checkpoints; a run that was cut off continues from there.",
            show_default=False,
        ),
    ],
    start: Annotated[
        Path | None,
        typer.Option("--start", "--init", help="Entailment adapter to begin with, or the checkpoint of its training.", show_default=False),
    ] = None,
    tokens: Annotated[int, typer.Option(min=1, help="Word pieces to train on; every set gets its share.")] = 2_500_000,
    epochs: Epochs = 1.0,
    seed: Seed = 13,
    bf16: BFloat16 = False,
    licence_note: LicenceNote = "",
) -> None:
    """Train the reranker (which passages bear on a claim)."""
    from dataclasses import replace

    from factcheck.training.reranker import OPTIONS, train_reranker

    log_to_terminal()
    with progress_bars() as progress:
        card = train_reranker(
            folders,
            out,
            start=start,
            work=work,
            tokens=tokens,
            options=replace(OPTIONS, epochs=epochs, seed=seed, bf16=bf16),
            licence_note=licence_note,
            progress=progress,
        )
    say(f"{out}: nDCG@10 on held-out queries {card['dev']['shipped']}")
