"""A save writes anew only what changed, and says in full what the tree says; locks lie where git does not look."""

from __future__ import annotations

import random
import subprocess
from dataclasses import replace

import pytest
from test_annotation_file import QUOTES, article, checked, claims
from test_review_store import open_store, span

from factcheck.errors import AnnotationError, InputError
from factcheck.review import document as module
from factcheck.review import read_annotation, write_annotation
from factcheck.review.document import Document
from factcheck.review.importing import import_into
from factcheck.review.interchange import exchange_of
from factcheck.review.yaml_file import dump, load


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "bridge.yaml"
    write_annotation(path, article(), [checked(one, "supported") for one in claims()])
    return path


@pytest.fixture
def whole(monkeypatch):
    """How often a whole file was written."""
    written = []
    real = module.save
    monkeypatch.setattr(module, "save", lambda path, root: written.append(path) or real(path, root))
    return written


def work(path, seed: int, steps: int) -> None:
    """Anything that people do, in any order."""
    chance = random.Random(seed)
    store = open_store(path)
    for step in range(steps):
        names = [claim.id for claim in store.claims]
        name = chance.choice(names)
        what = chance.choice(["hold", "correct", "withdraw", "add", "split", "merge", "span", "evidence", "chain"])
        words = chance.choice([span(quote) for quote in QUOTES])
        try:
            if what == "correct":
                store.decide(name, "correct", by="Ida", fields={"text": f"It is {step}: so.", "kind": chance.choice(["fact", "opinion"])})
            elif what == "withdraw":
                store.withdraw(name, by="Ida")
            elif what == "add":
                store.add_claim([words], by="Tom", text=f"Claim {step}.")
            elif what == "split":
                store.split(name, [span("the ferry runs"), span("twice a day")], by="Tom")
            elif what == "merge" and len(names) > 1:
                store.merge(chance.sample(names, 2), by="Ida")
            elif what == "span":
                store.fix_span(name, [words])
            elif what == "evidence":
                store.attach_evidence(name, by="Ida", quote="“Shut” # not a comment")
            elif what == "chain":
                store.fix_chain(name, [store.claim(name).chain[-1].model_copy(update={"source": f"Ann {step}"})])
            else:
                store.decide(name, "hold", by="Tom", note="two\nlines: yes")
        except InputError:
            continue


@pytest.mark.parametrize("seed", range(6))
def test_what_is_written_in_parts_is_what_the_whole_would_be(path, seed, whole):
    path.write_text(path.read_text().replace("  - id: c002\n", "  # the ferry\n\n  - id: c002  # ask Tom\n    desk: city\n"))
    work(path, seed, 12)
    assert whole == []
    assert dump(load(path)) == path.read_text()
    assert "# the ferry" in path.read_text()
    assert "id: c002  # ask Tom" in path.read_text()


def test_the_claims_that_nobody_touched_keep_their_very_lines(path, whole):
    path.write_text(
        path.read_text().replace("text: The ferry", "text:    'The ferry").replace("twice a day.\n    chain", "twice a day.'\n    chain")
    )
    before = path.read_text()
    assert "text:    'The ferry runs twice a day.'" in before
    open_store(path).decide("c001", "hold", by="Ida")
    assert before[before.index("  - id: c002") :] in path.read_text()
    assert whole == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - id", "- id"),
        ("    text: The bridge is closed.", "    text: &said The bridge is closed."),
        ("  - id: c001\n", "  - # first\n    id: c001\n"),
        ("    desk: x\n", ""),
    ],
)
def test_a_file_that_is_laid_out_otherwise_is_written_as_a_whole_and_loses_nothing(path, old, new, whole):
    text = path.read_text().replace(old, new, 100 if old == "  - id" else 1)
    if old == "  - id":
        head, _, rest = text.partition("claims:\n")
        text = head + "claims:\n" + "".join(line.removeprefix("  ") for line in rest.splitlines(keepends=True))
    path.write_text(text.removesuffix("\n") if old == "    desk: x\n" else text)
    assert read_annotation(path).claims[0].text == "The bridge is closed."
    open_store(path).decide("c001", "hold", by="Ida")
    open_store(path).decide("c002", "hold", by="Tom")
    assert [len(found.decisions) for found in read_annotation(path).claims] == [1, 1, 0]
    assert whole
    assert "first" not in new or "# first" in path.read_text()


def test_a_part_that_would_not_read_back_is_written_with_the_whole(path, whole, monkeypatch):
    monkeypatch.setattr(module, "_text_of", lambda node: f"  - id: {node['id']}\n    decisions: []\n")
    open_store(path).decide("c001", "hold", by="Ida")
    assert (len(whole), len(read_annotation(path).claims[0].decisions)) == (1, 1)


def test_a_document_follows_its_own_saves(path):
    document = Document(path, path.read_bytes())
    for note in ("one", "two"):
        document.root["claims"][0]["note"] = note
        document.save(path)
    assert path.read_text() == dump(document.root)
    assert path.read_text().count("note: two") == 1


def test_the_lock_and_what_a_killed_process_left_stay_out_of_git(path):
    folder = path.parent
    (folder / ".bridge.yaml.abc.partial").write_text("half")
    (folder / ".other.yaml.abc.partial").write_text("half")
    open_store(path).decide("c001", "hold", by="Ida")
    assert sorted(found.name for found in folder.iterdir()) == [".factcheck", ".other.yaml.abc.partial", "bridge.yaml"]
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    status = subprocess.run(["git", "status", "--porcelain", "-uall"], cwd=folder, capture_output=True, text=True, check=True).stdout
    assert ".factcheck" not in status


def test_a_link_leads_to_one_file_and_one_lock(path, tmp_path):
    link = tmp_path / "desk" / "today.yaml"
    link.parent.mkdir()
    link.symlink_to(path)
    open_store(link).decide("c001", "hold", by="Ida")
    assert link.is_symlink()
    assert read_annotation(path).claims[0].decisions[0].by == "Ida"
    assert [found.name for found in link.parent.iterdir()] == ["today.yaml"]


def test_several_changes_are_one_save_or_none(path, monkeypatch):
    store = open_store(path)
    saves = []
    monkeypatch.setattr(Document, "save", lambda self, to, real=Document.save: saves.append(to) or real(self, to))
    with store.together():
        store.decide("c001", "hold", by="Ida")
        store.decide("c002", "hold", by="Ida")
        assert len(store.claim("c001").decisions) == 1
    assert len(saves) == 1
    before = path.read_bytes()

    def half():
        with store.together():
            store.decide("c001", "dismiss", by="Ida")
            store.decide("c999", "dismiss", by="Ida")

    with pytest.raises(InputError, match="c999"):
        half()
    assert (path.read_bytes(), len(saves)) == (before, 1)
    assert store.reload_if_changed()
    assert [len(found.decisions) for found in store.claims] == [1, 1, 0]


def test_an_import_is_all_or_nothing_in_one_save(path, monkeypatch):
    exchange = exchange_of(read_annotation(path), article())
    first, second, third = exchange.items
    saves = []
    monkeypatch.setattr(Document, "save", lambda self, to, real=Document.save: saves.append(to) or real(self, to))
    outside = [
        replace(first, kind="opinion"),
        replace(second, chain=(*second.chain[:-1], second.chain[-1].model_copy(update={"source": "Ann"}))),
        replace(third, id=None, spans=(span("said the ferry"),), text="She spoke."),
    ]
    before = path.read_bytes()
    blank = replace(third, id=None, spans=(span(" "),))
    with pytest.raises(InputError, match="marks no words"):
        import_into(path, replace(exchange, items=(*outside, blank)), by="Tom", article=article())
    assert (path.read_bytes(), saves) == (before, [])
    done = import_into(path, replace(exchange, items=tuple(outside)), by="Tom", article=article())
    assert (len(saves), done.changed, len(done.added)) == (1, ("c001", "c002"), 1)
    found = read_annotation(path).claim("c002")
    assert (found.chain[-1].source, found.decisions[0].by, found.decisions[0].fields["source"]) == ("Ann", "Tom", "Ann")


def test_ids_of_other_tools_are_their_own_affair(path, tmp_path):
    exchange = exchange_of(read_annotation(path), article())
    odd = replace(exchange, items=(replace(exchange.items[0], id="-x y/1"), exchange.items[1]))
    import_into(tmp_path / "new.yaml", odd, by="Tom", article=article())
    assert [claim.id for claim in read_annotation(tmp_path / "new.yaml").claims] == ["c003", "c002"]


@pytest.mark.parametrize("odd", ["my claim", "a/b", "-x", '"#1"', '"x\\u200b"', "é1"])
def test_an_id_that_an_address_would_read_otherwise_is_refused_with_its_line(path, odd):
    path.write_text(path.read_text().replace("id: c002", f"id: {odd}"))
    line = path.read_text().splitlines().index(f"  - id: {odd}") + 1
    before = path.read_bytes()
    with pytest.raises(AnnotationError, match=rf"bridge.yaml:{line}:5: claims.1.id: the id .* give the claim another"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_file_without_claims_takes_its_first(tmp_path):
    from factcheck.article import parse_article
    from factcheck.models import Span
    from factcheck.review import AnnotationStore, read_annotation, write_annotation

    article = parse_article("The pier was closed on Monday, the harbour master said.", id="pier")
    path = tmp_path / "pier.yaml"
    write_annotation(path, article, [])
    claim = AnnotationStore(path, article).add_claim([Span(start=0, end=29)], by="Tom Ash")
    assert [one.id for one in read_annotation(path).claims] == [claim]
