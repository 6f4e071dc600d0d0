"""An edit to what one paragraph reports changes no claim of another, as long as nobody else is named."""

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.claims import RuleExtractor
from factcheck.claims.cue_grammar import CueGrammarTagger
from factcheck.models import Article, Block, Span

PARAGRAPHS = (
    "Harbour minister Mary Falk said on Monday that the old pier was {} and would be {} soon.",
    "Engineers close to the talks told the Harbour Gazette that the {} gate was {} by a storm.",
    "She said that the harbour is {}. “We are {} about the dam,” she added.",
    "The Northern Fisheries Board sold its ships in May. It said that the price was {} and {}.",
    "According to a report by the Board, the quota was {}. The report said that boats were {}.",
    "Insiders close to the talks said the {} mill was {}. They also said that the owner was calm.",
    "Peter Roe, a diver, told Reuters that the wreck was {}. He said the hull was {}.",
)
WORDS = ("empty", "sound", "cheap", "broken", "ready", "unsafe", "lost", "insiders", "engineers", "new", "painted", "worried", "for sale")
words = st.sampled_from(WORDS)


def claims(fillings):
    """The claims by paragraph, without their ids and with offsets counted from the beginning of their paragraph."""
    blocks, text = [], ""
    for paragraph, filling in zip(PARAGRAPHS, fillings, strict=True):
        start = len(text)
        text += paragraph.format(*filling)
        blocks.append(Block(span=Span(start=start, end=len(text)), kind="paragraph"))
        text += "\n\n"
    article = Article(id="a", text=text, blocks=tuple(blocks), publisher="Example Daily")
    found = [[] for _ in blocks]
    for claim in RuleExtractor(CueGrammarTagger()).extract(article):
        number = next(number for number, block in enumerate(blocks) if claim.span.end <= block.span.end)
        chain = [(link.source.name, link.source.canonical, link.source.kind) for link in claim.chain]
        offset = blocks[number].span.start
        found[number].append((claim.span.start - offset, claim.span.end - offset, claim.quote, claim.text, chain, claim.mode, claim.kind))
    return found


fillings = st.tuples(*(st.tuples(words, words) for _ in PARAGRAPHS))


@settings(max_examples=25, deadline=None)
@given(before=fillings, number=st.integers(0, len(PARAGRAPHS) - 1), edit=st.tuples(words, words))
def test_an_edit_inside_one_paragraphs_content_leaves_the_claims_of_all_others(before, number, edit):
    after = (*before[:number], edit, *before[number + 1 :])
    left, right = claims(before), claims(after)
    assert left[:number] + left[number + 1 :] == right[:number] + right[number + 1 :]
