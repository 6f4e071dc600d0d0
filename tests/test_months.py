import calendar
import datetime as dt
import re

import pytest

from factcheck.article.dates import infer_date
from factcheck.months import MONTH_PATTERN, MONTHS, month_number
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


@pytest.mark.parametrize("name", MONTHS)
def test_the_pattern_has_every_month_in_full_and_shortened(name):
    for printed in (name, name[:3], f"{name[:3]}."):
        if name != "May" or printed == name:
            assert re.fullmatch(MONTH_PATTERN, printed)
    assert re.fullmatch(MONTH_PATTERN, "Sept.")
    assert not re.fullmatch(MONTH_PATTERN, name[:2])
