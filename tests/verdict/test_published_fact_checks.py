from factcheck.article import parse_article
from factcheck.models import Passage, Review, Span
from factcheck.verdict.exclusions import exclusions


def test_a_published_fact_check_is_shown_but_counts_for_nothing():
    """Its words repeat the claim, so that a verifier would take a debunking for support."""
    text = "Checkers checked this claim: “The bridge has collapsed.” Rating: False."
    passage = Passage(
        id="a#0", document_id="a", span=Span(start=0, end=len(text)), text=text, review=Review(claim="The bridge has collapsed.")
    )
    article = parse_article("The bridge has collapsed, a man said on Monday.", id="story")
    assert "published fact-check" in exclusions(article, [passage], None)["a#0"]
    assert exclusions(article, [passage.model_copy(update={"review": None})], None) == {}
