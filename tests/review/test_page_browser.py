"""The review page in a real browser: by keyboard only, in two windows at once, over a reload, and with a hostile article."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator

import pytest

pytest.importorskip("fastapi")
from page_fixture import corpus, make, served

from factcheck.review import AnnotationStore, read_annotation
from factcheck.review.page import Desk
from factcheck.review.page.library import Library

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


@pytest.fixture(scope="module")
def browser() -> Iterator:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def path(tmp_path):
    return make(tmp_path)


@pytest.fixture
def visit(browser, path, tmp_path):
    """Opens the page; at the end the console must have been silent, and nothing but the page's own server asked for anything."""
    from contextlib import ExitStack

    from factcheck.evidence import load_embedder, open_index

    stack = ExitStack()
    opened = []
    addresses: dict = {}

    def go(desk: Desk | None = None, by: str = "Ida", **options):
        if "url" not in addresses:
            library = Library(lambda: open_index(corpus(tmp_path), load_embedder("hash:64"), directory=tmp_path / "index"))
            library.start()
            library.wait(60)
            addresses["url"] = stack.enter_context(served(desk or Desk(path, library=library)))
        url = addresses["url"]
        context = browser.new_context(reduced_motion="reduce", **{"viewport": {"width": 1280, "height": 900}, **options})
        page = context.new_page()
        page.set_default_timeout(20_000)
        troubles: list[str] = []
        page.on("console", lambda message: None if "status of 4" in message.text else troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(url.split("?")[0]) else troubles.append(request.url))
        page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
        page.goto(url)
        opened.append((context, troubles))
        if desk is None:
            page.locator("#who-name").fill(by)
            page.keyboard.press("Enter")
        page.locator("#claim-title").wait_for()
        return page

    yield go
    for context, troubles in opened:
        context.close()
        assert troubles == []
    stack.close()


def current(page):
    return page.locator(".cell[aria-current]").get_attribute("data-claim")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def saved(page, words):
    page.locator("#said", has_text=words).wait_for()


def at_claim(page, identifier):
    page.locator(f".cell[data-claim={identifier}][aria-current]").wait_for()
    page.locator("#claim .claim-id code", has_text=identifier).wait_for()


def test_the_article_that_ships_is_reviewed_by_keyboard_in_at_most_two_keys_a_decision(browser, visit, tmp_path, root):
    path = tmp_path / "us-chip-waivers.yaml"
    shutil.copy(root / "claims" / "us-chip-waivers.yaml", path)
    page = visit(Desk(path, article=root / "seeds" / "us-chip-waivers.txt", by="Ida"))
    ids = [claim.id for claim in read_annotation(path).claims[:6]]
    paces = []
    for keys, said in (
        (["c"], "Confirmed"),
        (["e", "1"], "Corrected"),
        (["s"], "Needs a source"),
        (["h"], "On hold"),
        (["d"], "Dismissed"),
    ):
        assert len(keys) <= 2
        at_claim(page, ids[len(paces)])
        began = time.monotonic()
        press(page, *keys)
        saved(page, f"{said}: claim {len(paces) + 1}. Saved")
        at_claim(page, ids[len(paces) + 1])
        paces.append(time.monotonic() - began)
    assert max(paces) < 15
    press(page, "n")
    page.keyboard.type("Rang the ministry: c, e and s are letters here.")
    press(page, "Enter", "c")
    saved(page, "Confirmed: claim 6. Saved")
    press(page, "u")
    saved(page, "Withdrawn: claim 6")
    found = read_annotation(path).claims
    assert page.locator("#progress-text").inner_text() == f"5 of {len(found)} decided"
    assert [[made.action for made in claim.decisions] for claim in found[:7]] == [
        ["confirm"],
        ["correct"],
        ["needs_source"],
        ["hold"],
        ["dismiss"],
        ["confirm", "withdraw"],
        [],
    ]
    assert found[1].decisions[0].fields == {"support": "refuted"}
    assert found[5].decisions[0].note == "Rang the ministry: c, e and s are letters here."


def test_moving_filtering_and_what_has_the_focus(visit):
    page = visit()
    press(page, "j", "ArrowDown")
    at_claim(page, "c003")
    press(page, "k")
    at_claim(page, "c002")
    assert page.locator(".hl.current").all_inner_texts() == ["the crane fell twice in May"]
    assert page.evaluate("document.activeElement.id") == "claim"
    press(page, "/")
    page.keyboard.type("mayor tolls")
    press(page, "Enter")
    at_claim(page, "c003")
    assert page.locator("#shown").inner_text() == "1 of 4"
    page.locator("#query").fill("")
    page.locator("#filter").select_option("wrong")
    at_claim(page, "c001")
    assert page.locator(".cell:not(.dim)").count() == 1
    press(page, "?")
    page.locator("#help").wait_for()
    press(page, "Escape")
    page.locator("#help").wait_for(state="hidden")


def test_selected_words_become_a_claim_counted_in_code_points(visit, path):
    page = visit()
    page.evaluate(
        """() => {
            const walk = document.createTreeWalker(document.querySelector('#prose'), NodeFilter.SHOW_TEXT);
            let node = walk.nextNode();
            while (!node.data.includes('dock worker')) node = walk.nextNode();
            const range = document.createRange();
            range.setStart(node, node.data.indexOf('dock'));
            const at = node.data.indexOf('\\u{1F9F0}');
            range.setEnd(node, at + 2);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    page.locator("#add-here").wait_for()
    press(page, "a")
    page.locator("#new-speaker").fill("the foreman")
    page.locator("#new-text").fill("There is a dock worker.")
    press(page, "Enter")
    page.locator("#new .strong").click()
    saved(page, "Added")
    (added,) = [claim for claim in read_annotation(path).claims if claim.added_by]
    assert (added.quote.exact, added.text, added.added_by) == ("dock worker 🧰", "There is a dock worker.", "Ida")
    assert [(link.source, link.kind) for link in added.chain] == [("the foreman", "person")]
    page.locator(f".hl[data-claims~={added.id}]").wait_for()
    assert current(page) == added.id
    page.locator(".block", has_text="The mayor said").locator("span").first.dblclick()
    page.locator("#add-here").wait_for()
    press(page, "w")
    saved(page, "Other words marked")
    assert read_annotation(path).claim(added.id).quote.exact in {"The", "mayor", "said"}


def test_a_claim_is_split_and_its_parts_merged_again_by_keyboard(visit, path):
    page = visit()
    press(page, "j", "j")
    at_claim(page, "c003")
    press(page, "x")
    page.locator("#split").wait_for()
    assert page.locator(".split-parts textarea").count() == 1
    assert page.locator("#split-save").is_disabled()
    press(page, "ArrowRight", "ArrowRight", "Space")
    assert page.locator("#split .word[aria-pressed=true]").all_inner_texts() == ["by"]
    press(page, "Tab", "Tab")
    assert page.evaluate("document.activeElement.value") == "By 4 percent."
    page.keyboard.press("Control+a")
    page.keyboard.type("The rise is 4 percent.")
    press(page, "Control+Enter")
    saved(page, "Split into claim 3 and 4. Saved")
    first, second = (claim for claim in read_annotation(path).claims if claim.split_from)
    assert [(one.quote.exact, one.text, one.split_from) for one in (first, second)] == [
        ("tolls will rise", "Tolls will rise.", "c003"),
        ("by 4 percent", "The rise is 4 percent.", "c003"),
    ]
    assert read_annotation(path).claim("c003").replaced_by == (first.id, second.id)
    at_claim(page, first.id)
    page.locator(f".hl[data-claims~={second.id}]").wait_for()
    press(page, "m")
    page.locator("#merge").wait_for()
    assert page.locator("#merge-list input:checked").input_value() == second.id
    assert page.locator("#merge-text").input_value() == "Tolls will rise. The rise is 4 percent."
    press(page, "Control+Enter")
    saved(page, "Merged into claim 3. Saved")
    (joined,) = [claim for claim in read_annotation(path).claims if claim.merged_from]
    assert (joined.quote.exact, joined.parts, joined.merged_from) == ("tolls will rise by 4 percent", (), (first.id, second.id))
    at_claim(page, joined.id)
    press(page, "c")
    saved(page, "Confirmed: claim 3. Saved")


def test_a_claim_that_somebody_changed_is_not_split(visit, path):
    ida = visit(by="Ida")
    press(ida, "x")
    ida.locator("#split").wait_for()
    AnnotationStore(path).decide("c001", "correct", by="Tom", fields={"text": "The bridge was dear."})
    ida.locator("#split .word:not(:disabled)").first.click()
    press(ida, "Control+Enter")
    ida.locator("#banner", has_text="Not saved: somebody changed this claim").wait_for()
    assert read_annotation(path).claims[0].replaced_by == ()


def test_a_passage_is_found_and_attached_by_hand(visit, path):
    page = visit()
    press(page, "v")
    page.keyboard.type("crane accident")
    press(page, "Enter")
    page.locator(".hit", has_text="Tide Table").locator("[data-relation=refutes]").click()
    saved(page, "Attached")
    page.locator(".passage.own", has_text="Tide Table").wait_for()
    (own,) = read_annotation(path).claims[0].evidence
    assert (own.by, own.passage, own.relation) == ("Ida", "tide#0", "refutes")
    press(page, "v")
    page.locator(".own-form summary").click()
    page.locator("#own-url").fill("javascript:alert(1)")
    page.locator("#own-form button").click()
    page.locator("#finder-status", has_text="must begin with http").wait_for()
    page.locator("#own-url").fill("https://ports.example/notice")
    page.locator("#own-quote").fill("The bridge cost $4.5 million.")
    page.locator("#own-form button").click()
    page.locator(".passage.own", has_text="The bridge cost $4.5 million.").wait_for()
    assert read_annotation(path).claims[0].evidence[1].url == "https://ports.example/notice"


def test_two_windows_keep_both_peoples_decisions_and_refuse_to_overwrite(visit, path):
    ida, tom = visit(by="Ida"), visit(by="Tom")
    press(ida, "c")
    saved(ida, "Confirmed: claim 1. Saved")
    press(tom, "e", "4")
    saved(tom, "Corrected: claim 1. Saved")
    assert [(made.by, made.action) for made in read_annotation(path).claims[0].decisions] == [("Ida", "confirm"), ("Tom", "correct")]
    at_claim(ida, "c002")
    at_claim(tom, "c002")
    press(ida, "e")
    ida.locator("#f-text").fill("A crane fell, two people say.")
    press(tom, "e")
    tom.locator("#f-text").fill("The crane fell once.")
    press(tom, "Control+Enter")
    saved(tom, "Corrected: claim 2. Saved")
    ida.locator("#banner", has_text="your correction is not lost").wait_for()
    assert ida.locator("#f-text").input_value() == "A crane fell, two people say."
    press(ida, "Control+Enter")
    ida.locator("#banner", has_text="Not saved: somebody changed this claim").wait_for()
    for version in ("You saw: The crane fell twice in May.", "Now: The crane fell once."):
        ida.locator("#banner", has_text=version).wait_for()
    assert read_annotation(path).claims[1].text == "The crane fell once."
    assert ida.locator("#f-text").input_value() == "A crane fell, two people say."
    press(ida, "Control+Enter")
    saved(ida, "Corrected: claim 2. Saved")
    found = read_annotation(path).claims[1]
    assert (found.text, [made.by for made in found.decisions]) == ("A crane fell, two people say.", ["Tom", "Ida"])


def test_a_change_by_hand_appears_while_somebody_types_and_takes_nothing_away(visit, path):
    page = visit()
    press(page, "n")
    page.keyboard.type("half a tho")
    path.write_text(path.read_text().replace("text: The bridge cost $2.5 million.", "text: The bridge is dear.", 1))
    page.locator("#claim-title", has_text="The bridge is dear.").wait_for()
    page.keyboard.type("ught")
    assert page.locator("#note").input_value() == "half a thought"
    press(page, "Enter", "s")
    saved(page, "Needs a source: claim 1. Saved")
    assert read_annotation(path).claims[0].decisions[0].note == "half a thought"
    path.write_text(path.read_text().replace("mode: indirect", "mode: sideways", 1))
    page.locator("#problem", has_text="harbour.yaml:").wait_for()


def test_a_reload_goes_on_where_the_reviewer_was(visit):
    page = visit()
    assert "token" not in page.url
    press(page, "c")
    saved(page, "Saved")
    at_claim(page, "c002")
    page.reload()
    at_claim(page, "c002")
    assert page.locator("#progress-text").inner_text() == "1 of 4 decided"
    assert page.locator("#reviewer").inner_text() == "Ida"
    press(page, "k", "u")
    saved(page, "Withdrawn: claim 1")


def test_hostile_text_runs_nothing_anywhere(visit, path):
    hostile = "<img src=x onerror=alert(9)><script>alert(8)</script>"
    page = visit(by=hostile)
    press(page, "n")
    page.keyboard.type(hostile)
    press(page, "Enter", "h", "k")
    saved(page, "On hold: claim 1. Saved")
    at_claim(page, "c001")
    page.locator(".did-note", has_text="<script>alert(8)</script>").wait_for()
    press(page, "v")
    page.locator("#finder-query").fill("bridge")
    press(page, "Enter")
    page.locator(".hit", has_text="<script>alert(4)</script>").wait_for()
    for identifier in ("c002", "c003", "c004"):
        page.locator(f".cell[data-claim={identifier}]").click()
        at_claim(page, identifier)
    page.locator("#claim-title", has_text='<script>alert("hostile")</script>').wait_for()
    assert page.evaluate("document.scripts.length") == 1
    assert page.locator("#article img, #side img, .head img, a[href^=javascript]").count() == 0
    assert read_annotation(path).claims[0].decisions[0].by == hostile


@pytest.mark.parametrize("width", [390, 1280])
def test_no_width_needs_sideways_scrolling_and_a_phone_has_two_tabs(visit, width):
    page = visit(viewport={"width": width, "height": 844})
    page.locator("#desk [data-do=correct]").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.scrollHeight") <= 844
    if width == 390:
        page.locator("#article").wait_for(state="hidden")
        page.locator("#tab-article").click()
        page.locator("#article").wait_for()
        page.locator(".ref a").nth(1).click()
        at_claim(page, "c002")
        page.locator("#claim-title").wait_for()
    page.locator("[data-do=confirm]").click()
    saved(page, "Saved")
