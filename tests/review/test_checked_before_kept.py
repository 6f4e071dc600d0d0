"""Published fact-checks in the annotation file, and back from it to the review page."""

import pytest
from test_annotation_file import article, checked, claims, decide

from factcheck.errors import AnnotationError
from factcheck.models import CheckedBefore
from factcheck.review import read_annotation, write_annotation
from factcheck.review.page.panel import panel_of

FOUND = CheckedBefore(
    document_id="https://fjord.example/bridge#1",
    relation="same",
    claim="The bridge is closed.",
    publisher="Fjord Facts",
    date="2025-02-04",
    rating="Mostly false: <b>see</b>",
    url="https://fjord.example/bridge",
    similarity=0.91,
    agreement=0.7,
    later=True,
)


def run(*found):
    first, *others = claims()
    return [checked(first).model_copy(update={"checked_before": found}), *map(checked, others)]


def test_they_come_back_as_they_were_found(tmp_path):
    path = tmp_path / "bridge.yaml"
    write_annotation(path, article(), run())
    plain = path.read_text()
    assert "checked_before" not in plain
    write_annotation(path, article(), run(FOUND))
    write_annotation(path, article(), run(FOUND))
    kept = read_annotation(path).claims[0]
    assert kept.machine.checked_before[0].rating == FOUND.rating
    panel = panel_of(kept, 1, article(), lambda _: None)
    (view,) = panel.card.before
    assert (view.lead, view.publisher, view.rating, view.url) == ("Later checked by", "Fjord Facts", FOUND.rating, FOUND.url)
    write_annotation(path, article(), run())
    assert path.read_text() == plain


def test_a_new_fact_check_asks_for_another_look_and_a_likeness_that_moved_does_not(tmp_path):
    path = tmp_path / "bridge.yaml"
    write_annotation(path, article(), run(FOUND))
    decide(path)
    write_annotation(path, article(), run(FOUND))
    write_annotation(path, article(), run(FOUND.model_copy(update={"similarity": 0.92})))
    assert not read_annotation(path).claims[0].stale
    write_annotation(path, article(), run(FOUND, FOUND.model_copy(update={"document_id": "another"})))
    assert read_annotation(path).claims[0].stale


@pytest.mark.parametrize(("field", "low", "high"), [("similarity", -1.0, 1.0), ("agreement", 0.0, 1.0)])
def test_the_file_holds_what_a_check_finds_and_nothing_that_the_page_cannot_show(tmp_path, field, low, high):
    path = tmp_path / "bridge.yaml"
    for value in (low, high):
        path.unlink(missing_ok=True)
        write_annotation(path, article(), run(FOUND.model_copy(update={field: value})))
        panel_of(read_annotation(path).claims[0], 1, article(), lambda _: None)
    text = path.read_text()
    for value in (low - 0.5, high + 0.5):
        path.write_text(text.replace(f"{field}: {high}", f"{field}: {value}"))
        assert path.read_text() != text
        with pytest.raises(AnnotationError, match=field):
            read_annotation(path)
