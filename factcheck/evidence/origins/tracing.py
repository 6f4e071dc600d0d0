"""Which documents go back to one report, and which of them copies which.

An origin is one report: what an outlet published on one matter at one time. Two reports of an agency on two days are two origins; its
dispatch, the papers that print it and the sites that retell it are one. Documents are of one origin when

- their text is nearly the same, or they stand at one address;
- they print the same outlet's text within two days of each other, on one subject or under one headline;
- one credits or links to an outlet, and the other is that outlet's report on the subject, up to two weeks older;
- both credit the same outlet within three days, on one subject, and its report is not among the documents;
- one says that it goes back to a report, without a name, and the other is the report that is likest to it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from factcheck.agencies import agency_named
from factcheck.claims.outlets import is_outlet
from factcheck.evidence.origins.agency_lines import without_dateline
from factcheck.evidence.origins.joining import Links
from factcheck.evidence.origins.likeness import headline_likeness, likeness, shared_words
from factcheck.evidence.origins.names import forms_of, resolve, same_outlet
from factcheck.evidence.origins.reading import Reading, read
from factcheck.evidence.origins.remarks import divergence
from factcheck.evidence.origins.shared_text import candidate_pairs, shared_percent
from factcheck.models import Document, Provenance
from factcheck.months import MONTHS

__all__ = ["Group", "Trace", "labels", "trace"]

_LEAD: Final = 800
"""Code points of a text within which it credits the source of its story; further down it credits that of a detail."""
_REPRINT_DAYS: Final = 2
"""Most days between two printings of one outlet's report."""
_RELAY_DAYS: Final = 14
"""Most days from a report to whoever retells it."""
_EARLY_DAYS: Final = 1
"""A retelling may be dated this much before its origin: dates are given in different time zones."""
_FELLOW_DAYS: Final = 3
"""Most days between two retellings of a report that is not at hand."""
_ALIKE: Final = 0.25
"""Least overlap of content words of two printings, or of two retellings, of one report."""
_RELATED: Final = 0.15
"""Least overlap of a retelling with the report of the outlet that it credits: two summaries share few words."""
_FEWEST_SHARED: Final = 3
"""Least content words that they then share: one or two may be chance."""
_NEARLY_ALL: Final = 0.6
"""Overlap from which fewer will do: the retelling is a line."""
_SURELY_RELATED: Final = 0.35
"""The same where no outlet is named."""
_SAME_HEADLINE: Final = 0.6


class Group(NamedTuple):
    """The documents of one origin."""

    name: str
    """Whose report it is."""
    root: str | None
    """Id of the report itself, or of the printing that stands for it; None where only retellings were found."""
    date: dt.date | None
    """Of the report, or of the first document that tells of it."""
    outlets: tuple[tuple[str, tuple[dt.date | None, ...]], ...]
    """Every outlet whose text is in it, with the dates on which it is printed or, where it is not, retold; sorted by name."""
    members: tuple[str, ...]
    """Ids, sorted."""


class Trace(NamedTuple):
    """Provenance of documents, compared with one another."""

    provenances: Mapping[str, Provenance]
    """By document id."""
    groups: Mapping[str, Group]
    """By document id."""
    documents: Mapping[str, Document]
    """What was compared, by id."""


class _Traced(NamedTuple):
    document: Document
    reading: Reading
    outlet: str
    """Whose report it tells, by the name under which all compared documents have that outlet."""
    relays: bool
    """It retells the outlet's report, rather than being or printing it."""
    reason: str | None

    @property
    def words(self) -> tuple[str, str]:
        return self.document.title or "", without_dateline(self.document.text)

    @property
    def reporters(self) -> tuple[str, ...]:
        """Media that it is by or credits."""
        credited = (credit.name for credit in self.reading.credits if credit.outlet or is_outlet(credit.name))
        own = (name for name in (self.reading.head, self.reading.voice, self.outlet) if is_outlet(name) or agency_named(name))
        return tuple(dict.fromkeys((*own, *credited)))


def trace(documents: Iterable[Document], outlets: Iterable[str] = ()) -> Trace:
    """Compare documents with one another.

    The order in which they are given does not matter.

    Args:
        documents: each id once.
        outlets: names of outlets known from elsewhere, such as those that an article relays; they tell what "the Journal" stands for.
    """
    ordered = sorted(documents, key=_order)
    readings = [read(document) for document in ordered]
    voices = sorted({reading.voice for reading in readings}, key=lambda name: (name.removeprefix("The "), len(name)))
    known = [*dict.fromkeys(outlets), *voices]
    traced = [_placed(document, reading, known) for document, reading in zip(ordered, readings, strict=True)]
    links = Links(len(traced))
    shared = _shared(traced, links)
    _same_page(traced, links)
    _stories(traced, links)
    groups: dict[str, Group] = {}
    provenances: dict[str, Provenance] = {}
    found = [(members, _group(traced, members)) for members in links.groups()]
    for (members, group), label in zip(found, labels([group for _, group in found]), strict=True):
        for number in members:
            groups[traced[number].document.id] = group
            provenances[traced[number].document.id] = _provenance(traced, members, number, group, label, shared)
    return Trace(provenances, groups, {document.id: document for document in ordered})


def _order(document: Document) -> tuple[bool, dt.date, str]:
    return document.date is None, document.date or dt.date.min, document.id


def _placed(document: Document, reading: Reading, known: Sequence[str]) -> _Traced:
    for credit in reading.credits:
        name = resolve(agency_named(credit.name) or credit.name, known)
        if credit.at > _LEAD or (reading.own_sources and credit.at >= 0):
            break
        # what a company or an office "reported" is news of it, not another outlet's story; but a text may cite its release
        if credit.outlet or is_outlet(credit.name) or is_outlet(name) or (credit.how == "cites" and name in known):
            return _Traced(document, reading, name, relays=True, reason=credit.words)
    return _Traced(document, reading, resolve(reading.voice, known), relays=reading.retold, reason=reading.reason)


def _shared(traced: Sequence[_Traced], links: Links) -> dict[tuple[int, int], int]:
    found = {}
    for one, other in candidate_pairs([t.document.text for t in traced]):
        percent = shared_percent(traced[one].document.text, traced[other].document.text)
        if percent is not None:
            found[one, other] = percent
            links.join(one, other)
    return found


def _same_page(traced: Sequence[_Traced], links: Links) -> None:
    pages: dict[str, int] = {}
    for number, t in enumerate(traced):
        if t.reading.address is not None:
            links.join(pages.setdefault(t.reading.address, number), number)


def _stories(traced: Sequence[_Traced], links: Links) -> None:
    """Join what tells one report of one outlet."""
    reports: dict[str, list[int]] = {}
    relays: dict[str, list[int]] = {}
    for number, t in enumerate(traced):
        (relays if t.relays else reports).setdefault(t.outlet, []).append(number)
    for numbers in reports.values():
        _join_pairs(links, numbers, lambda one, other: _one_report(traced[one], traced[other]))
    for outlet, numbers in relays.items():
        found = {number: _report_of(traced, number, reports.get(outlet, ())) for number in numbers}
        for number, report in found.items():
            if report is not None:
                links.join(report, number)
        # those whose report is not at hand; the others must not tie two reports together
        loose = [number for number, report in found.items() if report is None]
        _join_pairs(links, loose, lambda one, other: _alike(traced[one], traced[other], _FELLOW_DAYS))
    _join_linked(traced, links)
    heads = [links.find(number) for number in range(len(traced))]
    for number, t in enumerate(traced):
        if t.reading.unnamed_report and not t.relays and (report := _likest(traced, number, heads)) is not None:
            links.join(report, number)


def _join_pairs(links: Links, numbers: Sequence[int], same: Callable[[int, int], bool]) -> None:
    for one, other in combinations(numbers, 2):
        if same(one, other):
            links.join(one, other)


def _join_linked(traced: Sequence[_Traced], links: Links) -> None:
    pages = {t.reading.address: number for number, t in enumerate(traced) if t.reading.address is not None}
    for number, t in enumerate(traced):
        for page in sorted(t.reading.linked & pages.keys()):
            if pages[page] != number and _alike(t, traced[pages[page]], _RELAY_DAYS):
                links.join(pages[page], number)


def _likest(traced: Sequence[_Traced], number: int, heads: Sequence[int]) -> int | None:
    """The report that one which names none goes back to, if one of another outlet is far enough alike; its own copies are not looked at."""
    ours = traced[number]
    found = [
        (_likeness(ours, t), -other)
        for other, t in enumerate(traced)
        if heads[other] != heads[number] and not t.relays and t.outlet != ours.outlet and _near(ours, t, _FELLOW_DAYS)
    ]
    alike, report = max(found, default=(0.0, 0))
    return -report if alike >= _SURELY_RELATED else None


def _likeness(one: _Traced, other: _Traced) -> float:
    return round(likeness(one.words, other.words, _reporters(one, other)), 6)


def _reporters(one: _Traced, other: _Traced) -> frozenset[str]:
    return frozenset(forms_of((*one.reporters, *other.reporters), "outlet"))


def _alike(one: _Traced, other: _Traced, days: int) -> bool:
    return _near(one, other, days) and _related(one, other, _likeness(one, other), _ALIKE)


def _near(one: _Traced, other: _Traced, days: int) -> bool:
    if one.document.date is None or other.document.date is None:
        return True
    return abs((one.document.date - other.document.date).days) <= days


def _one_report(one: _Traced, other: _Traced) -> bool:
    same_headline = headline_likeness(one.words[0], other.words[0]) >= _SAME_HEADLINE
    return _alike(one, other, _REPRINT_DAYS) or (same_headline and _near(one, other, _REPRINT_DAYS))


def _report_of(traced: Sequence[_Traced], number: int, reports: Sequence[int]) -> int | None:
    """The report that a retelling goes back to: of its outlet's, old enough and on the subject, the likest, then the latest."""
    relay = traced[number]
    best: tuple[float, int, int] | None = None
    for report in reports:
        theirs, ours = traced[report].document.date, relay.document.date
        days = (ours - theirs).days if ours is not None and theirs is not None else 0
        alike = _likeness(relay, traced[report])
        if (
            -_EARLY_DAYS <= days <= _RELAY_DAYS
            and _related(relay, traced[report], alike, _RELATED)
            and (best is None or (alike, -abs(days), -report) > best)
        ):
            best = alike, -abs(days), -report
    return None if best is None else -best[2]


def _related(one: _Traced, other: _Traced, alike: float, least: float) -> bool:
    if alike < least:
        return False
    return alike >= _NEARLY_ALL or shared_words(one.words, other.words, _reporters(one, other)) >= _FEWEST_SHARED


def _group(traced: Sequence[_Traced], members: Sequence[int]) -> Group:
    # what others credit is the origin, and of several the one credited first; without any, whoever was first
    first = traced[members[0]]
    name = next((traced[n].outlet for n in members if traced[n].relays or not _by_itself(traced[n])), first.outlet)
    printings = [n for n in members if traced[n].outlet == name and not traced[n].relays]
    root = min(printings, key=lambda n: (not _by_itself(traced[n]), n), default=None)
    date = traced[root].document.date if root is not None else first.document.date
    outlets = sorted({traced[n].outlet for n in members})
    return Group(
        name,
        traced[root].document.id if root is not None else None,
        date,
        tuple((outlet, _dates([traced[n] for n in members if traced[n].outlet == outlet])) for outlet in outlets),
        tuple(sorted(traced[n].document.id for n in members)),
    )


def _dates(of_outlet: Sequence[_Traced]) -> tuple[dt.date | None, ...]:
    printed = [t for t in of_outlet if not t.relays] or of_outlet
    return tuple(dict.fromkeys(t.document.date for t in printed))


def _by_itself(t: _Traced) -> bool:
    return same_outlet(t.reading.head, t.outlet)


def labels(groups: Sequence[Group]) -> list[str]:
    """A name for each group that no other of them has: the outlet's, with the date where it has several, and a number if need be."""
    names = Counter(group.name for group in groups)
    seen: Counter[str] = Counter()
    found = []
    for group in groups:
        label = f"{group.name} ({_day(group.date)})" if names[group.name] > 1 and group.date else group.name
        seen[label] += 1
        found.append(label if seen[label] == 1 else f"{label}, report {seen[label]}")
    return found


def _day(date: dt.date | None) -> str:
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}" if date else "undated"


def _provenance(
    traced: Sequence[_Traced], members: Sequence[int], number: int, group: Group, label: str, shared: Mapping[tuple[int, int], int]
) -> Provenance:
    t = traced[number]
    if t.document.id == group.root:
        return Provenance(origin=label, role="origin" if len(members) > 1 else "own", reason=t.reason)
    root = next((n for n in members if traced[n].document.id == group.root), None)
    twin = next((n for n in members if n < number and (n, number) in shared), None)
    parent = root if twin is None or (root is not None and _pair(root, number) in shared) else twin
    reason = t.reason if t.relays or t.outlet == group.name else None
    if reason is None and parent is not None and _pair(parent, number) in shared:
        reason = f"shares {shared[_pair(parent, number)]}% of its wording with {_who(traced[parent])}"
    if reason is None and parent is not None:
        reason = _why(t, traced[parent])
    differs = divergence(t.document.text, forms_of((group.name, *(() if parent is None else (traced[parent].reading.head,))), "outlet"))
    return Provenance(
        origin=label,
        role="copy" if differs is None else "distorted_copy",
        source=group.name if parent is None or parent == root else traced[parent].reading.head,
        derived_from=traced[parent].document.id if parent is not None else None,
        reason=reason,
        distortion=None if differs is None else f"“{differs}”",
    )


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _why(t: _Traced, parent: _Traced) -> str:
    if t.reading.address is not None and t.reading.address == parent.reading.address:
        return f"stands at the same address as {_who(parent)}"
    if parent.reading.address in t.reading.linked:
        return f"links to {_who(parent)}"
    if t.reading.unnamed_report and t.outlet != parent.outlet:
        return f"says that it rests on a report; the likest found is that of {_who(parent)}"
    return f"is the same outlet's report on the same subject as {_who(parent)}"


def _who(t: _Traced) -> str:
    return f"{t.reading.head} ({_day(t.document.date)})"
