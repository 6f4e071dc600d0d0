"""The report says how many origins stand behind the passages, and draws which copies which."""

from __future__ import annotations

import re

import report_fixture as fixture
from report_parts import passage, weigh

from factcheck.models import Assessment, Probabilities, Provenance
from factcheck.report import render
from factcheck.report.origins_view import origins_view

WIRE = passage("wire", "Coast Wire", "The bridge is closed.", None, None)
RADIO = passage("radio", "Bay Radio", "Citing Coast Wire, it says the bridge is closed.", None, None)
DIGEST = passage("digest", "Pier <Digest>", "It repeats Bay Radio on the bridge.", None, None)
OTHER = passage("other", "Port News", "The bridge shut on Monday.", None, None)


def placed(source, origin: str, role: str, parent: str | None = None, **more: str) -> Assessment:
    credited = None if role in {"own", "origin"} else origin
    provenance = Provenance(origin=origin, role=role, source=credited, derived_from=parent, **more)
    bears = Probabilities(supports=0.4, refutes=0.2, nei=0.4)
    return weigh(source, "neutral").model_copy(update={"origin": origin, "provenance": provenance, "probabilities": bears})


COPIES = (
    placed(
        DIGEST,
        "Coast Wire",
        "distorted_copy",
        "radio",
        reason="says “repeats Bay Radio”",
        distortion="“shut”, where Bay Radio has “closed”",
    ),
    placed(OTHER, "Port News", "own"),
    placed(RADIO, "Coast Wire", "copy", "wire", reason="says “Citing Coast Wire”"),
    placed(WIRE, "Coast Wire", "origin"),
)


def report(*evidence: Assessment):
    made = fixture.report()
    first = made.claims[0]
    bare = first.verdict.model_copy(update={"label": "not_enough_evidence", "passage_ids": ()})
    checked = first.model_copy(update={"evidence": evidence, "verdict": bare, "attribution": None})
    return made.model_copy(update={"claims": (checked,)})


def test_passages_and_origins_are_counted_and_copies_hang_from_what_they_copy() -> None:
    view = origins_view(COPIES)
    assert view is not None
    assert (view.headline, view.distorted, view.drawn) == ("4 passages, 2 origins", 1, True)
    wire, other = view.origins
    assert (wire.name, wire.found, [c.publisher for c in wire.copies]) == ("Coast Wire", True, ["Bay Radio"])
    assert [c.publisher for c in wire.copies[0].copies] == ["Pier <Digest>"]
    assert (other.name, other.copies) == ("Port News", ())


def test_a_distorted_copy_of_something_else_is_not_flagged_beside_the_claim() -> None:
    elsewhere = tuple(one.model_copy(update={"probabilities": weigh(WIRE, "neutral").probabilities}) for one in COPIES)
    view = origins_view(elsewhere)
    assert view is not None
    assert (view.distorted, view.drawn) == (0, True)


def test_the_drawing_holds_every_document_once_in_any_order() -> None:
    def drawn(copies) -> list[str]:
        return [name for copy in copies for name in (copy.publisher, *drawn(copy.copies))]

    for evidence in (COPIES, COPIES[::-1], COPIES[1:] + COPIES[:1], (*COPIES, COPIES[0])):
        view = origins_view(evidence)
        assert view is not None
        assert sorted(name for o in view.origins for name in drawn(o.copies)) == ["Bay Radio", "Pier <Digest>"]


def test_an_origin_that_was_not_found_is_named_all_the_same() -> None:
    view = origins_view(COPIES[:1])
    assert view is not None
    assert (view.headline, view.origins[0].found, view.origins[0].copies[0].publisher) == ("1 passage, 1 origin", False, "Pier <Digest>")


def test_without_copies_there_is_nothing_to_draw_and_without_origins_nothing_to_say() -> None:
    alone = origins_view([COPIES[1]])
    assert alone is not None
    assert not alone.drawn
    assert origins_view([]) is None
    assert origins_view([COPIES[1].model_copy(update={"origin": ""})]) is None


def test_the_page_draws_a_list_that_a_screen_reader_can_follow() -> None:
    page = render(report(*COPIES), "html")
    block = page[page.index('<div class="origins">') : page.index("</div>", page.index('<div class="origins">'))]
    assert "4 passages, 2 origins" in block
    assert "1 distorted copy" in block
    assert block.count("copied by ") == 2
    assert "Pier &lt;Digest&gt;" in block
    assert "“shut”, where Bay Radio has “closed”" in block
    assert len(re.findall("<ul", block)) == len(re.findall("</ul>", block)) == 3
    assert "No passage is known to copy another." in render(report(COPIES[1]), "html")


def test_markdown_draws_the_same_by_indenting() -> None:
    text = render(report(*COPIES), "markdown")
    start = text.index("- Evidence: 4 passages, 2 origins, 1 distorted copy")
    assert text[start:].splitlines()[1:6] == [
        "  - Coast Wire",
        "    - copied by Bay Radio · undated · says “Citing Coast Wire”",
        "      - copied by Pier &lt;Digest> · undated · says “repeats Bay Radio”",
        "        distorted copy: “shut”, where Bay Radio has “closed”",
        "  - Port News",
    ]


def test_the_json_has_the_data() -> None:
    assert '"derived_from": "radio"' in render(report(*COPIES), "json")
