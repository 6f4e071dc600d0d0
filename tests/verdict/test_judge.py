from __future__ import annotations

import datetime as dt

import pytest

from factcheck.models import Attribution, Probabilities, Source, Span
from factcheck.verdict import LexicalVerifier, judge
from factcheck.verdict.base import Reading


class Fixed:
    """Gives the same reading to every pair."""

    name = "fixed"
    sha256 = "0" * 64

    def __init__(self, supports: float, refutes: float) -> None:
        self._reading = Probabilities(supports=supports, refutes=refutes, nei=round(1 - supports - refutes, 4))

    def verify(self, pairs, *, progress=None):
        return [self._reading for _ in pairs]


class Asked(Fixed):
    """Remembers what it was asked, and finds support where a word stands."""

    def __init__(self, word: str) -> None:
        super().__init__(0.9, 0.0)
        self.word, self.texts = word, []

    def verify(self, pairs, *, progress=None):
        self.texts.append([text for _, text in pairs])
        silent = Probabilities(supports=0.0, refutes=0.0, nei=1.0)
        return [self._reading if self.word in text else silent for _, text in pairs]


class AskedWhole(Asked):
    """Says itself which words decide, if any do."""

    def read(self, pairs, *, progress=None):
        return [Reading(reading, None) for reading in self.verify(pairs)]


TAKEN_OVER = "The flood in Brackwater killed 14 people on a night when nobody in the low town had thought of danger at all."
AGREES = Fixed(0.9, 0.0)
FLOOD = "The flood in Brackwater killed 14 people."


def only(judgements):
    (judgement,) = judgements
    return judgement


def test_a_supporting_passage_is_named_and_quoted(article, claim, evidence) -> None:
    a = article(FLOOD)
    result = only(
        judge(a, [claim(a)], [[evidence("It rained. The flood in Brackwater killed 14 people. It dried.", at=7)]], LexicalVerifier())
    )
    assert result.verdict.label == "supported"
    assert result.verdict.passage_ids == ("d1#0",)
    assert "Valley Wire (May 18, 2024)" in result.verdict.explanation
    assert result.attribution is None
    (assessment,) = result.assessments
    assert assessment.rationale == Span(start=7 + 11, end=7 + 11 + len(FLOOD))


BRACKWATER = "Fourteen died in Brackwater in the flood. The coroner has named the killed, 14 people. Brackwater flood sirens failed."


def test_a_passage_is_read_whole_and_its_telling_sentence_quoted(article, claim, evidence) -> None:
    a, verifier = article(FLOOD), Asked("coroner")
    result = only(judge(a, [claim(a)], [[evidence(BRACKWATER)]], verifier))
    whole, sentences = verifier.texts
    assert whole == [BRACKWATER]
    assert len(sentences) > 1
    assert "coroner" in result.assessments[0].rationale.of(BRACKWATER)


class Misled(Asked):
    """Takes the other side where a word stands beside another."""

    def verify(self, pairs, *, progress=None):
        misled = Probabilities(supports=0.0, refutes=0.9, nei=0.1)
        return [
            misled if "sirens" in text and "coroner" in text else one for (_, text), one in zip(pairs, super().verify(pairs), strict=True)
        ]


def test_a_sentence_that_clearly_says_the_other_thing_goes_before_its_passage(article, claim, evidence) -> None:
    a = article(FLOOD)
    passage = "The flood in Brackwater killed 14 people, the coroner said. It rained. The sirens failed."
    result = only(judge(a, [claim(a)], [[evidence(passage)]], Misled("coroner")))
    assert result.verdict.label == "supported"
    assert "coroner" in result.assessments[0].rationale.of(passage)


class Diluted(Asked):
    """Is less sure the more sentences it reads, and of the other mind where a word occurs."""

    def verify(self, pairs, *, progress=None):
        def reading(text):
            sure = 0.55 if text.count(".") > 1 else 0.9
            agrees, denies = (0.0, sure) if "denied" in text and text.count(".") == 1 else (sure, 0.0)
            return Probabilities(supports=agrees, refutes=denies, nei=round(1 - sure, 2))

        return [reading(text) for _, text in pairs]


@pytest.mark.parametrize(
    ("second", "label"),
    [("The flood in Brackwater lasted two days.", "supported"), ("That the flood killed 14 people was denied.", "not_enough_evidence")],
)
def test_a_clear_sentence_goes_before_a_passage_that_only_leans_unless_another_opposes_it(article, claim, evidence, second, label) -> None:
    a = article(FLOOD)
    passage = f"The flood in Brackwater killed 14 people, the coroner said. {second}"
    assert only(judge(a, [claim(a)], [[evidence(passage)]], Diluted(""))).verdict.label == label


def test_of_a_passage_that_takes_no_side_no_sentence_is_read(article, claim, evidence) -> None:
    a, verifier = article(FLOOD), Asked("volcano")
    judge(a, [claim(a)], [[evidence(BRACKWATER)]], verifier)
    assert verifier.texts == [[BRACKWATER]]


def test_a_verifier_that_says_which_words_decide_is_asked_once(article, claim, evidence) -> None:
    a, verifier = article(FLOOD), AskedWhole("coroner")
    assert only(judge(a, [claim(a)], [[evidence(BRACKWATER)]], verifier)).verdict.label == "supported"
    assert verifier.texts == [[BRACKWATER]]


def test_nothing_found_is_not_enough_evidence(article, claim, evidence) -> None:
    a = article(FLOOD)
    assert only(judge(a, [claim(a)], [[]], AGREES)).verdict.label == "not_enough_evidence"
    assert (
        only(judge(a, [claim(a)], [[evidence("Bread is dear.")]], LexicalVerifier())).verdict.explanation
        == "No passage of the evidence bears on it."
    )


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"publisher": "The Harbour Post (via Sample)"}, "own publisher"),
        ({"url": "http://www.example.org/flood/"}, "the article itself"),
        ({"date": dt.date(2024, 6, 1)}, "later development"),
    ],
)
def test_the_article_itself_and_later_news_never_count(article, claim, evidence, options, reason: str) -> None:
    a = article(FLOOD, url="https://example.org/flood")
    e = evidence("Fourteen died when Brackwater was flooded.", **options)
    result = only(judge(a, [claim(a)], [[e]], AGREES, as_of=dt.date(2024, 5, 20)))
    assert result.verdict.label == "not_enough_evidence"
    assert reason in (result.assessments[0].excluded or "")
    assert result.assessments[0].relation == "neutral"


def test_a_copy_of_the_article_never_supports_it(article, claim, evidence) -> None:
    a = article("The flood in Brackwater killed 14 people on a night when nobody in the low town had thought of danger at all.")
    for date in (a.date, a.date + dt.timedelta(days=1), None):
        result = only(judge(a, [claim(a)], [[evidence(a.text, date=date)]], AGREES))
        assert (result.verdict.label, result.assessments[0].excluded) == ("not_enough_evidence", "a copy of the article")


def test_an_earlier_text_that_the_article_takes_over_backs_nothing(article, claim, evidence) -> None:
    a = article(TAKEN_OVER)
    result = only(judge(a, [claim(a)], [[evidence(a.text)]], AGREES))
    assert (result.verdict.label, result.assessments[0].excluded) == ("not_enough_evidence", None)
    assert result.verdict.explanation.endswith("agrees, but the article, published later, takes over its words.")


def test_what_the_article_altered_in_a_text_that_it_takes_over_counts_against_it(article, claim, evidence) -> None:
    a = article(TAKEN_OVER)
    result = only(judge(a, [claim(a)], [[evidence(TAKEN_OVER.replace("14", "9"))]], Fixed(0.05, 0.9)))
    assert result.verdict.label == "refuted"
    assert "14" in result.verdict.explanation
    assert [item.agrees for item in result.assessments[0].diff if item.kind == "number"] == [False]


def test_a_refutation_is_told_by_a_passage_that_shows_what_is_wrong(article, claim, evidence) -> None:
    a = article("The flood in Brackwater killed 14 people.")
    vague = evidence("Brackwater lies on a river.", id="d1", publisher="Register")
    telling = evidence("The flood in Brackwater killed 9 people.", id="d2", publisher="Valley Wire")
    told = only(judge(a, [claim(a)], [[vague, telling]], Fixed(0.02, 0.95))).verdict.explanation
    assert told.startswith("Valley Wire")
    assert "and 1 more passage agrees" in told


def test_a_sure_mismatch_keeps_a_passage_from_supporting(article, claim, evidence) -> None:
    a = article("Norvik reported a loss of $3.1 billion in the third quarter.")
    e = evidence("Norvik reported a third-quarter loss of $5.1 billion.")
    result = only(judge(a, [claim(a)], [[e]], Fixed(0.6, 0.1)))
    assert (result.verdict.label, result.assessments[0].relation) == ("not_enough_evidence", "neutral")
    assert "$5.1 billion" in result.verdict.explanation


def test_what_search_ranks_low_must_say_it_more_plainly(article, claim, evidence) -> None:
    a = article(FLOOD)
    found = [evidence(f"The flood in Brackwater killed 14 people, page {number} of the report says.") for number in range(6)]

    def relations(supports: float, refutes: float) -> list[str]:
        return [one.relation for one in only(judge(a, [claim(a)], [found], Fixed(supports, refutes))).assessments]

    assert relations(0.62, 0.1) == ["supports", *["neutral"] * 5]
    assert relations(0.7, 0.1) == [*["supports"] * 4, *["neutral"] * 2]
    assert relations(0.85, 0.1) == ["supports"] * 6
    assert relations(0.1, 0.62) == ["neutral"] * 6
    assert relations(0.1, 0.7) == [*["refutes"] * 4, *["neutral"] * 2]


def test_a_reading_that_is_not_clear_takes_no_side(article, claim, evidence) -> None:
    a = article(FLOOD)
    for reading in (Fixed(0.58, 0.2), Fixed(0.2, 0.6)):
        result = only(judge(a, [claim(a)], [[evidence("The flood in Brackwater killed 14 people.")]], reading))
        assert result.assessments[0].relation == "neutral"
        assert result.verdict.label == "not_enough_evidence"
    assert (
        only(judge(a, [claim(a)], [[evidence("The flood in Brackwater killed 14 people.")]], Fixed(0.7, 0.2))).verdict.label == "supported"
    )


def test_near_entailment_but_for_a_sure_detail_refutes(article, claim, evidence) -> None:
    a = article("Arne Solberg says Norvik reported a loss of $3.1 billion in the third quarter.")
    e = evidence("Norvik reported a third-quarter loss of $5.1 billion, Arne Solberg wrote.")
    result = only(judge(a, [claim(a)], [[e]], AGREES))
    assert (result.verdict.label, result.assessments[0].relation) == ("refuted", "refutes")
    assert result.verdict.passage_ids == ("d1#0",)


def test_a_misspelled_name_does_not_undo_support_but_is_said(article, claim, evidence) -> None:
    a = article("Harold Lindqvist closed the pier.")
    result = only(judge(a, [claim(a)], [[evidence("The pier was closed by Harold Lindquist.")]], AGREES))
    assert result.verdict.label == "supported"
    assert "Harold Lindquist" in result.verdict.explanation.split("But ")[1]


def test_support_and_refutation_conflict(article, claim, evidence) -> None:
    a = article("The dam at Orla holds.")
    found = [evidence("The dam at Orla holds."), evidence("The dam at Orla never holds.", id="d2", publisher="Plain Sun")]
    result = only(judge(a, [claim(a)], [found], LexicalVerifier()))
    assert result.verdict.label == "conflicting"
    assert result.verdict.passage_ids == ("d1#0", "d2#0")


OUTLET = Source(name="the Valley Wire", canonical="The Valley Wire", kind="outlet", named=True)


@pytest.mark.parametrize(
    "options", [{"publisher": "Valley Wire"}, {"publisher": "Plain Sun", "title": "Fourteen dead, the Valley Wire reports"}]
)
def test_the_claims_own_source_and_its_relays_confirm_only_the_attribution(article, claim, evidence, options) -> None:
    a = article("The Valley Wire reported that the flood in Brackwater killed 14 people.")
    c = claim(a, "the flood in Brackwater killed 14 people", source=OUTLET)
    result = only(judge(a, [c], [[evidence("The flood in Brackwater killed 14 people.", **options)]], AGREES))
    assert result.verdict.label == "not_enough_evidence"
    assert "own source" in result.verdict.explanation
    assert result.attribution is not None
    assert result.attribution.label == "paraphrased"


def test_an_independent_passage_supports_what_an_outlet_reported(article, claim, evidence) -> None:
    a = article("The Valley Wire reported that the flood in Brackwater killed 14 people.")
    c = claim(a, "the flood in Brackwater killed 14 people", source=OUTLET)
    assert (
        only(judge(a, [c], [[evidence("Police counted 14 dead in Brackwater.", publisher="Plain Sun")]], AGREES)).verdict.label
        == "supported"
    )


WEAK = Fixed(0.48, 0.1)
LONG = "Police who counted the dead on Sunday gave a figure of fourteen for the whole of Brackwater after the flood."


@pytest.mark.parametrize(
    "again",
    [
        {"publisher": "Valley Wire"},
        {"id": "d2", "publisher": "The Valley Wire (via Example)"},
        {"id": "d2", "publisher": "Plain Sun"},
        {"id": "d2", "publisher": "Plain Sun", "title": "Fourteen dead - Valley Wire"},
    ],
)
def test_copies_and_passages_of_one_origin_do_not_add_up_to_support(article, claim, evidence, again) -> None:
    a = article(FLOOD)
    result = only(judge(a, [claim(a)], [[evidence(LONG), evidence(LONG, **again)]], WEAK))
    assert result.verdict == only(judge(a, [claim(a)], [[evidence(LONG)]], WEAK)).verdict
    assert {assessment.origin for assessment in result.assessments} == {"Valley Wire"}


class ByPassage:
    """Gives each passage the reading under its first word."""

    name = "by passage"
    sha256 = "0" * 64

    def __init__(self, **readings: tuple[float, float]) -> None:
        self._readings = readings

    def verify(self, pairs, *, progress=None):
        found = [self._readings[text.split()[0]] for _, text in pairs]
        return [Probabilities(supports=s, refutes=r, nei=round(1 - s - r, 4)) for s, r in found]


def test_a_dependent_passage_never_tips_the_pool_but_speaks_against(article, claim, evidence) -> None:
    a = article("The Valley Wire reported that the flood in Brackwater killed 14 people.")
    c = claim(a, "the flood in Brackwater killed 14 people", source=OUTLET)
    independent = evidence("Police counted the dead of Brackwater.", id="d2", publisher="Plain Sun")
    own = evidence("Residents of Brackwater mourn.", publisher="Valley Wire")
    alone = only(judge(a, [c], [[independent]], ByPassage(Police=(0.45, 0.0))))
    both = only(judge(a, [c], [[independent, own]], ByPassage(Police=(0.45, 0.0), Residents=(0.42, 0.0))))
    assert (both.verdict.label, both.verdict.confidence) == (alone.verdict.label, alone.verdict.confidence)
    assert both.assessments[1].relation == "neutral"
    assert both.assessments[1].dependent == "The Valley Wire is the claim's own source"
    assert only(judge(a, [c], [[own]], ByPassage(Residents=(0.0, 0.9)))).verdict.label == "refuted"


def test_where_nothing_was_weighed_there_is_no_confidence(article, claim, evidence) -> None:
    a = article(FLOOD, url="https://example.org/flood")
    assert only(judge(a, [claim(a)], [[]], AGREES)).verdict.confidence is None
    assert only(judge(a, [claim(a)], [[evidence("Of a flood.", url=a.url)]], AGREES)).verdict.confidence is None
    wish = article("The dams should be higher.")
    assert only(judge(wish, [claim(wish, kind="opinion")], [[evidence("Of a flood.")]], AGREES)).verdict.confidence is None
    assert only(judge(a, [claim(a)], [[evidence("Of a flood.")]], WEAK)).verdict.confidence is not None


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("The plan is a disgrace.", "opinion", "not_checkable"),
        ("Norvik should leave.", "opinion", "not_checkable"),
        ("Norvik is no new quarrel.", "opinion", "supported"),
        ("The plan will fail.", "prediction", "not_checkable"),
        ("In winter Norvik will fail.", "prediction", "supported"),
        ("The plan will cost $3 million.", "prediction", "supported"),
        ("they want to leave", "intent", "not_checkable"),
        ("In the spring Norvik wants to leave.", "intent", "supported"),
    ],
)
def test_what_evidence_cannot_show_is_not_checkable(article, claim, evidence, text: str, kind: str, label: str) -> None:
    a = article(text)
    assert only(judge(a, [claim(a, kind=kind)], [[evidence("A passage that says so.")]], AGREES)).verdict.label == label


MAYOR = Source(name="Ida Brandt", canonical="Ida Brandt", kind="official", named=True)
PIER = 'Ida Brandt said: "We will rebuild the old pier before winter."'


@pytest.mark.parametrize(
    ("text", "verifier", "label"),
    [
        ('"We will rebuild the old pier before winter," Brandt said.', AGREES, "verbatim"),
        ('"We may rebuild the old pier before winter," Brandt said.', AGREES, "altered"),
        ("Brandt promised a new pier by the end of autumn.", AGREES, "paraphrased"),
        ("Brandt opened a school.", Fixed(0.1, 0.0), "not_found"),
        ('"We will rebuild the old pier before winter," said Olaf Brekke.', AGREES, "misattributed"),
        ("The old pier is to be rebuilt.", AGREES, "not_found"),
    ],
)
def test_whether_the_source_said_it(article, claim, evidence, text: str, verifier: Fixed, label: str) -> None:
    a = article(PIER)
    c = claim(a, "We will rebuild the old pier before winter", source=MAYOR, kind="prediction", mode="direct")
    around = "Last night the council met in the old school and argued about money for nearly three hours. " + text
    result = only(judge(a, [c], [[evidence(around)]], verifier))
    assert result.attribution is not None
    assert result.attribution.label == label
    assert bool(result.attribution.passage_ids) == (label != "not_found")


def test_an_outlet_may_stand_for_the_unnamed_source_it_relays(article, claim, evidence) -> None:
    a = article("Insiders told the Valley Wire that the pier would close.")
    insiders = Source(name="Insiders", canonical="Insiders", kind="anonymous", named=False)
    c = claim(a, "the pier would close", source=insiders)
    c = c.model_copy(update={"chain": (Attribution(source=OUTLET), *c.chain)})
    result = only(judge(a, [c], [[evidence("The pier is to close, the Valley Wire wrote.", publisher="Plain Sun")]], AGREES))
    assert result.attribution is not None
    assert (result.attribution.label, "The Valley Wire" in result.attribution.explanation) == ("paraphrased", True)


def test_nobody_can_confirm_an_unnamed_source(article, claim, evidence) -> None:
    a = article("Insiders said that the pier would close.")
    insiders = Source(name="Insiders", canonical="Insiders", kind="anonymous", named=False)
    result = only(judge(a, [claim(a, "the pier would close", source=insiders)], [[evidence("The pier closes.")]], AGREES))
    assert result.attribution is not None
    assert result.attribution.label == "not_found"


def test_the_same_input_gives_the_same_judgement_and_reports_progress(article, claim, evidence) -> None:
    a = article(FLOOD)
    steps: list[tuple[int, int]] = []
    arguments = (a, [claim(a)] * 3, [[evidence("14 people died in Brackwater.")]] * 3, LexicalVerifier())
    first = judge(*arguments, progress=lambda _stage, done, total: steps.append((done, total)))
    assert first == judge(*arguments)
    assert steps == [(3, 3)]


def test_claims_and_evidence_must_be_as_many(article, claim) -> None:
    a = article(FLOOD)
    with pytest.raises(ValueError, match="argument"):
        judge(a, [claim(a)], [], AGREES)


def test_a_passage_that_leans_to_support_without_a_mismatch_is_no_near_miss(article, claim, evidence) -> None:
    a = article(FLOOD)
    found = only(judge(a, [claim(a)], [[evidence("Of a flood.")]], Fixed(0.4, 0.3))).verdict
    assert found.label == "not_enough_evidence"
    assert "None" not in found.explanation


class Reader(Fixed):
    """Remembers what it was asked."""

    def verify(self, pairs, *, progress=None):
        self.asked = list(pairs)
        return super().verify(pairs)


@pytest.mark.parametrize(
    ("text", "printed", "asked"),
    [
        ("The ferry sank on June 5, 2025 off Hel.", "The ferry sank on June 5 off Hel.", "The ferry sank on June 5 off Hel."),
        ("The ferry sank in June 2025 off Hel.", "The ferry sank in June.", "The ferry sank in June off Hel."),
        ("The ferry sank on June 5, 2025 off Hel.", "The ferry sank in 2024.", "The ferry sank on June 5, 2025 off Hel."),
        ("The ferry sank with 2025 tons of coal.", "The ferry sank.", "The ferry sank with 2025 tons of coal."),
    ],
)
def test_a_year_is_no_reason_to_doubt_a_passage_that_names_none(article, claim, evidence, text, printed, asked) -> None:
    a, reader = article(text), Reader(0.9, 0.0)
    judge(a, [claim(a)], [[evidence(printed)]], reader)
    assert {claimed for claimed, _ in reader.asked} == {asked}


def test_a_passage_that_shows_the_statement_is_not_said_to_bear_on_nothing(article, claim, evidence) -> None:
    a = article('Mara Vance said: "We will rebuild the old pier before winter."')
    vance = Source(name="Mara Vance", canonical="Mara Vance", kind="person", named=True)
    c = claim(a, "We will rebuild the old pier before winter", source=vance, mode="direct")
    e = evidence('The mayor was tired. "We will rebuild the old pier before winter," said Mara Vance.')
    result = only(judge(a, [c], [[e]], Fixed(0.1, 0.1)))
    assert result.attribution is not None
    assert result.attribution.label == "verbatim"
    assert result.verdict.explanation == "No passage found says whether it is so; the nearest is Valley Wire (May 18, 2024)."
