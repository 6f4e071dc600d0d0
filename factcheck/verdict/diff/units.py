"""Units, currencies and the kinds of amount that news figures measure."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from factcheck.words import stem

__all__ = ["CURRENCY_SIGNS", "CURRENCY_WORDS", "ROLES", "SCALES", "TEMPERATURES", "UNITS", "in_base_units"]

SCALES: Final[dict[str, float]] = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "million": 1e6, "mn": 1e6, "m": 1e6, "crore": 1e7, "billion": 1e9,
    "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12, "lakh crore": 1e12,
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

_SPELLINGS: Final = """
kg kilogram kilograms kilos:kilogram gram grams mg milligram milligrams ton:metric_ton tons:metric_ton tonne:metric_ton
tonnes:metric_ton lb lbs:lb ounce ounces
km kilometer kilometers kilometre kilometres mile miles meter meters metre metres foot feet ft:foot inch inches yard yards
cm centimeter centimeters centimetre centimetres mm millimeters millimetres nanometers
hectare hectares acre acres square_mile:mile**2 square_miles:mile**2 square_kilometer:km**2 square_kilometers:km**2
square_kilometre:km**2 square_kilometres:km**2 km2:km**2 square_feet:foot**2 square_meters:meter**2 square_metres:meter**2
liter liters litre litres gallon gallons ml:milliliter
mph:mile/hour km/h:kilometer/hour kph:kilometer/hour knots:knot
barrels:oil_bbl barrel:oil_bbl gigawatts:gigawatt gw:gigawatt megawatts:megawatt mw:megawatt kilowatts:kilowatt
second seconds minute minutes hour hours day days week weeks month months year years decade:10*year decades:10*year
century:100*year centuries:100*year fortnight
"""
"""Units as news writes them, with an underscore for a space, and after a colon the library's name where it is another. A list, because
the library also reads `points`, `hands` or `bars` as units."""

_PLAIN: Final[dict[str, tuple[str, float]]] = {
    "percent": ("percent", 1.0), "%": ("percent", 1.0), "per cent": ("percent", 1.0),
    "percentage point": ("percentage point", 1.0), "percentage points": ("percentage point", 1.0),
    "basis points": ("percentage point", 0.01),
    "times": ("times", 1.0), "fold": ("times", 1.0),
}  # fmt: skip
TEMPERATURES: Final[dict[str, str]] = {
    f"{degree}{scale}": scale[0]
    for degree in ("degrees ", "degree ", "°", "° ", "")
    for scale in ("celsius", "fahrenheit", "c", "f")
    if degree or len(scale) > 1
}
"""Temperatures as written, in lower case, with the initial of their scale."""
_NAMES: Final[dict[str, str]] = {
    written.replace("_", " "): name or written for written, _, name in (entry.partition(":") for entry in _SPELLINGS.split())
}
UNITS: Final[frozenset[str]] = frozenset(_NAMES) | frozenset(_PLAIN)
"""Units as written, in lower case."""


@cache
def _registry() -> Any:  # noqa: ANN401 - pint's registry is generic over what it makes
    # half a second the first time; only a text with a unit in it pays
    from pint import UnitRegistry

    return UnitRegistry(cache_folder=None)


@cache
def in_base_units(unit: str) -> tuple[str, float]:
    """The base unit of one of `UNITS`, and how many of it make one; time is in days.

    Raises:
        KeyError: no such unit.
    """
    if unit in _PLAIN:
        return _PLAIN[unit]
    quantity = _registry()(f"1 {_NAMES[unit]}")
    base = quantity.to("day") if quantity.check("[time]") else quantity.to_base_units()
    return str(base.units), float(base.magnitude)


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
