from factcheck.datasets.records import AttributionRecord, AttributionSpans
from factcheck.evaluation.metrics.attribution import attribution_figures, is_speech

TEXT = "Ann Lee said the bridge is safe. Bob Ray: “We will see.” The port closes, officials believe."


def at(part):
    start = TEXT.index(part)
    return (start, start + len(part))


def attribution(source, cue, content, quote="indirect"):
    parts = {"source": source, "cue": cue, "content": content}
    return AttributionSpans(**{role: (at(part),) if part else () for role, part in parts.items()}, quote=quote)


LEE = attribution("Ann Lee", "said", "the bridge is safe")
RAY = attribution("Bob Ray", ":", "“We will see.”", "direct")
PORT = attribution("officials", "believe", "The port closes")


def gold(*attributions, **fields):
    return AttributionRecord(id="a", text=TEXT, attributions=attributions, **fields)


def test_perfect_predictions_give_a_hundred():
    figures = attribution_figures([(gold(LEE, RAY, PORT), [PORT, RAY, LEE])])
    assert {values.f1 for values in figures.rates.values()} == {100.0}
    assert figures.shares == {"source_right": 100.0, "direct_recall": 100.0, "mixed_recall": 0.0, "indirect_recall": 100.0}


def test_no_predictions_give_nought():
    figures = attribution_figures([(gold(LEE, RAY), [])])
    assert {values.f1 for values in figures.rates.values()} == {0.0}
    assert (figures.predicted, figures.gold) == (0, 2)


def test_content_needs_four_fifths_to_be_usable():
    short = attribution("Ann Lee", "said", "bridge is safe")  # 3 of 4 words: F1 6/7
    shorter = attribution("Ann Lee", "said", "is safe")  # 2 of 4: F1 2/3
    assert attribution_figures([(gold(LEE), [short])]).rates["usable"].f1 == 100.0
    figures = attribution_figures([(gold(LEE), [shorter])]).rates
    assert (figures["usable"].f1, figures["usable50"].f1, figures["detect"].f1, figures["content_exact"].f1) == (0.0, 100.0, 100.0, 0.0)
    assert figures["content_overlap"] == (100.0, 50.0, 200 / 3)
    assert (figures["content30"].f1, figures["content80"].f1) == (100.0, 0.0)


def test_a_usable_attribution_needs_its_source():
    wrong = attribution("Bob Ray", "said", "the bridge is safe")
    figures = attribution_figures([(gold(LEE), [wrong])])
    assert (figures.rates["detect"].f1, figures.rates["usable"].f1, figures.shares["source_right"]) == (100.0, 0.0, 0.0)


def test_two_missing_cues_never_match_and_a_colon_matches_itself():
    bare = attribution("Ann Lee", "", "the bridge is safe")
    assert attribution_figures([(gold(bare), [bare])]).rates["detect"].f1 == 0.0
    assert attribution_figures([(gold(RAY), [RAY])]).rates["detect"].f1 == 100.0
    assert attribution_figures([(gold(RAY), [LEE])]).rates["detect"].f1 == 0.0


def test_discarded_regions_count_on_neither_side():
    record = gold(LEE, PORT, discard=[at("Ann Lee said")])
    figures = attribution_figures([(record, [LEE, PORT])])
    assert (figures.predicted, figures.gold, figures.rates["usable"].f1) == (1, 1, 100.0)


def test_segments_judge_a_role_without_its_links():
    swapped = [attribution("Bob Ray", "said", "the bridge is safe"), attribution("Ann Lee", ":", "“We will see.”")]
    figures = attribution_figures([(gold(LEE, RAY), swapped)]).rates
    assert figures["exact_source"].f1 == 100.0
    assert figures["source_exact"].f1 == 0.0


def test_a_segment_may_begin_right_and_end_wrong():
    figures = attribution_figures([(gold(LEE), [attribution("Ann", "said", "the bridge")])]).rates
    assert (figures["begin_source"].f1, figures["exact_source"].f1, figures["begin_content"].f1) == (100.0, 0.0, 100.0)


def test_the_speech_part_keeps_what_a_speech_verb_marks():
    assert is_speech(TEXT, LEE, {"said"})
    assert is_speech(TEXT, RAY, set())
    assert not is_speech(TEXT, PORT, {"said"})
    figures = attribution_figures([(gold(LEE, RAY, PORT), [LEE])], keep=lambda text, a: is_speech(text, a, {"said"}))
    assert figures.rates["usable"] == (100.0, 50.0, 200 / 3)
