"""Units, currencies and the kinds of amount that news figures measure."""

from __future__ import annotations

from typing import Final

from factcheck.verdict.diff.words import stem

__all__ = ["CURRENCY_SIGNS", "CURRENCY_WORDS", "ROLES", "SCALES", "UNITS"]

SCALES: Final[dict[str, float]] = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "million": 1e6, "mn": 1e6, "m": 1e6, "crore": 1e7, "billion": 1e9,
    "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
"""Scale words and their factors; the single letters hold for money only, as `5m` is also five metres."""

CURRENCY_SIGNS: Final[dict[str, str]] = {
    "$": "dollar", "us$": "dollar", "a$": "Australian dollar", "c$": "Canadian dollar", "hk$": "Hong Kong dollar",
    "nt$": "Taiwan dollar", "s$": "Singapore dollar",
    "nz$": "New Zealand dollar", "€": "euro", "£": "pound", "¥": "yen or yuan", "₹": "rupee", "₩": "won",
}  # fmt: skip

CURRENCY_WORDS: Final[dict[str, str]] = {
    "dollar": "dollar", "dollars": "dollar", "usd": "dollar", "euro": "euro", "euros": "euro", "eur": "euro", "pounds": "pound",
    "sterling": "pound", "gbp": "pound",
    "yen": "yen or yuan", "yuan": "yen or yuan", "renminbi": "yen or yuan", "rmb": "yen or yuan", "rupees": "rupee", "won": "won",
    "rubles": "rouble", "roubles": "rouble",
    "francs": "franc", "pesos": "peso",
}  # fmt: skip

_MASS, _LENGTH, _AREA, _TIME = "kilogram", "metre", "square metre", "day"
UNITS: Final[dict[str, tuple[str, float]]] = {
    "percent": ("percent", 1), "%": ("percent", 1), "per cent": ("percent", 1),
    "percentage point": ("percentage point", 1), "percentage points": ("percentage point", 1), "basis points": ("percentage point", 0.01),
    "kg": (_MASS, 1), "kilogram": (_MASS, 1), "kilograms": (_MASS, 1), "kilos": (_MASS, 1), "gram": (_MASS, 1e-3), "grams": (_MASS, 1e-3),
    "ton": (_MASS, 1e3), "tons": (_MASS, 1e3), "tonne": (_MASS, 1e3), "tonnes": (_MASS, 1e3), "lb": (_MASS, 0.4536), "lbs": (_MASS, 0.4536),
    "km": (_LENGTH, 1e3), "kilometer": (_LENGTH, 1e3), "kilometers": (_LENGTH, 1e3), "kilometre": (_LENGTH, 1e3),
    "kilometres": (_LENGTH, 1e3),
    "mile": (_LENGTH, 1609.3), "miles": (_LENGTH, 1609.3), "meters": (_LENGTH, 1), "metres": (_LENGTH, 1), "foot": (_LENGTH, 0.3048),
    "feet": (_LENGTH, 0.3048),
    "inch": (_LENGTH, 0.0254), "inches": (_LENGTH, 0.0254), "cm": (_LENGTH, 0.01),
    "hectares": (_AREA, 1e4), "acres": (_AREA, 4046.9), "square miles": (_AREA, 2.59e6), "square kilometers": (_AREA, 1e6),
    "square kilometres": (_AREA, 1e6),
    "mph": ("metre per second", 0.447), "km/h": ("metre per second", 0.2778),
    "barrels": ("barrel", 1), "gigawatts": ("watt", 1e9), "gw": ("watt", 1e9), "megawatts": ("watt", 1e6), "mw": ("watt", 1e6),
    "second": (_TIME, 1 / 86400), "seconds": (_TIME, 1 / 86400), "minute": (_TIME, 1 / 1440), "minutes": (_TIME, 1 / 1440),
    "hour": (_TIME, 1 / 24), "hours": (_TIME, 1 / 24),
    "day": (_TIME, 1), "days": (_TIME, 1), "week": (_TIME, 7), "weeks": (_TIME, 7), "month": (_TIME, 30.4), "months": (_TIME, 30.4),
    "year": (_TIME, 365.25), "years": (_TIME, 365.25), "decades": (_TIME, 3652.5),
}  # fmt: skip
"""Unit as written, to its base unit and the factor to it."""

_ROLE_WORDS: Final[dict[str, str]] = {
    "loss": "loss losses lose loses losing lost charge charges cost costs hit write-down writedown impairment expense expenses damage "
    "damages shortfall",
    "revenue": "revenue revenues sales turnover receipts",
    "profit": "profit profits earnings income surplus",
    "investment": "invest invests invested investing investment investments",
    "spending": "spend spends spent spending budget expenditure expenditures",
    "penalty": "fine fines fined penalty penalties settlement settle settled",
    "aid": "aid grant grants subsidy subsidies donation donations donated incentives",
    "debt": "debt debts loan loans borrowing borrowed",
    "deficit": "deficit deficits",
    "price": "price prices priced",
    "wage": "wage wages salary salaries pay paid",
    "tariff": "tariff tariffs duty duties levy levies",
    "tax": "tax taxes",
    "rate": "rate rates",
    "inflation": "inflation",
    "vote": "vote votes voted",
}
ROLES: Final[dict[str, str]] = {stem(word): role for role, words in _ROLE_WORDS.items() for word in words.split()}
"""Stem of a word to the kind of amount it names: a charge and a loss are comparable, a loss and a profit are not."""
