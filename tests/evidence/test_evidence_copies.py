import time

from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.copies import copies_of
from factcheck.models import Passage, Span

ARTICLE = (
    "The harbour council of Lindholm approved a new bridge on Monday after a debate of seven hours. "
    "The bridge will replace the ferry that has carried islanders since 1931. "
    "“We have waited for this longer than most of us can remember, and it will change how we live,” said the mayor. "
    "Opponents said the cost, put at 90 million crowns, had been hidden from the public until last week."
)
REWRITTEN = (
    "Lindholm is to have a bridge. Councillors voted for it on Monday, ending decades in which a ferry was the only way across. "
    "Critics complain that they learnt of the price, some 90 million crowns, only days ago."
)


def passage(text, number=0):
    return Passage(id=f"d#{number}", document_id="d", span=Span(start=0, end=len(text)), text=text)


def copied(text):
    return copies_of(ARTICLE, [passage(text)]) == {"d#0"}


def test_the_article_and_its_parts_are_copies():
    assert copied(ARTICLE)
    assert copied(ARTICLE[:170])
    assert copied("LINDHOLM (Agency) - " + ARTICLE)


def test_a_lightly_edited_copy_is_a_copy():
    assert copied(ARTICLE.replace("Monday", "Tuesday").replace("seven", "7").replace("new bridge", "bridge").replace("islanders", "people"))


def test_another_report_of_the_same_event_is_not_a_copy():
    assert not copied(REWRITTEN)


def test_a_statement_that_the_article_quotes_is_not_a_copy():
    statement = "We have waited for this longer than most of us can remember, and it will change how we live. I thank all who took part."
    assert not copied(statement)
    assert not copied(
        f"In her speech the mayor of the town went on at some length. “{statement[:90]}”, she told the hall, to applause from the gallery."
    )


def test_who_is_quoted_makes_no_copy_of_a_passage_that_is_mostly_quotation():
    article = (
        "Dr. Lena Okoro, who led the study at Kerima Hospital, said that “the vaccine is safe and protects for at least a year.” " + ARTICLE
    )
    tag = "said Dr. Lena Okoro, who led the study at Kerima Hospital."
    quoted = "“The vaccine appears safe and protects for at least nine months, as far as we know today,”"
    assert not copies_of(article, [passage(f"{quoted} {tag}")])
    assert copies_of(article, [passage(f"“The vaccine is safe and protects for at least a year,” {tag}")])


def test_a_few_words_are_never_a_copy():
    assert not copied("The harbour council of Lindholm")
    assert copies_of(ARTICLE, [passage("")]) == frozenset()


@given(st.text(alphabet='ab c“”"\n.', max_size=200), st.text(max_size=200))
def test_any_text_can_be_compared(article, other):
    assert copies_of(article, [passage(other)]) <= {"d#0"}


def test_unclosed_quotations_do_not_stall():
    started = time.perf_counter()
    for sign in '“"«„':
        copies_of((sign + "word ") * 150_000, [passage(ARTICLE)])
    assert time.perf_counter() - started < 20
