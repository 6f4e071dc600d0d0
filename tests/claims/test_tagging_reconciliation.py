from __future__ import annotations

from factcheck.claims.base import TaggedAttribution
from factcheck.claims.quotations import find_quotations
from factcheck.claims.tagging.reconciliation import reconciled
from factcheck.claims.tagging.windows import Window
from factcheck.claims.tagging.words import words_of
from factcheck.models import Span

TEXT = (
    "According to the Ledger, two aides said the dam had leaked for weeks. The board says the union believes talks will fail. "
    "“It was loud,” Roe recalled."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def attribution(source: str, cue: str, *content: str) -> TaggedAttribution:
    return TaggedAttribution((span(source),), (span(cue),), tuple(map(span, content)))


INNER = attribution("two aides", "said", "the dam had leaked for weeks")
OUTER = attribution("the Ledger", "According to", "two aides said the dam had leaked for weeks")
SAYS = attribution("The board", "says", "the union believes talks will fail")
BELIEVES = attribution("the union", "believes", "talks will fail")
RECALLED = attribution("Roe", "recalled", "“It was loud,”")
GRAMMAR = [OUTER, INNER, SAYS, BELIEVES, RECALLED]


def read(network: list[TaggedAttribution], grammar: list[TaggedAttribution] = GRAMMAR) -> list[TaggedAttribution]:
    whole = Span(start=0, end=len(TEXT))
    window = Window(whole, tuple(words_of(TEXT, whole)), frozenset({0}))
    found = reconciled(TEXT, [window], find_quotations(TEXT, [whole]), network, grammar)
    return sorted(found, key=lambda item: item.cue[0].start)


def test_what_encloses_stands_inside_or_owns_a_quotation_is_added():
    assert read([INNER, SAYS]) == [OUTER, INNER, SAYS, BELIEVES, RECALLED]


def test_what_the_network_saw_stays_as_it_saw_it():
    shorter = INNER._replace(content=(span("the dam had leaked"),))
    assert shorter in read([shorter, SAYS])
    assert INNER not in read([shorter, SAYS])


def test_spans_mixed_with_those_of_the_layer_around_are_read_as_the_grammar_does():
    mixed = INNER._replace(source=(span("the Ledger, two aides"),))
    assert INNER in read([mixed])
    assert mixed not in read([mixed])


def test_what_a_cue_reports_is_no_source():
    mixed = RECALLED._replace(source=(span("“It was loud,” Roe"),), content=())
    assert read([mixed]) == [RECALLED]


def test_nothing_else_of_the_grammar_is_taken():
    assert read([], [INNER, SAYS]) == []
    assert read([RECALLED], [INNER]) == [RECALLED]
    elsewhere = RECALLED._replace(cue=(span("board"),))
    assert read([RECALLED], [elsewhere]) == [RECALLED], "a quotation that has an owner"
