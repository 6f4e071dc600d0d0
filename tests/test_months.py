import calendar
import datetime as dt

import pytest

from factcheck.article.dates import infer_date
from factcheck.months import MONTHS, month_number
from factcheck.report.phrasing import date_text


@pytest.mark.parametrize(
    ("name", "number"), [("May", 5), ("sept.", 9), ("SEPTEMBER", 9), ("Jan", 1), ("mayor", None), ("Ju", None), ("", None)]
)
def test_months_are_told_by_name_or_abbreviation(name, number):
    assert month_number(name) == number


def test_dates_are_read_and_printed_in_english_whatever_the_locale(monkeypatch):
    foreign = [""] + ["Fremdmonat"] * 12
    monkeypatch.setattr(calendar, "month_name", foreign)
    monkeypatch.setattr(calendar, "month_abbr", foreign)
    for number, name in enumerate(MONTHS, start=1):
        day = dt.date(2024, number, 3)
        assert date_text(day) == f"3 {name} 2024"
        assert infer_date(f"It closed on 3 {name} 2024.") == day
