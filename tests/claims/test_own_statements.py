"""What remains of a sentence beside its attributions."""

from factcheck.claims import RuleExtractor
from factcheck.claims.base import TaggedAttribution
from factcheck.models import Article, Block, Span


class Fixed:
    """A tagger that finds one attribution, given by its words."""

    name = "fixed"
    info = None

    def __init__(self, source, cue, content):
        self.words = (source, cue, content)

    def tag(self, text, sentences):
        def at(words):
            start = text.index(words)
            return (Span(start=start, end=start + len(words)),)

        return [TaggedAttribution(*map(at, self.words))]


def claims(text, *words):
    article = Article(id="a", text=text, blocks=(Block(span=Span(start=0, end=len(text)), kind="paragraph"),), publisher="Example Daily")
    return [(claim.quote, claim.speaker.kind == "author") for claim in RuleExtractor(Fixed(*words)).extract(article)]


def test_one_word_in_quotation_marks_does_not_tear_the_sentence():
    text = 'The fire was set on Monday by a man called "Ghost" in the old mill.'
    assert claims(text, "a man", "called", '"Ghost"') == [(text.rstrip("."), True)]


def test_a_contrast_that_opens_the_sentence_is_split_beside_an_attribution():
    text = "While the pier will stay open, the town will close the mill, the mayor said it must."
    assert claims(text, "the mayor", "said", "it must")[:2] == [("the pier will stay open", True), ("the town will close the mill", True)]


def test_a_stretch_cut_within_a_phrase_is_no_claim():
    text = "Workers had long known the shed, and came to the view that the roof was weak."
    found = claims(text, "Workers", "came to the view that", "the roof was weak")
    assert not [quote for quote, _ in found if quote.endswith((" the", " to"))]


def test_an_interjection_in_quotation_marks_is_no_claim():
    text = "“Why not?” Ann Lee said. “The mill will reopen.”"
    assert [quote for quote, _ in claims(text, "Ann Lee", "said", "“Why not?”")] == ["The mill will reopen"]
