"""The index page: nothing of an article is run, the worst comes first, and the table sorts and filters in Chromium."""

from __future__ import annotations

import html
import re
import shutil

import pytest

from factcheck.batch.index_page import index_html
from factcheck.batch.journal import Record
from factcheck.batch.summary import summarise, summary_csv
from factcheck.models.batch import ArticleEntry, Concerns, Counts, UrgentClaim

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HOSTILE = "<script>alert(1)</script>\u202e"


def claim(number, gravity=(0, -1, -0.9), group="wrong", text="Berth 4 will close.", **more):
    reasons = ("refuted",) if group == "wrong" else ("anonymous",)
    return UrgentClaim(
        number=number,
        id=f"c{number:03d}",
        text=text,
        speaker="Ida Roe",
        speaker_kind="person",
        group=group,
        reasons=reasons,
        gravity=gravity,
        problem="Contradicted",
        todo="Correct it.",
        support="refuted",
        grade="weak",
        **more,
    )


def entry(name, *urgent, claims=3, **more):
    wrong = sum(one.group == "wrong" for one in urgent)
    fields = {
        "source": f"../{name}.txt",
        "title": name.title(),
        "reports": {"json": f"reports/{name}.json", "html": f"reports/{name}.html"},
        "counts": Counts(claims=claims, refuted=wrong),
        "concerns": Concerns(wrong=wrong, anonymous=len(urgent) - wrong),
    }
    return ArticleEntry(id=name, status="done", urgent=urgent, **fields | more)


def summary_of(*entries, asked=None):
    records = {one.id: Record(entry=one, source_sha256="", stamp="") for one in entries}
    return summarise(records, asked=records.keys() if asked is None else asked, ready=None)


ENTRIES = (
    entry("calm", claims=9),
    entry("rumour", claim(4, (0, 0, 1, -0.5), "anonymous")),
    entry("late", claim(2, (0, -1, -0.7))),
    entry("wrong", claim(7, (0, -2, -0.9)), claims=5),
    ArticleEntry(id="broken", source="../broken.docx", status="failed", reason="broken.docx: is a zip file", title="broken.docx"),
)


def test_the_gravest_claim_of_any_article_comes_first_and_links_to_its_place():
    summary = summary_of(*ENTRIES)
    assert [one.id for one in summary.articles] == ["wrong", "late", "rumour", "calm", "broken"]
    links = re.findall(r'href="(reports/[^"]+)" class="urgent-link"', index_html(summary))
    assert links == ["reports/wrong.html#claim-7", "reports/late.html#claim-2", "reports/rumour.html#claim-4"]


def test_what_people_settled_is_no_longer_urgent():
    settled = entry("wrong", claim(7, (0, -2, -0.9), settled=True, decision="dismiss by Ida Roe"), claims=5)
    summary = summary_of(settled, *ENTRIES[:3])
    assert [one.id for one in summary.articles][:2] == ["late", "rumour"]
    assert "wrong.html#claim-7" not in index_html(summary)


def test_texts_of_articles_are_data():
    hostile = entry("x", claim(1, text=HOSTILE, detail=HOSTILE), title=HOSTILE, publisher=HOSTILE)
    failed = ArticleEntry(id="y", source=HOSTILE, status="failed", reason=HOSTILE, title=HOSTILE)
    page = index_html(summary_of(hostile, failed))
    assert page.count("<script") == 1
    assert "alert(1)&lt;/script&gt;" in page
    assert "\u202e" not in page
    assert re.search(r"default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'", html.unescape(page))


def test_a_spreadsheet_runs_no_cell():
    table = summary_csv(summary_of(entry("x", title="=HYPERLINK(1)")))
    assert "'=HYPERLINK(1)" in table


def test_the_same_articles_give_the_same_page_whatever_their_order():
    assert index_html(summary_of(*ENTRIES)) == index_html(summary_of(*reversed(ENTRIES)))


def test_a_batch_in_which_everything_failed_says_so():
    page = index_html(summary_of(ENTRIES[-1]))
    assert "No article was checked." in page
    assert "broken.docx: is a zip file" in page


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_table_sorts_filters_and_fits_a_phone(tmp_path):
    api = pytest.importorskip("playwright.sync_api")
    (tmp_path / "index.html").write_text(index_html(summary_of(*ENTRIES, asked={"calm", "late", "wrong", "broken"})), "utf-8")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        troubles = []
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto((tmp_path / "index.html").as_uri())

        def titles():
            return [row.inner_text() for row in page.query_selector_all(".row:not([hidden]) .title")]

        assert titles() == ["Wrong", "Late", "Rumour", "Calm", "broken.docx"]
        page.click("th[data-sort=claims] button")
        assert titles()[:2] == ["Calm", "Wrong"]
        page.click("th[data-sort=claims] button")
        assert titles()[-1] == "Calm"
        page.click("th[data-sort=title] button")
        assert titles() == ["broken.docx", "Calm", "Late", "Rumour", "Wrong"]
        page.check("input[value=failed]")
        assert titles() == ["broken.docx"]
        page.click("#clear")
        page.check("input[value=earlier]")
        assert titles() == ["Rumour"]
        page.click("#clear")
        page.fill("#query", "zip file")
        assert titles() == ["broken.docx"]
        assert page.inner_text("#showing") == "1 of 5 articles"
        page.set_viewport_size({"width": 390, "height": 844})
        page.fill("#query", "")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.select_option("#sorting", "claims")
        assert titles()[0] == "Calm"
        browser.close()
    assert troubles == []
