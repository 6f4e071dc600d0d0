"""The annotation file keeps everything that a person did, run after run."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.errors import AnnotationError, OutputError
from factcheck.models import Article, Attribution, Block, CheckedClaim, Claim, Cue, ModelInfo, Source, Sourcing, Span, Verdict
from factcheck.review import read_annotation, write_annotation

TEXT = "Mara Vance said the bridge is closed. She said the ferry runs twice a day. The mayor said tolls will rise."
QUOTES = ("the bridge is closed", "the ferry runs twice a day", "tolls will rise")


def article(text: str = TEXT, slug: str = "bridge") -> Article:
    return Article(
        id=slug,
        text=text,
        blocks=(Block(span=Span(start=0, end=len(text)), kind="paragraph"),),
        title="Bridge: closed",
        publisher="Harbour Times",
    )


def claim(text: str, quote: str, *, name: str = "Mara Vance", said: str | None = None, start: int | None = None) -> Claim:
    start = text.index(quote) if start is None else start
    span = Span(start=start, end=start + len(quote))
    link = Attribution(source=Source(name=name, canonical=name, kind="person", named=True), cue=Cue(text="said", span=Span(start=0, end=4)))
    return Claim(
        id="c001", span=span, quote=quote, text=said or quote.capitalize() + ".", chain=(link,), mode="indirect", kind="fact", sentence=span
    )


def claims(text: str = TEXT, quotes: tuple[str, ...] = QUOTES) -> list[Claim]:
    return [claim(text, quote) for quote in quotes]


def checked(one: Claim, label: str = "not_enough_evidence", confidence: float | None = 0.5) -> CheckedClaim:
    return CheckedClaim(
        claim=one,
        verdict=Verdict(label=label, confidence=confidence, explanation="Why: so."),
        attribution=None,
        sourcing=Sourcing(grade="strong", rules=(), independent_origins=0),
        evidence=(),
    )


def decide(path: Path, number: int = 0, extra: str = "") -> None:
    parts = path.read_text().split("decisions: []")
    entry = f"decisions:\n      # rang her\n      - by: Ida\n        at: 2025-06-21T10:00:00Z\n        action: confirm{extra}"
    path.write_text("decisions: []".join(parts[: number + 1]) + entry + "decisions: []".join(parts[number + 1 :]))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "claims" / "bridge.yaml"


def test_a_new_file_holds_the_claims_in_order(path: Path) -> None:
    ids = write_annotation(
        path, article(), [checked(one) for one in claims()], models=[ModelInfo(role="verifier", name="v", sha256="0" * 64)]
    )
    annotation = read_annotation(path)
    assert ids == ("c001", "c002", "c003")
    assert [one.quote.exact for one in annotation.claims] == list(QUOTES)
    assert annotation.claims[0].quote.prefix == "Mara Vance said "
    assert annotation.claims[0].machine.sourcing.grade == "strong"
    assert annotation.models[0].name == "v"


def test_a_verdict_for_which_nothing_was_weighed_has_no_confidence(path: Path) -> None:
    weighed, other = claims()[:2]
    write_annotation(path, article(), [checked(weighed), checked(other, "not_checkable", None)])
    first, second = read_annotation(path).claims
    assert (first.machine.support.confidence, second.machine.support.confidence) == (0.5, None)
    assert path.read_text().count("confidence:") == 1


def test_a_second_run_changes_no_byte(path: Path) -> None:
    for run in ([checked(one) for one in claims()], claims()):
        write_annotation(path, article(), run)
        decide(path, extra="\n        note: 'fine'  # keep")
        write_annotation(path, article(), run)
        before = path.read_bytes()
        write_annotation(path, article(), run)
        assert path.read_bytes() == before
        path.unlink()


def test_comments_decisions_and_own_fields_survive_a_run_that_changes_everything(path: Path) -> None:
    write_annotation(path, article(), [checked(one) for one in claims()])
    decide(path, 1)
    path.write_text(path.read_text().replace("  - id: c002\n", "  - id: c002  # desk: check\n    assigned: Tom\n"))
    text = "New lead. " + TEXT.replace("The mayor said", "Ida Roe said prices are up. The mayor said")
    ids = write_annotation(path, article(text), [checked(claim(text, quote), "supported") for quote in ("prices are up", *QUOTES)])
    assert ids == ("c004", "c001", "c002", "c003")
    written = path.read_text()
    for kept in ("# desk: check", "assigned: Tom", "# rang her", "at: 2025-06-21T10:00:00Z", "by: Ida"):
        assert kept in written
    second = next(one for one in read_annotation(path).claims if one.id == "c002")
    assert [(item.by, item.because) for item in second.stale] == [("Ida", "what factcheck found changed")]


def test_a_claim_that_vanished_is_kept_and_comes_back(path: Path) -> None:
    write_annotation(path, article(), claims())
    decide(path)
    write_annotation(path, article(), claims()[1:])
    first = read_annotation(path).claims[0]
    assert first.absent
    assert first.stale[0].because == "the claim is no longer in the article"
    assert first.decisions[0].by == "Ida"
    assert write_annotation(path, article(), claims()) == ("c001", "c002", "c003")
    assert not read_annotation(path).claims[0].absent


def test_an_edited_quote_keeps_its_id_and_makes_its_decision_stale(path: Path) -> None:
    write_annotation(path, article(), claims())
    decide(path)
    text = TEXT.replace("bridge is closed", "bridge was closed")
    assert write_annotation(path, article(text), claims(text, ("the bridge was closed", *QUOTES[1:]))) == ("c001", "c002", "c003")
    assert read_annotation(path).claims[0].stale[0].because == "the claim changed"


def test_a_decision_on_what_now_stands_is_not_stale(path: Path) -> None:
    write_annotation(path, article(), [checked(claims()[0], "supported")])
    seen = read_annotation(path).claims[0].machine.reading
    write_annotation(path, article(), [checked(claims()[0], "refuted")])
    decide(path, extra=f"\n        seen: {seen}")
    write_annotation(path, article(), [checked(claims()[0], "supported")])
    assert read_annotation(path).claims[0].stale == ()


def test_a_correction_by_hand_is_never_overwritten(path: Path) -> None:
    write_annotation(path, article(), claims())
    path.write_text(path.read_text().replace("text: Tolls will rise.", "text: Tolls will rise in May."))
    write_annotation(path, article(), claims())
    write_annotation(path, article(), [checked(one) for one in claims()])
    last = read_annotation(path).claims[2]
    assert (last.text, last.edited) == ("Tolls will rise in May.", True)


def test_extracting_again_keeps_the_verdicts_of_unchanged_claims(path: Path) -> None:
    write_annotation(path, article(), [checked(one) for one in claims()])
    before = path.read_bytes()
    write_annotation(path, article(), claims())
    assert path.read_bytes() == before


def test_ids_are_never_used_again(path: Path) -> None:
    write_annotation(path, article(), claims())
    write_annotation(path, article(), claims()[:1])
    text = TEXT + " A storm is near."
    assert write_annotation(path, article(text), [*claims(text)[:1], claim(text, "A storm is near")]) == ("c001", "c004")


def test_equal_quotes_are_told_apart_by_context(path: Path) -> None:
    text = "First, it is late. Then much later again, as everybody could see that evening, it is late."
    two = [claim(text, "it is late", start=7), claim(text, "it is late", start=text.rindex("it is late"))]
    write_annotation(path, article(text), two)
    assert write_annotation(path, article(text), two[1:]) == ("c002",)


def test_another_article_is_refused_and_the_file_untouched(path: Path) -> None:
    write_annotation(path, article(), claims())
    before = path.read_bytes()
    with pytest.raises(AnnotationError, match="another article"):
        write_annotation(path, article("Rain fell.", "rain"), [claim("Rain fell.", "Rain fell")])
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("factcheck_annotation: 1", "factcheck_annotation: 2", "version 2"),
        ("factcheck_annotation: 1", "other: 1", "no factcheck_annotation"),
        ("id: c002", "id: c001", "two claims have the id 'c001'"),
        ("mode: indirect", "mode: sideways", "claims.0.mode"),
        ("  - id: c001", "  - id: [c001", "not valid YAML"),
        ("decisions: []", "decisions: [{by: Ida, at: noon, action: confirm}]", r"yaml:\d+:\d+: claims.0.decisions.0.at"),
        ("  - id: c001", "  - id: c001\n    id: c001", r"yaml:\d+:\d+: not valid YAML"),
    ],
)
def test_a_broken_file_is_one_clear_line_and_is_not_overwritten(path: Path, old: str, new: str, message: str) -> None:
    write_annotation(path, article(), claims())
    path.write_text(path.read_text().replace(old, new, 1))
    before = path.read_bytes()
    for attempt in (lambda: read_annotation(path), lambda: write_annotation(path, article(), claims())):
        with pytest.raises(AnnotationError, match=message) as caught:
            attempt()
        assert "\n" not in str(caught.value)
        assert str(path) in str(caught.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"- a\n",
        b"[" * 20_000,
        b"factcheck_annotation: 1\n",
        b"!!python/object/apply:os.system [ls]",
        b"a: &a [*a]\nfactcheck_annotation: 1\n",
    ],
)
def test_hostile_files_are_refused(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(AnnotationError) as caught:
        read_annotation(path)
    assert "\n" not in str(caught.value)


def test_aliases_cannot_blow_a_file_up(path: Path) -> None:
    path.parent.mkdir()
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    path.write_text("factcheck_annotation: 1\n" + "\n".join(rows) + "\n")
    with pytest.raises(AnnotationError):
        read_annotation(path)


def test_an_unwritable_place_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        write_annotation(tmp_path / "file" / "bridge.yaml", article(), claims())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
)
def test_any_text_round_trips_and_a_second_run_changes_nothing(tmp_path: Path, quote: str, said: str) -> None:
    path = tmp_path / "any.yaml"
    path.unlink(missing_ok=True)
    text = f"Intro {quote} outro"
    one = claim(text, quote, said=said, start=6)
    write_annotation(path, article(text), [checked(one)])
    found = read_annotation(path).claims[0]
    assert (found.quote.exact, found.text) == (quote, said)
    before = path.read_bytes()
    assert write_annotation(path, article(text), [checked(one)]) == ("c001",)
    assert path.read_bytes() == before


def test_a_draft_of_the_same_name_in_another_folder_is_another_article(path: Path) -> None:
    monday, tuesday = path.parents[1] / "mon" / "bridge.txt", path.parents[1] / "tue" / "bridge.txt"
    write_annotation(path, article(), claims(), models=(), rules_version="1", file=monday)
    before = path.read_bytes()
    other = "The ferry sails at noon, the captain said."
    with pytest.raises(AnnotationError, match=r"another article \('.*mon/bridge.txt'"):
        write_annotation(path, article(other), [claim(other, "The ferry sails at noon")], models=(), rules_version="1", file=tuesday)
    assert path.read_bytes() == before
