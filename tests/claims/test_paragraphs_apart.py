"""An edit to what one paragraph reports changes no claim of another, as long as nobody else is named; two runs agree."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.claims import RuleExtractor
from factcheck.claims.taggers import load_tagger
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


@pytest.fixture(scope="module")
def network():
    return RuleExtractor(load_tagger())


@pytest.fixture(scope="module")
def grammar():
    return RuleExtractor(load_tagger("cue-grammar"))


def claims(extractor, paragraphs):
    """The claims by paragraph, without their ids and with offsets counted from the beginning of their paragraph."""
    blocks, text = [], ""
    for paragraph in paragraphs:
        start = len(text)
        text += paragraph
        blocks.append(Block(span=Span(start=start, end=len(text)), kind="paragraph"))
        text += "\n\n"
    article = Article(id="a", text=text, blocks=tuple(blocks), publisher="Example Daily")
    found = [[] for _ in blocks]
    for claim in extractor.extract(article):
        number = next(number for number, block in enumerate(blocks) if claim.span.end <= block.span.end)
        chain = [(link.source.name, link.source.canonical, link.source.kind) for link in claim.chain]
        offset = blocks[number].span.start
        found[number].append((claim.span.start - offset, claim.span.end - offset, claim.quote, claim.text, chain, claim.mode, claim.kind))
    return found


def filled(fillings):
    return [paragraph.format(*filling) for paragraph, filling in zip(PARAGRAPHS, fillings, strict=True)]


def assert_only_the_edited_differs(extractor, before, number, edited):
    left, right = claims(extractor, before), claims(extractor, [*before[:number], edited, *before[number + 1 :]])
    assert left[:number] + left[number + 1 :] == right[:number] + right[number + 1 :]


fillings = st.tuples(*(st.tuples(words, words) for _ in PARAGRAPHS))


@settings(max_examples=25)
@given(before=fillings, number=st.integers(0, len(PARAGRAPHS) - 1), edit=st.tuples(words, words))
def test_an_edit_inside_one_paragraphs_content_leaves_the_claims_of_all_others(grammar, before, number, edit):
    assert_only_the_edited_differs(grammar, filled(before), number, PARAGRAPHS[number].format(*edit))


@settings(max_examples=8)
@given(before=fillings, number=st.integers(0, len(PARAGRAPHS) - 1), edit=st.tuples(words, words))
def test_the_network_reads_every_paragraph_by_itself(network, before, number, edit):
    assert_only_the_edited_differs(network, filled(before), number, PARAGRAPHS[number].format(*edit))


STORY = (
    "The ferry to Holm stopped on Friday, when two of its engines failed.",
    "“Nobody told us,” said Ida Vesel, who runs the inn on the island. “We had forty guests at the quay.”",
    "The operator, Holm Lines, said that a spare part would arrive within days, according to a letter seen by the Harbour Gazette.",
    "Two engineers, who asked not to be named, said they had warned of the failure in spring.",
    "The ministry of transport declined to comment. A spokesman for Holm Lines denied that there had been any warning.",
)


@pytest.mark.parametrize(
    ("number", "edited"),
    [
        (0, "The ferry to Holm ran again on Monday, with three engines."),
        (1, "“Nobody ever asked us anything at all,” said Ida Vesel, who runs the inn on the island. “It was a quiet day.”"),
        (3, "Two engineers, who asked not to be named, said they had heard the mayor say that the ship was unsafe."),
        (4, "The ministry of transport declined to comment."),
    ],
)
def test_an_edit_to_a_story_leaves_the_claims_of_its_other_paragraphs(network, number, edited):
    assert_only_the_edited_differs(network, list(STORY), number, edited)


def test_claims_do_not_hang_on_the_hash_seed(network, root):
    code = """
import sys
from factcheck.article import parse_article
from factcheck.claims import RuleExtractor
for claim in RuleExtractor().extract(parse_article(sys.stdin.read(), id="ferry")):
    print(claim.model_dump_json())
"""
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input="\n\n".join((*STORY, *filled([("empty", "sold")] * len(PARAGRAPHS)))),
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            cwd=root,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert len(runs.pop().splitlines()) > 10
