from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest
import report_fixture as fixture
from report_parts import LEDGER, TEXT, weigh

from factcheck.models import Article, Block, Span
from factcheck.report import render
from factcheck.report.html_report import SCRIPTS, STYLES
from factcheck.report.phrasing import link_or_none

VOID = {"meta", "input", "br", "link", "img", "path", "circle", "rect"}


class Page(HTMLParser):
    """The page as a flat list of elements, each with its own text and the text of all it holds."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[dict] = []
        self.open: list[dict] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "attrs": dict(attrs), "text": "", "parents": [parent["tag"] for parent in self.open]}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        assert self.open[-1]["tag"] == tag, f"</{tag}> closes <{self.open[-1]['tag']}>"
        self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, tag=None, **attrs):
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attrs.items()}
        return [
            element
            for element in self.elements
            if (tag is None or element["tag"] == tag)
            and all(value in (element["attrs"].get(key) or "").split() for key, value in wanted.items())
        ]


@pytest.fixture(scope="module")
def page():
    return Page(render(fixture.report(), "html"))


def test_every_element_is_closed_and_every_id_is_unique(page):
    assert page.open == []
    found = [element["attrs"]["id"] for element in page.elements if "id" in element["attrs"]]
    assert len(found) == len(set(found))
    links = {
        element["attrs"]["href"][1:]
        for element in page.elements
        if element["attrs"].get("href", "").startswith("#") and "=" not in element["attrs"]["href"]
    }
    assert links <= set(found)
    for key in ("aria-labelledby", "aria-controls"):
        assert {element["attrs"][key] for element in page.elements if key in element["attrs"]} <= set(found)


def test_the_policy_allows_exactly_the_style_and_the_script_that_stand_in_the_page():
    text = render(fixture.report(), "html")
    (rules,) = [
        element["attrs"]["content"] for element in Page(text).all("meta") if element["attrs"].get("http-equiv") == "Content-Security-Policy"
    ]
    for tag in ("style", "script"):
        found = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert len(found) == 1
        digest = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in rules
    assert rules.startswith("default-src 'none'; ")
    assert "unsafe" not in rules


def test_nothing_is_fetched_and_no_code_stands_in_attributes(page):
    for element in page.elements:
        names = set(element["attrs"])
        assert not names & {"src", "srcset", "style", "data", "poster", "background", "action", "formaction"}, element
        assert not [name for name in names if name.startswith("on")], element
        assert element["tag"] not in {"link", "img", "iframe", "object", "embed", "base", "form"}
        if element["tag"] != "a":
            assert element["attrs"].get("href", "#").startswith("#")
    assert not re.search(r"@import|url\((?!#)|https?://", render(fixture.report(), "html").split("<style>")[1].split("</style>")[0])


def test_headings_never_skip_a_level_and_landmarks_are_there(page):
    levels = [int(element["tag"][1]) for element in page.elements if re.fullmatch(r"h[1-6]", element["tag"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {"header", "main", "footer", "search"} <= {element["tag"] for element in page.elements}
    assert page.all("html")[0]["attrs"]["lang"] == "en"


def test_the_article_stands_there_whole_with_every_claim_marked(page):
    (prose,) = page.all("div", class_="prose")
    shown = re.sub(r"\s+", "", prose["text"])
    for block in fixture.report().article.blocks:
        text = block.span.of(TEXT)
        assert re.sub(r"\s+", "", text)[:20] in shown
    for number, checked in enumerate(fixture.report().claims, 1):
        pieces = page.all("span", data_claims=str(number))
        assert "".join(piece["text"] for piece in pieces) == "".join(span.of(TEXT) for span in checked.claim.spans)
        (ref,) = page.all("a", id=f"mark-{number}")
        assert ref["text"] == str(number)


def test_where_claims_overlap_both_are_marked(page):
    (both,) = [piece for piece in page.all("span", class_="hl") if piece["attrs"].get("data-claims") == "1 2"]
    assert both["text"] == "nine battery ferries for $2.5 billion"


def test_blocks_that_are_not_checked_are_dimmed_and_say_so(page):
    dimmed = page.all("p", class_="unchecked")
    assert [element["attrs"]["class"].split()[1] for element in dimmed] == ["b-byline", "b-dateline", "b-caption", "b-notice"]
    assert all("not checked" in element["text"] for element in dimmed)


def test_a_card_says_who_how_strongly_and_both_verdicts(page):
    (card,) = page.all("article", id="claim-1")
    for part in (
        "Contradicted", "Said so, in other words", "Weakly sourced", "people close to the talks", "anonymous", "citing",
        "The innermost source is not named.", "Name the people, or show the contract.", "91% confident", "Northern Ledger", "9 March 2031",
        "“$2.5 billion” here, “$4.5 billion” there.", "It copies this article, so it cannot confirm it.", "is 10 March 2031",
    ):  # fmt: skip
        assert part in card["text"]
    assert card["attrs"]["data-support"] == "refuted"


def test_the_difference_is_marked_in_both_texts_and_the_deciding_words_in_the_passage(page):
    marked = [element["text"] for element in page.all("mark", class_="m-differs")]
    assert "$2.5 billion" in marked
    assert "$4.5 billion" in marked
    rationale = [element for element in page.all("mark", class_="m-rationale") if "The price was set at" in element["text"]]
    assert rationale


def test_the_about_part_gives_what_is_needed_to_repeat_the_check(page):
    (about,) = page.all("footer")
    for part in (
        "12 March 2031",
        "port-alder",
        "10 passages",
        "all-MiniLM-L6-v2",
        "535353535353",
        "version 1",
        "gives the article no score",
        "does not mean false",
    ):
        assert part in about["text"]


def test_labels_carry_their_technical_name(page):
    titles = {element["attrs"]["title"].split(":")[0] for element in page.all("span", class_="label")}
    assert {"refuted", "conflicting", "not_enough_evidence", "supported", "not_checkable", "weak", "altered"} <= titles


def test_a_report_without_claims_says_so():
    text = render(fixture.report(claims=()), "html")
    assert "No claims were found in this article" in text
    assert Page(text).open == []


# fmt: off
HOSTILE = (
    "</script><script>alert(1)</script> </style> <img src=x onerror=alert(1)> "
    '" onmouseover="alert(1)" \' {{ 7*7 }} \u2028 \u202e gnp.exe <!--'
)
# fmt: on


def hostile_report():
    base = fixture.report()
    text = f"{HOSTILE} {TEXT}"
    shift = len(HOSTILE) + 1
    block = Block(span=Span(start=0, end=len(text)), kind="paragraph")
    article = Article(id=HOSTILE, text=text, blocks=(block,), title=HOSTILE, byline=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
    evil = LEDGER.model_copy(
        update={"text": HOSTILE + LEDGER.text, "title": HOSTILE, "publisher": HOSTILE, "id": HOSTILE, "url": "javascript:alert(1)"}
    )

    def spoil(checked):
        claim = checked.claim
        moved = Span(start=claim.span.start + shift, end=claim.span.end + shift)
        links = tuple(
            link.model_copy(update={"source": link.source.model_copy(update={"name": HOSTILE, "canonical": HOSTILE + "x"})})
            for link in claim.chain
        )
        claim = claim.model_copy(
            update={"id": HOSTILE, "text": HOSTILE, "span": moved, "extra_spans": (), "sentence": moved, "dates": (), "chain": links}
        )
        sourcing = checked.sourcing.model_copy(update={"advice": HOSTILE})
        verdict = checked.verdict.model_copy(update={"explanation": HOSTILE})
        assessment = weigh(LEDGER, "refutes").model_copy(update={"excluded": HOSTILE})
        assessment = assessment.model_copy(update={"evidence": assessment.evidence.model_copy(update={"passage": evil})})
        return checked.model_copy(update={"claim": claim, "sourcing": sourcing, "verdict": verdict, "evidence": (assessment,)})

    return base.model_copy(
        update={
            "article": article,
            "claims": tuple(map(spoil, base.claims)),
            "warnings": (HOSTILE,),
            "corpus": base.corpus.model_copy(update={"name": HOSTILE}),
        }
    )


def test_hostile_text_adds_no_element_and_no_attribute(page):
    spoiled = Page(render(hostile_report(), "html"))
    assert spoiled.open == []
    assert len(spoiled.all("script")) == len(spoiled.all("style")) == 1
    assert not spoiled.all("img")
    known = {name for element in page.elements for name in element["attrs"]}
    assert {name for element in spoiled.elements for name in element["attrs"]} <= known
    assert "49" not in spoiled.all("h1")[0]["text"]
    assert "<img src=x onerror=alert(1)>" in spoiled.all("h1")[0]["text"]


def test_direction_overrides_are_neutralised_and_texts_are_isolated():
    text = render(hostile_report(), "html")
    assert "\u202e" not in text
    assert re.search(r"<h1><bdi>", text)


def test_only_http_addresses_become_links():
    hrefs = [element["attrs"]["href"] for element in Page(render(hostile_report(), "html")).all("a")]
    assert all(href.startswith("#") for href in hrefs)
    assert link_or_none("https://ledger.example/a?b=1&c=2") == "https://ledger.example/a?b=1&c=2"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " https://a.example",
        "data:text/html,x",
        "//a.example",
        "https://",
        "http://[",
        "https://a.example/\n",
        "file:///etc",
        "",
        None,
    ],
)
def test_addresses_that_are_no_links(url):
    assert link_or_none(url) is None


def test_a_huge_claim_is_shown_without_trouble():
    text = "word " * 100_000
    article = Article(id="huge", text=text, blocks=(Block(span=Span(start=0, end=len(text)), kind="paragraph"),))
    checked = fixture.report().claims[7]
    claim = checked.claim.model_copy(
        update={"span": Span(start=0, end=len(text)), "quote": text, "text": text, "sentence": Span(start=0, end=len(text)), "dates": ()}
    )
    shown = render(fixture.report(article=article, claims=(checked.model_copy(update={"claim": claim}),)), "html")
    assert shown.count("word word") < 3_000_000
    assert Page(shown).open == []


def test_no_style_sheet_or_script_is_long_and_all_of_them_are_used():
    folder = files("factcheck.report") / "static"
    names = {path.name for path in folder.iterdir()}
    assert names == {f"{name}.css" for name in STYLES} | {f"{name}.js" for name in SCRIPTS}
    for name in names:
        text = (folder / name).read_text("utf-8")
        assert len(text.splitlines()) <= 400
        assert "</" not in text


def test_the_line_of_sources_names_whom_a_word_of_the_article_means():
    base = fixture.report()
    first = base.claims[0]
    source = first.claim.chain[-1].source.model_copy(update={"name": "the report", "canonical": "The Wick Gazette", "span": None})
    link = first.claim.chain[-1].model_copy(update={"source": source})
    claim = first.claim.model_copy(update={"chain": (link,)})
    shown = Page(render(base.model_copy(update={"claims": (first.model_copy(update={"claim": claim}),)}), "html"))
    lines = [element["text"] for element in shown.elements if element["attrs"].get("class") == "card-chain"]
    assert any("The Wick Gazette" in line for line in lines)
