"""The page in a real browser: it fetches nothing, logs nothing, and its filters, keys and links work."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
import report_fixture as fixture
from test_report_html import hostile_report

from factcheck.report import render

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


@pytest.fixture(scope="module")
def browser() -> Iterator:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def visit(browser, tmp_path_factory):
    """Opens a report; at the end, the console must be silent and the file itself the only request."""
    opened = []

    def go(report=None, address="", **options):
        file = tmp_path_factory.mktemp("page") / "report.html"
        file.write_text(render(report or fixture.report(), "html"), "utf-8")
        context = browser.new_context(reduced_motion="reduce", **{"viewport": {"width": 1440, "height": 900}, **options})
        page = context.new_page()
        troubles: list[str] = []
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: troubles.append(request.url) if request.url.split("#")[0] != file.as_uri() else None)
        page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri() + address)
        opened.append((context, troubles))
        return page

    yield go
    for context, troubles in opened:
        context.close()
        assert troubles == []


def shown(page):
    return [int(number) for number in page.eval_on_selector_all(".card:not([hidden])", "cards => cards.map(card => card.dataset.number)")]


def current(page):
    return page.eval_on_selector_all(".card.current", "cards => cards.map(card => card.dataset.number)")


def test_j_k_and_the_arrows_walk_through_the_claims_on_both_sides(visit):
    page = visit()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert current(page) == ["2"]
    assert page.locator(".prose .hl.current").all_inner_texts() == ["nine battery ferries for $2.5 billion"]
    page.keyboard.press("ArrowDown")
    assert current(page) == ["3"]
    page.keyboard.press("k")
    assert current(page) == ["2"]
    assert page.url.endswith("#claim=2")
    assert page.evaluate("document.activeElement.id") == "claim-2"


def test_o_opens_and_closes_the_current_claim_and_escape_lets_go_of_it(visit):
    page = visit()
    for key in ("j", "o"):
        page.keyboard.press(key)
    assert page.locator("#claim-1 .card-body").is_visible()
    page.keyboard.press("Enter")
    assert not page.locator("#claim-1 .card-body").is_visible()
    page.keyboard.press("Escape")
    assert current(page) == []


def test_values_of_one_property_add_up_and_properties_narrow_each_other(visit):
    page = visit()
    page.locator("[data-facet=support] summary").click()
    page.locator("input[value=refuted]").check()
    assert shown(page) == [1, 5]
    page.locator("input[value=conflicting]").check()
    assert shown(page) == [1, 2, 5, 11]
    page.locator("[data-facet=grade] summary").click()
    page.locator("input[name=grade][value=weak]").check()
    assert shown(page) == [1]
    assert page.locator("#showing").inner_text() == "1 of 13 claims"
    assert "support=refuted,conflicting" in page.url
    page.locator("#clear").click()
    assert len(shown(page)) == 13


def test_the_figure_beside_a_value_says_what_choosing_it_would_show(visit):
    page = visit(address="#support=refuted")
    figure = page.locator("label:has(input[name=grade][value=strong]) .figure")
    assert figure.text_content() == "1"
    page.locator("[data-facet=grade] summary").click()
    page.locator("input[name=grade][value=strong]").check()
    assert len(shown(page)) == 1


def test_mismatches_only(visit):
    page = visit()
    page.keyboard.press("m")
    assert shown(page) == [1, 2, 3, 4, 5]
    page.keyboard.press("m")
    assert len(shown(page)) == 13


def test_slash_searches_claims_sources_and_evidence(visit):
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("statistics BUREAU")
    assert shown(page) == [11]
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert current(page) == ["11"]
    for own in ("confident", "software", "as written", "does not decide"):
        page.locator("#query").fill(own)
        assert shown(page) == [], "the report's own words are not searched"
    page.locator("#query").fill("no such words anywhere")
    assert page.locator("#no-match").is_visible()


def test_a_link_shows_a_colleague_the_same_view(visit):
    page = visit(address="#support=refuted&source=harbour-courier&q=ferries&claim=1")
    assert shown(page) == [1]
    assert current(page) == ["1"]
    assert page.locator("#query").input_value() == "ferries"
    page.goto(page.url.split("#")[0] + "#grade=moderate")
    assert shown(page) == [2, 13]


def test_an_address_with_nonsense_in_it_filters_nothing(visit):
    page = visit(address="#support=<script>,nonsense&claim=99&__proto__=1&flag=%E0%A4%A")
    assert len(shown(page)) == 13


def test_a_click_on_a_highlight_opens_its_card_and_a_second_one_the_claim_around_it(visit):
    page = visit()
    piece = page.locator(".prose .hl.deep")
    piece.click()
    assert current(page) == ["2"]
    assert page.locator("#claim-2 .card-body").is_visible()
    piece.click()
    assert current(page) == ["1"]


def test_a_chart_row_filters_and_an_urgent_line_opens_its_card(visit):
    page = visit()
    page.locator(".bars a", has_text="Contradicted").click()
    assert shown(page) == [1, 5]
    page.locator(".urgent-link[href='#claim-4']").click()
    assert current(page) == ["4"]
    assert len(shown(page)) == 13


def test_f_opens_the_filters_and_the_question_mark_the_help(visit):
    page = visit()
    page.keyboard.press("f")
    assert page.locator("[data-facet=support] .menu").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("[data-facet=support] .menu").is_visible()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


def test_the_theme_follows_the_system_until_it_is_set(visit):
    page = visit(color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.keyboard.press("t")
    assert page.evaluate(ground) != dark
    page.keyboard.press("t")
    assert page.evaluate(ground) == dark
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_without_script_everything_can_be_read_and_no_dead_control_is_shown(visit):
    page = visit(java_script_enabled=False)
    assert not page.locator("#controls").is_visible()
    assert not page.locator(".tools").is_visible()
    page.locator(".ref a").first.click()
    page.locator("#claim-1 > details > summary").click()
    assert page.locator("#claim-1 .passage").first.is_visible()


def test_print_opens_every_card_and_writes_links_out(visit):
    page = visit()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".card-body:visible").count() == 13
    assert "https://ledger.example" in page.locator("#claim-1 .passage-meta a").first.evaluate(
        "a => getComputedStyle(a, '::after').content"
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator(".card-body:visible").count() == 0


@pytest.mark.parametrize("width", [320, 375, 768, 1440])
@pytest.mark.parametrize("make", [fixture.report, hostile_report], ids=["plain", "hostile"])
def test_no_width_needs_sideways_scrolling(visit, width, make):
    page = visit(make(), viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('.workspace details').forEach(part => part.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_text_runs_nothing_and_the_page_still_works(visit):
    page = visit(hostile_report())
    page.keyboard.press("j")
    assert current(page) == ["1"]
    page.locator("#query").fill("onerror")
    assert len(shown(page)) == 13
    assert not re.search(r"alert", page.evaluate("[...document.scripts].map(s => s.textContent).join()"))
