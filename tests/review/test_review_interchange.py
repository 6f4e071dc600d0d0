"""To other tools and back: nothing lost that a format can hold, and every count of offsets right."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_annotation_file import TEXT, article, checked, claims
from test_review_store import NOON, open_store, span

from factcheck.errors import AnnotationError, InputError
from factcheck.models import Decision, Seen, Span
from factcheck.review import read_annotation, write_annotation
from factcheck.review.importing import import_into
from factcheck.review.interchange import FORMATS, Exchange, Item, exchange_of
from factcheck.review.interchange.claim_review import claim_reviews, render_claim_reviews
from factcheck.review.interchange.tables import as_checklist, as_csv
from factcheck.review.offsets import Offsets
from factcheck.review.schema import AnnotatedLink

HELD = {
    "label-studio": ("id", "spans", "text", "chain", "kind", "mode", "support", "attribution", "sourcing"),
    "brat": ("id", "spans", "text", "chain", "kind", "mode", "support", "attribution", "sourcing"),
    "doccano": ("spans", "kind"),
    "web-annotation": ("id", "spans", "text", "chain", "kind", "mode", "support", "attribution", "sourcing", "decisions"),
}
EMOJI = "📉 Prices fell 👩‍🚒 today.\n\nThe mayor 🏛 said “it is 𝟛 percent”."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.yaml"
    write_annotation(path, article(), [checked(one, "supported") for one in claims()])
    return path


def items(article_text: str, *words: tuple[str, ...], **fields) -> tuple[Item, ...]:
    return tuple(
        Item(spans=tuple(span(part, article_text) for part in parts), id=f"c{n:03d}", **fields) for n, parts in enumerate(words, 1)
    )


def everything(text: str, *words: tuple[str, ...]) -> Exchange:
    chain = (
        AnnotatedLink(source="Harbour Times", kind="outlet", named=True, cue="reported"),
        AnnotatedLink(source='Ann "A" Vance', kind="person", named=True, mention="she"),
    )
    decision = Decision(
        by="Ida: Roe", at=NOON, action="correct", fields={"support": "refuted"}, note="Rang 📞 them;\nno answer.", seen=Seen(claim="ab" * 8)
    )
    found = items(
        text, *words, text="One sentence.", chain=chain, kind="statistic", mode="mixed", support="refuted", attribution="altered",
        sourcing="weak", decisions=(decision,),
    )  # fmt: skip
    return Exchange(article_id="harbour:talk", text=text, items=found, title="A “title”", url="https://example.org/a?b=c")


def held(exchange: Exchange, name: str) -> list[dict]:
    return [{field: getattr(item, field) for field in HELD[name]} for item in exchange.items]


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_lost_that_a_format_can_hold(name):
    exchange = everything(EMOJI, ("Prices fell 👩‍🚒 today",), ("The mayor 🏛", "it is 𝟛 percent"), ("fell 👩‍🚒 today.\n\nThe mayor",))
    files = FORMATS[name].write(exchange)
    assert sorted(files) == sorted(FORMATS[name].suffixes)
    back = FORMATS[name].read(files)
    assert back.text == EMOJI
    assert held(back, name) == held(exchange, name)
    assert held(FORMATS[name].read(FORMATS[name].write(back)), name) == held(exchange, name)
    assert FORMATS[name].cannot_hold


WORDS = st.text(st.sampled_from("ab 👍𝟛é.\n"), min_size=1, max_size=40)


@settings(max_examples=60)
@given(WORDS, st.lists(st.tuples(st.integers(0, 39), st.integers(1, 12)), min_size=1, max_size=4), st.sampled_from(sorted(FORMATS)))
def test_any_span_of_any_text_comes_back(text, places, name):
    spans = {Span(start=start, end=min(len(text), start + length)) for start, length in places if start < len(text)}
    spans = sorted((one for one in spans if one.of(text) == one.of(text).strip()), key=lambda one: (one.start, one.end))
    exchange = Exchange(article_id="a", text=text, items=tuple(Item(spans=(one,), id=f"c{n}", kind="fact") for n, one in enumerate(spans)))
    back = FORMATS[name].read(FORMATS[name].write(exchange))
    assert [item.spans for item in back.items] == [item.spans for item in exchange.items]


@given(st.text(st.sampled_from("ab👍𝟛é"), max_size=30))
def test_code_points_and_utf_16_are_each_others_inverse(text):
    offsets = Offsets(text)
    for place in range(len(text) + 1):
        assert offsets.to_units(place) == len(text[:place].encode("utf-16-le")) // 2
        assert offsets.from_units(offsets.to_units(place)) == place


def test_a_file_that_counts_otherwise_is_told_by_its_words():
    offsets = Offsets(EMOJI)
    right = span("The mayor", EMOJI)
    units = offsets.to_units(right.start), offsets.to_units(right.end)
    assert units != (right.start, right.end)
    assert offsets.span(*units, unit="code points", words="The mayor") == right
    assert offsets.span(right.start, right.end, unit="UTF-16", words="The mayor") == right
    with pytest.raises(InputError, match="does not hold 'The mayor'"):
        offsets.span(0, 9, unit="UTF-16", words="The mayor")
    with pytest.raises(InputError, match="no part of the text"):
        offsets.span(0, 900, unit="UTF-16")


def test_label_studio_of_before_2022_counted_utf_16():
    exchange = everything(EMOJI, ("The mayor 🏛",))
    offsets = Offsets(EMOJI)
    tasks = json.loads(FORMATS["label-studio"].write(exchange)[".json"])
    for row in tasks[0]["annotations"][0]["result"]:
        row["value"] |= {"start": offsets.to_units(row["value"]["start"]), "end": offsets.to_units(row["value"]["end"])}
    assert FORMATS["label-studio"].read({".json": json.dumps(tasks)}).items[0].spans == exchange.items[0].spans


def test_doccano_without_relations_has_triples():
    line = json.dumps({"id": 4, "text": EMOJI, "label": [[2 + 1, 9, "fact"]]})
    (item,) = FORMATS["doccano"].read({".jsonl": line}).items
    assert item.spans[0].of(EMOJI) == "Prices"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("content", ["", "{", "[]", "{}", "null", "T1\tClaim x y\tz\n", '[{"data": {"text": 1}, "annotations": []}]'])
def test_a_file_of_another_kind_is_refused_in_one_line(name, content):
    files = dict.fromkeys(FORMATS[name].suffixes, content)
    if name == "brat" and content != "T1\tClaim x y\tz\n":
        files[".ann"] = content or "{"
    with pytest.raises(InputError) as caught:
        FORMATS[name].read(files)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", FORMATS)
def test_importing_what_was_exported_changes_no_byte(path, name):
    open_store(path).decide("c001", "correct", by="Ida", fields={"support": "refuted"})
    before = path.read_bytes()
    exchange = FORMATS[name].read(FORMATS[name].write(exchange_of(read_annotation(path), article())))
    done = import_into(path, exchange, by="Tom", article=article(), clock=lambda: NOON)
    assert (done.added, done.changed, done.decisions, done.left) == ((), (), 0, ())
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", FORMATS)
def test_an_import_makes_a_new_file(path, name, tmp_path):
    exchange = FORMATS[name].read(FORMATS[name].write(exchange_of(read_annotation(path), article())))
    new = tmp_path / "new.yaml"
    import_into(new, exchange, by="Tom", article=article(), clock=lambda: NOON)
    made = exchange_of(read_annotation(new), article())
    assert [item.spans for item in made.items] == [item.spans for item in exchange.items]
    if name != "doccano":
        assert [(item.id, item.text, item.chain, item.support) for item in made.items] == [
            (item.id, item.text, item.chain, item.support) for item in exchange.items
        ]


def test_what_somebody_did_elsewhere_becomes_their_work_here(path):
    exchange = exchange_of(read_annotation(path), article())
    first, second, third = exchange.items
    outside = replace(
        exchange,
        items=(
            replace(first, support="refuted", kind="opinion", decisions=None),
            replace(second, spans=(span("ferry runs twice"),), decisions=None),
            Item(spans=(span("The mayor said"),), text="The mayor spoke.", support="supported"),
        ),
    )
    done = import_into(path, outside, by="Tom", article=article(), clock=lambda: NOON)
    assert (len(done.added), done.changed, done.left) == (1, ("c001", "c002"), (third.id,))
    annotation = read_annotation(path)
    one, two = annotation.claims[:2]
    assert (one.kind, one.decisions[0].by, one.decisions[0].fields) == ("opinion", "Tom", {"kind": "opinion", "support": "refuted"})
    assert (two.quote.exact, two.fixed_span) == ("ferry runs twice", True)
    assert annotation.claim(done.added[0]).added_by == "Tom"


def test_decisions_come_with_web_annotations(path, tmp_path):
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(path.read_bytes())
    open_store(copy).decide("c002", "hold", by="Ann", note="Wait.")
    open_store(path).decide("c002", "confirm", by="Ida")
    form = FORMATS["web-annotation"]
    exchange = form.read(form.write(exchange_of(read_annotation(copy), article())))
    assert import_into(path, exchange, by="Ann", article=article()).decisions == 1
    assert import_into(path, exchange, by="Ann", article=article()).decisions == 0
    assert {made.by for made in read_annotation(path).claims[1].decisions} == {"Ida", "Ann"}


def test_an_import_of_another_text_or_with_other_labels_is_refused(path):
    exchange = exchange_of(read_annotation(path), article())
    before = path.read_bytes()
    with pytest.raises(AnnotationError, match="another text"):
        import_into(path, replace(exchange, text=TEXT + " More."), by="Tom", article=article())
    with pytest.raises(InputError, match="kind cannot be 'rumour'"):
        import_into(path, replace(exchange, items=(replace(exchange.items[0], kind="rumour"),)), by="Tom", article=article())
    assert path.read_bytes() == before


def test_a_spreadsheet_takes_no_cell_for_a_formula(path):
    open_store(path).decide("c001", "correct", by="=cmd()", fields={"text": '=HYPERLINK("x")'}, note="+1, he said")
    rows = list(csv.DictReader(io.StringIO(as_csv(read_annotation(path)))))
    assert len(rows) == 3
    assert (rows[0]["claim"], rows[0]["by"], rows[0]["note"]) == ('\'=HYPERLINK("x")', "'=cmd()", "'+1, he said")
    assert (rows[0]["status"], rows[1]["status"]) == ("settled", "open")


def test_tables_are_as_careful_as_the_report(path):
    open_store(path).decide("c001", "confirm", by="\uff1dcmd()", note="Thanks, @octocat: $x$ https://a.example \x1b[31m\u202e")
    [row, *_] = csv.DictReader(io.StringIO(as_csv(read_annotation(path))))
    assert row["by"] == "'\uff1dcmd()"
    for text in (row["note"], as_checklist(read_annotation(path))):
        assert "\x1b" not in text
        assert "\u202e" not in text
    checklist = as_checklist(read_annotation(path))
    assert "@octocat" not in checklist
    assert "\\$x\\$" in checklist
    assert "https://" not in checklist


def test_a_checklist_ticks_what_is_settled_and_shows_no_markup_of_the_article(path):
    open_store(path).decide("c001", "confirm", by="Ida", note="[x](javascript:1) <b>")
    open_store(path).decide("c003", "dismiss", by="Ida")
    text = as_checklist(read_annotation(path))
    assert "2 of 3 claims settled." in text
    assert "- [x] **c003**" in text
    assert "- [x] **c001** The bridge is closed." in text
    assert "- [ ] **c002**" in text
    assert "<b>" not in text.replace("\\<b\\>", "")
    assert "\\[x\\](javascript:1)" in text


def test_only_what_a_person_settled_becomes_a_claim_review(path):
    store = open_store(path)
    store.decide("c001", "confirm", by="Ida")
    store.decide("c002", "correct", by="Ida", fields={"support": "not_enough_evidence"})
    store.decide("c003", "dismiss", by="Ida")
    reviews = claim_reviews(read_annotation(path), publisher="Harbour Desk", url="https://example.org/checks/bridge")
    rows = json.loads(render_claim_reviews(reviews))
    assert [row["url"] for row in rows] == ["https://example.org/checks/bridge#c001", "https://example.org/checks/bridge#c002"]
    first, second = rows
    assert first["@context"] == "https://schema.org"
    assert first["claimReviewed"] == "The bridge is closed."
    assert first["datePublished"] == dt.date(2025, 6, 21).isoformat()
    assert first["author"] == {"@type": "Organization", "name": "Harbour Desk"}
    assert first["itemReviewed"]["author"] == {"@type": "Person", "name": "Mara Vance"}
    assert first["itemReviewed"]["appearance"]["publisher"]["name"] == "Harbour Times"
    assert first["reviewRating"] == {"@type": "Rating", "ratingValue": 5, "bestRating": 5, "worstRating": 1, "alternateName": "Supported"}
    assert second["reviewRating"] == {"@type": "Rating", "alternateName": "Not enough evidence"}
    with pytest.raises(InputError, match="no ClaimReview"):
        claim_reviews(read_annotation(path), publisher="Harbour Desk", url="nowhere")
    write_annotation(path, article(), [checked(one, "refuted") for one in claims()])
    assert claim_reviews(read_annotation(path), publisher="Harbour Desk", url="https://example.org/x") == ()


def test_a_claim_cannot_close_the_script_that_holds_it(path):
    open_store(path).decide("c001", "correct", by="Ida", fields={"text": "</script><script>alert(1)"})
    text = render_claim_reviews(claim_reviews(read_annotation(path), publisher="Desk", url="https://example.org/x"))
    assert "</script" not in text
    assert json.loads(text)[0]["claimReviewed"] == "</script><script>alert(1)"
