import datetime as dt

import pytest
import report_fixture as fixture

from factcheck.models import Fetched
from factcheck.report import render

RECORD = Fetched(
    url="https://courier.example/a",
    final_url="https://courier.example/b?<script>",
    at=dt.datetime(2031, 3, 12, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    status=200,
    content_type="text/html",
    sha256="ab" * 32,
    size=5,
)


def fetched_report():
    report = fixture.report()
    return report.model_copy(update={"article": report.article.model_copy(update={"fetched": RECORD})})


@pytest.mark.parametrize("kind", ["html", "markdown"])
def test_a_report_names_address_date_and_hash_of_what_was_fetched(kind):
    text = render(fetched_report(), kind)
    about = text[text.index("About this check") :].replace("\\", "")
    for part in ("courier.example/b?", "asked for as https://courier.example/a", "12 March 2031, 07:30 UTC", "abababababab"):
        assert part in about
    assert "<script>" not in about.replace("<script>\n", "").split("Software")[0]


@pytest.mark.parametrize("kind", ["html", "markdown"])
def test_a_report_on_a_file_says_nothing_of_fetching(kind):
    assert "Fetched" not in render(fixture.report(), kind)
