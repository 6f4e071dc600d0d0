"""Two people's copies made one: no decision lost, whatever the order."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from test_annotation_file import QUOTES, TEXT, article, checked, claim, claims
from test_review_store import open_store, span

from factcheck.review import read_annotation, write_annotation
from factcheck.review.differences import differences, render_differences
from factcheck.review.joining import join
from factcheck.review.yaml_file import dump, load, save


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.yaml"
    write_annotation(path, article(), [checked(one, "supported") for one in claims()])
    return path


def copy(path: Path, name: str) -> Path:
    other = path.with_name(f"{name}.yaml")
    shutil.copy(path, other)
    return other


def merged(ours: Path, theirs: Path, base: Path | None = None, name: str = "merged"):
    joined = join(ours, load(ours), load(theirs), load(base) if base else None)
    out = ours.with_name(f"{name}.yaml")
    save(out, joined.root)
    return out, joined


def decided(path: Path) -> set[tuple[str, str, str]]:
    return {(found.id, made.by, made.action) for found in read_annotation(path).claims for made in found.decisions}


def test_decisions_of_both_copies_are_kept_by_time(base):
    a, b = copy(base, "a"), copy(base, "b")
    open_store(a).decide("c001", "confirm", by="Ida")
    open_store(b).decide("c001", "dismiss", by="Tom", note="An opinion.")
    open_store(b).decide("c002", "hold", by="Tom")
    out, joined = merged(a, b)
    assert decided(out) == {("c001", "Ida", "confirm"), ("c001", "Tom", "dismiss"), ("c002", "Tom", "hold")}
    assert joined.conflicts == ()


def test_merging_again_changes_no_byte(base):
    a, b = copy(base, "a"), copy(base, "b")
    open_store(a).decide("c001", "correct", by="Ida", fields={"text": "The bridge was closed."})
    open_store(b).decide("c001", "correct", by="Tom", fields={"text": "The bridge is shut."})
    open_store(b).add_claim([span("twice a day")], by="Tom")
    out, joined = merged(a, b)
    assert [(one.claim, one.field, one.ours, one.theirs) for one in joined.conflicts] == [
        ("c001", "text", "The bridge was closed.", "The bridge is shut.")
    ]
    found = read_annotation(out).claims[0]
    assert (found.text, found.conflicts[0].theirs) == ("The bridge was closed.", "The bridge is shut.")
    before = out.read_bytes()
    for other in (b, a, out):
        again, _ = merged(out, other, name="again")
        assert again.read_bytes() == before


def test_with_a_base_only_what_both_changed_is_a_conflict(base):
    a, b = copy(base, "a"), copy(base, "b")
    open_store(a).decide("c002", "correct", by="Ida", fields={"text": "The ferry sails twice a day."})
    open_store(b).decide("c003", "correct", by="Tom", fields={"kind": "prediction"})
    b.write_text(b.read_text().replace("  - id: c001\n", "  - id: c001  # ask the port\n    desk: city\n"))
    out, joined = merged(a, b, base)
    first, second, third = read_annotation(out).claims
    assert (second.text, third.kind, first.model_extra["desk"]) == ("The ferry sails twice a day.", "prediction", "city")
    assert joined.conflicts == ()
    assert second.edited
    assert third.edited


def test_a_run_on_one_side_never_beats_a_person_on_the_other(base):
    a, b = copy(base, "a"), copy(base, "b")
    write_annotation(a, article(), [checked(claim(TEXT, QUOTES[0], said="A bridge is closed."), "refuted"), *map(checked, claims()[1:])])
    open_store(b).decide("c001", "correct", by="Ida", fields={"text": "The Lower Bridge is closed."})
    for ours, theirs in ((a, b), (b, a)):
        out, joined = merged(ours, theirs, base)
        found = read_annotation(out).claims[0]
        assert found.text == "The Lower Bridge is closed."
        assert found.machine.support.label == "refuted"
        assert joined.conflicts == ()
        assert found.stale[0].because == "what factcheck found changed"


def test_one_id_for_two_claims_becomes_two_claims(base):
    a, b = copy(base, "a"), copy(base, "b")
    more = TEXT + " A storm is near. Boats stay in."
    for path, quote in ((a, "A storm is near"), (b, "Boats stay in")):
        write_annotation(path, article(more), [checked(one, "supported") for one in claims(more, (*QUOTES, quote))])
        open_store(path, more).decide("c004", "confirm", by=path.stem)
    out, _ = merged(a, b)
    found = {one.id: (one.quote.exact, [made.by for made in one.decisions]) for one in read_annotation(out).claims}
    assert found["c004"] == ("A storm is near", ["a"])
    assert found["c005"] == ("Boats stay in", ["b"])
    again, _ = merged(out, b, name="again")
    assert again.read_bytes() == out.read_bytes()


def test_a_claim_that_one_side_deleted_comes_back(base):
    a, b = copy(base, "a"), copy(base, "b")
    open_store(b).decide("c003", "confirm", by="Tom")
    root = load(a)
    del root["claims"][2]
    a.write_text(dump(root))
    out, _ = merged(a, b, base)
    assert ("c003", "Tom", "confirm") in decided(out)


def test_comments_of_both_copies_stand_at_what_they_are_about(base):
    a, b = copy(base, "a"), copy(base, "b")
    a.write_text(a.read_text().replace("  - id: c002", "  # the ferry\n  - id: c002  # ours"))
    text = b.read_text().replace("  - id: c003", "  # the tolls\n  # are new\n  - id: c003")
    text = text.replace("  - id: c002", "  - id: c002  # theirs").replace("    mode: indirect", "    mode: indirect  # she # phoned", 1)
    b.write_text(text.replace("claims:\n", "# all of them\nclaims:\n") + "# the end\n")
    open_store(a).decide("c001", "confirm", by="Ida")
    open_store(b).decide("c001", "confirm", by="Tom", note="# no comment")
    out, joined = merged(a, b)
    found = out.read_text()
    assert "  # the ferry\n  # theirs\n  - id: c002  # ours\n" in found
    assert "  # the tolls\n  # are new\n  - id: c003\n" in found
    assert "# all of them\nclaims:\n" in found
    assert found.count("# the end") == found.count("mode: indirect  # she # phoned") == 1
    assert found.count("# no comment") == 1
    assert joined.lost_comments == ()
    assert decided(out) == {("c001", "Ida", "confirm"), ("c001", "Tom", "confirm")}
    again, _ = merged(out, b, name="again")
    assert again.read_bytes() == out.read_bytes()


def test_a_comment_that_our_side_took_out_does_not_come_back(base):
    base.write_text(base.read_text().replace("  - id: c002", "  # old\n  - id: c002"))
    a, b = copy(base, "a"), copy(base, "b")
    a.write_text(a.read_text().replace("  # old\n", ""))
    b.write_text(b.read_text().replace("  # old\n", "  # old\n  # new\n"))
    out, joined = merged(a, b, base)
    assert "# old" not in out.read_text()
    assert "  # new\n  - id: c002" in out.read_text()
    assert joined.lost_comments == ()


def test_differences_name_claims_and_decisions(base):
    a, b = copy(base, "a"), copy(base, "b")
    assert differences(read_annotation(a), read_annotation(b)) == ()
    open_store(a).decide("c001", "confirm", by="Ida")
    open_store(b).decide("c001", "correct", by="Tom", fields={"support": "refuted"}, note="Rang them.")
    added = open_store(b).add_claim([span("twice a day")], by="Tom")
    found = differences(read_annotation(a), read_annotation(b))
    assert [(item.claim, item.only_in) for item in found] == [("c001", None), (added, "theirs")]
    text = render_differences(found, "a.yaml", "b.yaml")
    assert "< Ida, 2025-06-21T12:00:00+00:00: confirm" in text
    assert "> Tom, 2025-06-21T12:00:00+00:00: correct, support=refuted (Rang them.)" in text


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["Ida", "Tom", "Ann"]), st.sampled_from(["c001", "c002", "c003"]), st.sampled_from(["confirm", "hold", "dismiss"])
    ),
    max_size=3,
)


@settings(max_examples=8, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(ACTS, ACTS, ACTS), st.booleans())
def test_any_order_of_merging_keeps_every_decision(base, acts, based):
    copies = [copy(base, f"copy{number}") for number in range(3)]
    for path, made in zip(copies, acts, strict=True):
        store = open_store(path)
        for by, identifier, action in made:
            store.decide(identifier, action, by=by)
    every = set().union(*map(decided, copies))
    results = []
    for order in itertools.permutations(copies):
        out = order[0]
        for number, other in enumerate(order[1:]):
            out, _ = merged(out, other, base if based else None, name=f"step{number}")
        assert decided(out) == every
        results.append([found.decisions for found in read_annotation(out).claims])
    assert all(result == results[0] for result in results)


def git(folder, *arguments, check=True):
    return subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], cwd=folder, check=check, capture_output=True, text=True
    )


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_git_merge_driver_of_the_docs(base, tmp_path, root):
    folder = tmp_path / "newsroom"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    docs = (root / "docs" / "annotation-file.md").read_text()
    assert "claims/*.yaml merge=factcheck" in docs
    assert 'git config merge.factcheck.driver "factcheck claims merge %A %B --base %O"' in docs
    run = f"PYTHONPATH={root} {sys.executable} -c 'from factcheck.cli.main import run; run()'"
    git(folder, "config", "merge.factcheck.driver", f"{run} claims merge %A %B --base %O")
    (folder / "claims").mkdir()
    (folder / ".gitattributes").write_text("claims/*.yaml merge=factcheck\n")
    path = folder / "claims" / "bridge.yaml"
    shutil.copy(base, path)

    def commit(branch, work):
        if branch != "main":
            git(folder, "checkout", "-q", "-b", branch, "main")
        work()
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", branch)

    commit("main", lambda: None)
    commit("ida", lambda: open_store(path).decide("c001", "confirm", by="Ida"))
    git(folder, "checkout", "-q", "main")
    commit("tom", lambda: open_store(path).decide("c001", "correct", by="Tom", fields={"text": "The bridge is shut."}))
    git(folder, "merge", "-q", "ida")
    assert decided(path) == {("c001", "Ida", "confirm"), ("c001", "Tom", "correct")}
    commit("ann", lambda: open_store(path).decide("c001", "correct", by="Ann", fields={"text": "The bridge was closed."}))
    git(folder, "checkout", "-q", "tom")
    clash = git(folder, "merge", "-q", "ann", check=False)
    assert clash.returncode != 0
    assert "c001: text" in clash.stdout + clash.stderr
    assert {by for _, by, _ in decided(path)} == {"Ida", "Tom", "Ann"}
