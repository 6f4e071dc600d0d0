"""Each rule: a file that breaks it, and what lets it pass."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from gate_fixture import SENTENCES, broken, decide, found, write

from factcheck.article import read_article
from factcheck.errors import AnnotationError
from factcheck.gate import Policy, judge_file, read_policy
from factcheck.gate.conditions import share_reviewed
from factcheck.gate.lookup import annotations_of
from factcheck.gate.policy import RuleSettings
from factcheck.gate.table import RULES
from factcheck.models import Span
from factcheck.review import AnnotationStore, read_annotation, write_annotation
from factcheck.review.finding import article_of

GOOD = found()


def policy(name=None, base="default", **keys):
    """Only the rule of that name, as `base` holds it, with other settings."""
    held = read_policy(base)
    top = {key: keys.pop(key) for key in ("editors", "reviewers", "own_work") if key in keys}
    if name is None:
        return held.model_copy(update=top)
    settings = held.rule[name].model_copy(update={"level": "fail", **keys})
    return held.model_copy(update={"rule": {name: settings}, **top})


def rules(path, held, **options):
    return broken(judge_file(path, held, **options))


def replace(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_piece_that_is_backed_sourced_and_reviewed_may_be_published(tmp_path):
    path = write(tmp_path, GOOD, GOOD)
    decide(path, "c001", "confirm")
    outcome = judge_file(path)
    assert broken(outcome) == []
    assert (outcome.may_publish, outcome.claims, outcome.reviewed, outcome.policy.name) == (True, 2, 1, "default")
    assert outcome.article == str(tmp_path / "articles" / "bridge.txt")


# whom the verdicts concern, and which decisions settle them


@pytest.mark.parametrize(
    ("rule", "bad", "good_again"),
    [
        ("refuted", found("refuted"), {"support": "supported"}),
        ("altered", found(attribution="altered"), {"attribution": "paraphrased"}),
        ("misattributed", found(attribution="misattributed"), {"attribution": "verbatim"}),
    ],
)
def test_what_is_wrong_stays_wrong_however_often_it_is_confirmed(tmp_path, rule, bad, good_again):
    held = policy(rule, note=True)
    path = write(tmp_path, bad, GOOD)
    assert rules(path, held) == [(rule, "c001")]
    decide(path, "c001", "confirm", note="It is so.")  # confirms the verdict, which is that it is wrong
    assert rules(path, held) == [(rule, "c001")]
    decide(path, "c001", "correct", note="factcheck misread it.", **good_again)
    outcome = judge_file(path, held)
    assert broken(outcome) == []
    (release,) = outcome.releases
    assert (release.rule, release.claim, release.by, release.action, release.note) == (
        rule,
        "c001",
        "Ida Roe",
        "correct",
        "factcheck misread it.",
    )


def test_a_person_who_finds_it_refuted_is_heard(tmp_path):
    path = write(tmp_path, GOOD)
    decide(path, "c001", "correct", support="refuted")
    outcome = judge_file(path, policy("refuted"))
    assert broken(outcome) == [("refuted", "c001")]
    assert "Ida Roe found it refuted" in outcome.violations[0].found


def test_a_later_word_against_it_undoes_a_sign_off(tmp_path):
    path = write(tmp_path, found("refuted"))
    held = policy("refuted", editors=("Ida Roe",))
    decide(path, "c001", "dismiss", note="The piece says that he lied.")
    assert rules(path, held) == []
    decide(path, "c001", "confirm", by="Tom Ash")
    assert rules(path, held) == [("refuted", "c001")]


def test_only_those_count_whom_the_policy_names(tmp_path):
    path = write(tmp_path, found("refuted"))
    held = policy("refuted", editors=("Ida  ROE",), reviewers=("Tom Ash",))
    decide(path, "c001", "dismiss", by="Tom Ash", note="Nothing to check.")
    decide(path, "c001", "dismiss", by="Ann Other", note="Nothing to check.")
    (violation,) = judge_file(path, held).violations
    assert "by Tom Ash does not count: it takes an editor" in violation.found
    assert "by Ann Other does not count: the policy does not name them" in violation.found
    decide(path, "c001", "dismiss", by="ida roe")
    assert "it has no note" in judge_file(path, held).violations[0].found
    decide(path, "c001", "dismiss", by="ida roe", note="He says himself that it was a joke.")
    assert rules(path, held) == []
    AnnotationStore(path).withdraw("c001", by="ida roe")
    assert "it has no note" in judge_file(path, held).violations[0].found


def test_a_policy_that_names_no_editor_lets_nobody_sign_off(tmp_path):
    path = write(tmp_path, found(named=False, kind="anonymous", origins=0))
    decide(path, "c001", "confirm", note="I know who it is.")
    (violation,) = judge_file(path, policy("one-anonymous-source", editors=())).violations
    assert "the policy names none" in violation.found


def test_two_people_are_two_people(tmp_path):
    path = write(tmp_path, found("refuted"))
    held = policy("refuted", people=2)
    decide(path, "c001", "dismiss", note="A joke.")
    decide(path, "c001", "dismiss", by="IDA ROE", note="A joke, I said.")
    assert "until now: IDA ROE" in judge_file(path, held).violations[0].found
    decide(path, "c001", "dismiss", by="Tom Ash", note="So it is.")
    outcome = judge_file(path, held)
    assert [release.by for release in outcome.releases] == ["IDA ROE", "Tom Ash"]


def test_nobody_signs_off_their_own_work_where_the_policy_says_so(tmp_path):
    path = write(tmp_path, found("conflicting"), byline="Tom Ash and Ida Roe")
    decide(path, "c001", "confirm", note="Both have it.")
    assert rules(path, policy("conflicting")) == []
    (violation,) = judge_file(path, policy("conflicting", own_work=False)).violations
    assert "the piece is their own" in violation.found
    store = AnnotationStore(path)
    added = store.add_claim([Span(start=0, end=10)], by="Ann Other")
    store.decide(added, "confirm", by="Ann Other")
    assert rules(path, policy("unchecked-addition")) == []
    assert rules(path, policy("unchecked-addition", own_work=False)) == [("unchecked-addition", added)]


# the other findings


def test_conflicting_evidence_is_settled_by_whoever_weighed_it(tmp_path):
    path = write(tmp_path, found("conflicting"))
    assert rules(path, policy("conflicting")) == [("conflicting", "c001")]
    decide(path, "c001", "confirm")
    assert rules(path, policy("conflicting")) == []


@pytest.mark.parametrize(("sure", "rule"), [(True, "mismatch"), (False, "possible-mismatch")])
def test_mismatches(tmp_path, sure, rule):
    path = write(tmp_path, found(mismatch="number", sure=sure))
    outcome = judge_file(path, policy(rule))
    assert broken(outcome) == [(rule, "c001")]
    assert outcome.violations[0].found == "number: the article has nine, the passage four (ledger#0)."
    assert rules(path, policy("possible-mismatch" if sure else "mismatch")) == []
    assert rules(path, policy(rule, details=("name", "quotation"))) == []
    decide(path, "c001", "confirm")
    assert rules(path, policy(rule)) == []


@pytest.mark.parametrize(
    ("what", "hits"),
    [
        (found(named=False, kind="anonymous", origins=0), True),
        (found(named=False, kind="anonymous", origins=1), True),
        (found(named=False, kind="anonymous", origins=2), False),
        (found(named=False, kind="author", origins=0), False),
        (found(named=False, kind="anonymous", origins=1, grade="weak", with_evidence="strong"), False),
        (found(named=False, kind="spokesperson", origins=0), False),
        (found(origins=0), False),
    ],
)
def test_one_anonymous_source(tmp_path, what, hits):
    path = write(tmp_path, what)
    assert rules(path, policy("one-anonymous-source")) == ([("one-anonymous-source", "c001")] if hits else [])


def test_naming_the_source_by_hand_is_no_way_round(tmp_path):
    path = write(tmp_path, found(named=False, kind="anonymous", origins=0))
    replace(path, "kind: anonymous", "kind: person")
    replace(path, "named: false", "named: true")
    assert rules(path, policy("edited-claim")) == [("edited-claim", "c001")]
    decide(path, "c001", "confirm", by="Ida Roe")
    assert rules(path, policy("edited-claim")) == []
    assert rules(path, policy("edited-claim", reviewers=("Tom Ash",))) == [("edited-claim", "c001")]


def test_a_source_that_a_decision_names_still_takes_an_editor(tmp_path):
    path = write(tmp_path, found(named=False, kind="anonymous", origins=0))
    decide(path, "c001", "correct", by="Tom Ash", source="Mara Vance", source_kind="person")
    assert rules(path, policy("one-anonymous-source", editors=("Ida Roe",))) == [("one-anonymous-source", "c001")]
    decide(path, "c001", "confirm", by="Ida Roe")
    assert rules(path, policy("one-anonymous-source", editors=("Ida Roe",))) == []


def test_quotations_that_nothing_has(tmp_path):
    path = write(tmp_path, found(attribution="not_found", mode="direct"), found(attribution="not_found"))
    assert rules(path, policy("quotation-not-found")) == [("quotation-not-found", "c001")]


@pytest.mark.parametrize("grade", ["none", "weak"])
def test_grades(tmp_path, grade):
    rule = f"sourcing-{grade}"
    path = write(
        tmp_path,
        found(grade=grade),
        found(grade=grade, with_evidence="moderate"),
        found(grade=grade, label="not_checkable"),
        found(grade="strong", with_evidence=grade),
    )
    assert rules(path, policy(rule)) == [(rule, "c001"), (rule, "c004")]
    assert rules(path, policy(rule, check_worthiness=0.9)) == []
    decide(path, "c001", "correct", sourcing="strong")
    decide(path, "c004", "confirm")
    outcome = judge_file(path, policy(rule))
    assert broken(outcome) == []
    assert [(release.claim, release.action) for release in outcome.releases] == [("c004", "confirm")]


def test_undecided_by_the_evidence(tmp_path):
    path = write(tmp_path, found("not_enough_evidence"), found("not_enough_evidence", worth=0.2))
    assert rules(path, policy("not-enough-evidence", check_worthiness=0.4)) == [("not-enough-evidence", "c001")]


def test_evidence_that_a_person_found_against_it_asks_for_a_decision_since(tmp_path):
    path = write(tmp_path, GOOD)
    decide(path, "c001", "confirm")
    now = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1)
    store = AnnotationStore(path, clock=lambda: now)
    store.attach_evidence("c001", by="Tom Ash", quote="It cost twelve.", relation="refutes")
    assert rules(path, policy("evidence-against")) == [("evidence-against", "c001")]
    AnnotationStore(path, clock=lambda: now + dt.timedelta(hours=1)).decide("c001", "confirm", by="Ida Roe")
    assert rules(path, policy("evidence-against")) == []


# decisions


def test_open_decisions(tmp_path):
    path = write(tmp_path, GOOD, GOOD)
    held = policy(editors=("Ida Roe",))
    decide(path, "c001", "hold", by="Tom Ash", note="Waits for the agency.")
    decide(path, "c002", "needs_source", by="Ida Roe")
    assert {("on-hold", "c001"), ("needs-source", "c002")} <= set(rules(path, held))
    assert judge_file(path, policy("on-hold")).violations[0].found == "Tom Ash holds it: Waits for the agency."
    decide(path, "c001", "confirm", by="Ann Other")
    decide(path, "c002", "confirm", by="Ann Other")  # an editor asked: it takes an editor
    assert [pair for pair in rules(path, held) if pair[0] in {"on-hold", "needs-source"}] == [("needs-source", "c002")]
    decide(path, "c002", "confirm", by="ida roe")
    assert [pair for pair in rules(path, held) if pair[0] in {"on-hold", "needs-source"}] == []


def test_stale_decisions_are_computed_whatever_the_file_says(tmp_path):
    path = write(tmp_path, found("refuted"))
    decide(path, "c001", "dismiss", note="A joke.")
    assert rules(path, policy("stale-decision")) == rules(path, policy("refuted")) == []
    article, claims = tmp_path / "articles" / "bridge.txt", [found("refuted", attribution="altered")]
    write(tmp_path, *claims)
    assert "what factcheck found changed" in judge_file(path, policy("stale-decision")).violations[0].found
    text = path.read_text("utf-8")
    begin, end = text.index("    stale:"), text.index("    decisions:")
    path.write_text(text[:begin] + text[end:], "utf-8")
    assert rules(path, policy("stale-decision")) == [("stale-decision", "c001")]
    assert "what it was taken on has changed" in judge_file(path, policy("refuted")).violations[0].found
    assert article.exists()


def test_old_decisions(tmp_path):
    path = write(tmp_path, GOOD)
    decide(path, "c001", "confirm")
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=31, hours=1)
    assert rules(path, policy("old-decision")) == []
    (violation,) = judge_file(path, policy("old-decision"), now=later).violations
    assert violation.found == "Ida Roe decided 31 days ago."


def test_four_eyes(tmp_path):
    path = write(tmp_path, found(claim_kind="statistic", worth=0.9), found(claim_kind="fact", worth=0.9), found(claim_kind="statistic"))
    held = policy("four-eyes", kinds=("statistic",))
    decide(path, "c001", "confirm")
    assert rules(path, held) == [("four-eyes", "c001")]
    decide(path, "c001", "confirm", by="Tom Ash")
    assert rules(path, held) == []


def test_shares(tmp_path):
    path = write(tmp_path, found(worth=0.9), found(worth=0.8), found(worth=0.1), found(worth=0.2))
    worthy, share = policy("reviewed-worthy"), policy("reviewed-share", at_least=0.5)
    decide(path, "c001", "confirm")
    decide(path, "c002", "hold")
    (violation,) = judge_file(path, worthy).violations
    assert violation.found == "1 of 2 claims with check-worthiness 0.75 or more reviewed, 50%; the policy wants 100%."
    assert rules(path, share) == [("reviewed-share", None)]
    decide(path, "c002", "dismiss")
    assert rules(path, worthy) == rules(path, share) == []
    replace(path, "check_worthiness: 0.1", "note: from before it was written")
    assert rules(path, worthy) == [("reviewed-worthy", None)]


# the file and what lies beside it


@pytest.mark.parametrize("percent", [7, 14, 29, 55, 56, 57, 58, 100])
def test_a_share_that_is_just_reached_is_reached(monkeypatch, percent):
    piece = SimpleNamespace(cases=(SimpleNamespace(worth=lambda _: True),) * 100)
    for done in (percent - 1, percent):
        turn = iter([True] * done + [False] * (100 - done))
        monkeypatch.setattr("factcheck.gate.conditions.reviewed", lambda *_, turn=turn: next(turn))
        assert (share_reviewed(piece, RuleSettings(level="fail", at_least=percent / 100)) is None) == (done == percent)


def test_another_text_is_noticed(tmp_path):
    path = write(tmp_path, GOOD)
    assert rules(path, policy("text-changed")) == []
    article = tmp_path / "articles" / "bridge.txt"
    article.write_text(article.read_text() + "\nOne more thing.\n")
    assert rules(path, policy("text-changed")) == [("text-changed", None)]
    assert judge_file(path, policy("refuted")).violations == ()


def test_a_missing_article_is_noticed(tmp_path):
    path = write(tmp_path, GOOD)
    moved = (tmp_path / "articles" / "bridge.txt").rename(tmp_path / "elsewhere.txt")
    assert "bridge.txt" in judge_file(path, policy("article-missing")).violations[0].found
    assert rules(path, policy("article-missing"), article=moved) == []
    replace(path, "  file: ../articles/bridge.txt\n", "")
    assert "does not say where" in judge_file(path, policy("article-missing")).violations[0].found


def test_a_link_to_an_annotation_file_is_about_the_same_article(tmp_path):
    path = write(tmp_path, GOOD)
    link = tmp_path / "desk" / "today" / "bridge.yaml"
    link.parent.mkdir(parents=True)
    link.symlink_to(path)
    article = tmp_path / "articles" / "bridge.txt"
    assert rules(link, policy("article-missing")) == []
    assert annotations_of(article, link.parent) == [link]
    assert article_of(link, read_annotation(link)).sha256 == read_article(article).sha256


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("label: refuted", "label: supported"),
        ("label: altered", "label: verbatim"),
        ("grade: weak", "grade: strong"),
        ("sure: true", "sure: false"),
    ],
)
def test_findings_that_were_changed_by_hand_are_noticed(tmp_path, old, new):
    path = write(tmp_path, found("refuted", attribution="altered", grade="weak", mismatch="date"), GOOD)
    assert rules(path, policy("altered-findings")) == []
    replace(path, old, new)
    assert rules(path, policy("altered-findings")) == [("altered-findings", "c001")]


def test_claims_that_were_taken_out_are_noticed(tmp_path):
    path = write(tmp_path, found("refuted"), GOOD, GOOD)
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("  - id: c001")] + text[text.index("  - id: c002") :], "utf-8")
    assert judge_file(path, policy("deleted-claims")).violations[0].found == "c001 is not in the file, though numbers are never left out."


def test_claims_that_were_hidden_are_noticed(tmp_path):
    path = write(tmp_path, found("refuted"), GOOD)
    replace(path, "  - id: c001\n", "  - id: c001\n    absent: true\n")
    assert rules(path, policy("refuted")) == []
    assert rules(path, policy("dropped-claim")) == [("dropped-claim", "c001")]
    replace(path, "    absent: true\n", "    replaced_by: [c009]\n")
    assert rules(path, policy("refuted")) == [("refuted", "c001")]


def test_claims_that_an_edit_took_out_are_no_matter(tmp_path):
    path = write(tmp_path, found("refuted"), GOOD)
    article = tmp_path / "articles" / "bridge.txt"
    article.write_text(article.read_text().replace(SENTENCES[0], "").lstrip())
    from gate_fixture import MODELS, checked, read_article

    text = read_article(article)
    write_annotation(path, text, [checked(text, SENTENCES[1], GOOD)], models=MODELS, file=article)
    assert rules(path, policy("dropped-claim")) == rules(path, policy("refuted")) == rules(path, policy("deleted-claims")) == []


def test_words_that_the_article_does_not_have_are_noticed(tmp_path):
    path = write(tmp_path, GOOD)
    replace(path, "exact: The bridge at Lower Marsh", "exact: The tunnel at Lower Marsh")
    assert rules(path, policy("misplaced-claim")) == [("misplaced-claim", "c001")]


def test_what_was_never_checked(tmp_path):
    path = write(tmp_path, GOOD)
    article = tmp_path / "articles" / "bridge.txt"
    from gate_fixture import checked, read_article

    text = read_article(article)
    path.unlink()
    write_annotation(path, text, [checked(text, SENTENCES[0], GOOD).claim], file=article)
    assert rules(path, policy("unchecked")) == [("unchecked", "c001")]
    decide(path, "c001", "confirm", note="Rang them.")
    assert rules(path, policy("unchecked")) == []
    path.unlink()
    write_annotation(path, text, [], file=article)
    assert rules(path, policy("no-claims")) == [("no-claims", None)]


def test_claims_that_another_run_checked(tmp_path):
    path = write(tmp_path, GOOD)
    assert rules(path, policy("outdated-check")) == []
    replace(path, "name: double", "name: another")
    assert rules(path, policy("outdated-check")) == [("outdated-check", "c001")]


def test_unsettled_merges_and_unread_paragraphs(tmp_path):
    path = write(tmp_path, GOOD)
    replace(path, "    decisions: []", "    conflicts:\n      - {field: text, ours: a, theirs: b}\n    decisions: []")
    replace(path, "  sha256:", "  left_out: 2 in French\n  sha256:")
    assert judge_file(path, policy("merge-conflict")).violations[0].found == "Unsettled since a merge: text."
    assert judge_file(path, policy("unread-text")).violations[0].found == "Paragraphs that nobody looked for claims in: 2 in French."


def test_an_invalid_file_is_an_error_with_its_line(tmp_path):
    path = write(tmp_path, GOOD)
    replace(path, "mode: indirect", "mode: sideways")
    with pytest.raises(AnnotationError, match=r"bridge\.yaml:\d+:5: claims\.0\.mode"):
        judge_file(path)


# what a policy makes of it


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({}, None),
        ({"by": "editor"}, "It takes an editor's decision."),
        ({"note": True}, "It takes a decision with a note."),
        ({"by": "editor", "note": True}, "It takes an editor's decision with a note."),
        ({"people": 2}, "It takes the decisions of 2 people."),
        ({"people": 2, "by": "editor", "note": True}, "It takes the decisions of 2 editors, each with a note."),
    ],
)
def test_whose_decisions_it_takes_is_a_sentence(tmp_path, wanted, told):
    (violation,) = judge_file(
        write(tmp_path, found("refuted")), policy("refuted", **{"people": 1, "by": "reviewer", "note": False} | wanted)
    ).violations
    assert violation.remedy.endswith(told) if told else "It takes" not in violation.remedy


def test_off_and_warn(tmp_path):
    path = write(tmp_path, found("refuted"))
    assert judge_file(path, policy("refuted", level="off")).violations == ()
    outcome = judge_file(path, policy("refuted", level="warn"))
    assert outcome.may_publish
    assert broken(outcome, "warn") == [("refuted", "c001")]


def test_worst_first(tmp_path):
    path = write(tmp_path, found(grade="none", worth=0.9), found("conflicting"), found("refuted"), found("refuted"))
    failures = broken(judge_file(path), "fail")
    assert failures[:3] == [("refuted", "c003"), ("refuted", "c004"), ("conflicting", "c002")]
    levels = [one.level for one in judge_file(path).violations]
    assert levels == sorted(levels)  # fail before warn


def test_every_rule_says_what_it_wants_and_what_to_do():
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.reason.endswith(".")
        assert rule.remedy.endswith(".")
        assert "\n" not in rule.reason + rule.remedy
        assert set(rule.takes) <= set(RuleSettings.model_fields)
        assert Policy(rule={rule.id: RuleSettings(level="off")})


def test_the_gate_writes_nothing(tmp_path):
    path = write(tmp_path, found("refuted"))
    before = path.read_bytes()
    judge_file(path, "strict")
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir() if not file.name.startswith(".")) == ["bridge.yaml"]
