import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.article import normalise, parse_article
from factcheck.article.datelines import leading_dateline
from factcheck.article.pullquotes import find_pull_quotes

LEDE = "The harbour council voted on Friday to close the old bridge for repairs, the mayor told reporters after the meeting."
MORE = "Buses will run across the north bridge until the work is finished, and the ferry will be free of charge, she said."


def kinds(text, **known):
    article = parse_article(text, id="t", **known)
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def kind_of(block):
    """Role of a block that stands in the middle of a story."""
    return {text: kind for kind, text in kinds(f"Council closes bridge\n\n{LEDE}\n\n{block}\n\n{MORE}")}[block]


PIECES = st.sampled_from(
    [
        "Council closes bridge",
        "By Jane Roe",
        "LONDON, June 3 (Reuters) - " + LEDE,
        LEDE,
        MORE,
        "- One thing",
        "> Quoted",
        "Photo: Jo Poe",
        "Sources",
        "https://a.example/b",
        "***",
        "© 2024",
        '"',
        "May 3, 2024",
    ]
)


@given(st.lists(PIECES | st.text(max_size=60), min_size=1).map("\n\n".join) | st.lists(PIECES).map("\n".join))
def test_blocks_are_in_order_apart_and_stripped(raw):
    if not normalise(raw).text:
        return
    article = parse_article(raw, id="t")
    assert len(article.text) == len(normalise(raw).text)
    end = 0
    for block in article.blocks:
        assert block.span.start >= end
        text = block.span.of(article.text)
        assert text
        assert text == text.strip()
        end = block.span.end
    assert end <= len(article.text)


@pytest.mark.parametrize(
    "block",
    [
        "Roe (left) and Poe (right) on October 25, 2022. Image: Harbour City Council.",
        "Materials photo of the Northern Shipyard factory",
        "Video screenshot of Jo Poe's warning on new limits in Rome on June 12",
        "File photo: the old bridge",
        "ferries at the city's north quay in 2008.",
        "A man walks past a shop in Rome, May 3, 2024. REUTERS/Jane Roe",
        "The quay after the storm [Jo Poe/Harbour Daily]",
        "Jane Roe, left, and Jo Poe, right, attend a meeting in Rome.",
    ],
)
def test_captions_are_told(block):
    assert kind_of(block) == "caption"


@pytest.mark.parametrize(
    "block",
    [
        "This article is written exclusively for Harbour Daily and cannot be republished without permission.",
        "Disclaimer: the views expressed here are the author's own.",
        "© 2024 Harbour Daily. All rights reserved.",
        "Follow us on Twitter for more news.",
        "[Like/Dislike]",
        "Click the buttons below to tell us.",
        "(Reporting by Jane Roe; editing by Jo Poe)",
        "Jane Roe contributed reporting.",
        "Subscribe to our newsletter",
        "Read more here",
        "Advertisement",
        "This story has been updated with a comment from the mayor.",
        "* * *",
    ],
)
def test_notices_are_told(block):
    assert kind_of(block) == "notice"


@pytest.mark.parametrize(
    "block",
    [
        "Copyright law changed in May, the court said.",
        "Twitter said it had removed the account.",
        "Also on Monday, the ferry sank.",
        "Video of the incident shows officers running.",
        "Photos released by the police showed two empty boats.",
        "Police shot a man.",
        "Officials plan cuts in May.",
        "Residents were told to follow the signs.",
        "The disclaimer was removed on Monday.",
        "The tests could not be reproduced, the agency said.",
        "He wrote on the website https://harbour.example that he was sorry.",
        '"We had no choice," he said.',
        "The mayor posted on her account:",
        "The company, left with no cash, closed.",
        "Filed in federal court on Monday, the lawsuit accuses the bank of hiding $2 billion in losses.",
        "First published in 1960, the novel has sold 40 million copies, its publisher said.",
        "Posted in March, the video was watched by millions.",
        "More from the fund will be spent on roads, the minister said.",
        "The protesters do not necessarily represent most voters, the mayor said.",
        "Twitter — which changed hands in 2022 — has lost half of its advertisers.",
        "The strike spread on Tuesday. It hit Minneapolis/St. Paul.",
    ],
)
def test_statements_stay_paragraphs(block):
    assert kind_of(block) == "paragraph"


def test_links_and_headings_are_told():
    assert kind_of("Original source: https://harbour.example/story/12") == "link"
    assert kind_of("What the repairs will cost") == "heading"


@pytest.mark.parametrize(
    "block",
    [
        "Read more: https://a.example/b",
        "One two three four five: https://a.example/b",
        "Source - www.a.example",
        "More here https://a.example",
    ],
)
def test_a_few_words_lead_to_a_link(block):
    assert kind_of(block) == "link"
    assert kind_of(f"One two three four five six {block}") != "link"


@pytest.mark.parametrize("piece", ["a", "a-", ".", "A’"])
def test_long_words_that_lead_to_no_link_are_read_at_once(piece):
    word = piece * 140  # cut into words in every way, it would take longer than anybody waits
    assert kind_of(f"{word} {word[:10]}") != "link"


@pytest.mark.parametrize("piece", ["A-", "A/", "Reuters/", "-"])
def test_names_with_many_hyphens_are_no_dateline_at_once(piece):
    assert leading_dateline(f"A{piece * 60}"[:80] + "! — The bridge is shut.", first=True) is None


def test_a_pull_quote_that_ends_in_a_very_long_word_is_read_at_once():
    found = find_pull_quotes({0: LEDE, 1: " ".join(LEDE.split()[:10]) + ", A" + ".A" * 100_000 + "!"})
    assert found == set()


def test_everything_below_a_sources_heading_is_a_notice_until_prose_returns():
    found = kinds(
        f'Council closes bridge\n\n{LEDE}\n\nSources\n\nJane Roe. "Old bridge shut" — Harbour Daily, May 3, 2024\n\n{MORE} {LEDE}'
    )
    assert [kind for kind, _ in found] == ["headline", "paragraph", "notice", "notice", "paragraph"]


def test_a_pull_quote_repeats_the_body():
    quote = "Nobody asked us before they closed the old bridge for a year"
    found = kinds(
        f'Council closes bridge\n\n{LEDE}\n\n"{quote}." Jo Poe\n\n{MORE} "{quote}, and that is the truth of it," said Jo Poe of the union.'
    )
    assert [kind for kind, _ in found] == ["headline", "paragraph", "pull_quote", "paragraph"]


@pytest.mark.parametrize(
    ("lead", "dateline", "place"),
    [
        ("LONDON, June 3 (Reuters) - ", "LONDON, June 3 (Reuters)", "LONDON"),
        ("DES MOINES, Iowa — ", "DES MOINES, Iowa", "DES MOINES, Iowa"),
        ("Paris (AFP) – ", "Paris (AFP)", "Paris"),
        ("NEW DELHI: ", "NEW DELHI", "NEW DELHI"),
        ("Aug 27 (Reuters) - ", "Aug 27 (Reuters)", None),
        ("New Delhi, Mar 13 (PTI) ", "New Delhi, Mar 13 (PTI)", "New Delhi"),
        ("New Delhi [India], March 13 (ANI): ", "New Delhi [India], March 13 (ANI)", "New Delhi"),
        ("PORT ALDER, March 13 (Coast Wire) - ", "PORT ALDER, March 13 (Coast Wire)", "PORT ALDER"),
        ("Gaza Strip, Mar. 13, 2024 (WAFA) - ", "Gaza Strip, Mar. 13, 2024 (WAFA)", "Gaza Strip"),
        ("MOSCOW, March 13. /TASS/. ", "MOSCOW, March 13. /TASS/", "MOSCOW"),
        ("MADRID, March 13 (EFE).- ", "MADRID, March 13 (EFE)", "MADRID"),
        ("(ANSA) - ROME, MAR 13 - ", "(ANSA) - ROME, MAR 13", "ROME"),
        ("Paris, France | AFP | ", "Paris, France | AFP", "Paris, France"),
        ("Thursday, May 7, 2015 ", "Thursday, May 7, 2015", None),
    ],
)
def test_the_paragraph_starts_behind_its_dateline(lead, dateline, place):
    assert kinds(f"Council closes bridge\n\n{lead}{LEDE}\n\n{MORE}") == [
        ("headline", "Council closes bridge"),
        ("dateline", dateline),
        ("paragraph", LEDE),
        ("paragraph", MORE),
    ]
    assert parse_article(f"Council closes bridge\n\n{lead}{LEDE}\n\n{MORE}", id="t").place == place


@pytest.mark.parametrize(
    "lead", ["The central mystery -- ", "UPDATE: ", "Jane Roe, the mayor — ", "Jane Roe (left) - ", "Jane Roe, May 3 (aged 30) - "]
)
def test_a_dash_alone_makes_no_dateline(lead):
    assert "dateline" not in dict(kinds(f"Council closes bridge\n\n{lead}what comes next?\n\n{MORE}"))


@pytest.mark.parametrize(
    "text",
    ["Mara Vance — head of the union for years — said on Monday she would go.", "Norvik – the biggest yard – lost $3 billion."],
)
def test_an_aside_between_dashes_leaves_its_subject_in_place(text):
    assert ("paragraph", text) in kinds(f"Council closes bridge\n\n{text}\n\n{MORE}")


def test_markdown_keeps_what_is_written_in_html():
    raw = f"{LEDE}\n\n<p>The police said that <b>12 people</b> were arrested.</p>\n\n<script>alert(1)</script>\n\n<!-- no -->\n\n{MORE}\n"
    found = kinds(raw, format="markdown")
    assert [text for _, text in found] == [LEDE, "The police said that 12 people were arrested.", MORE]


def test_a_story_without_headline_starts_with_its_first_paragraph():
    assert [kind for kind, _ in kinds(f"{LEDE}\n\n{MORE}")] == ["paragraph", "paragraph"]


def test_a_known_title_is_the_headline_however_it_ends():
    assert kinds(f"The council closes the bridge.\n\n{LEDE}", title="The council closes the bridge")[0][0] == "headline"


def test_the_times_of_a_live_blog_are_no_part_of_its_paragraphs():
    article = parse_article("Bridge: live\n\n10:42 Police say two were hurt.\n\n11.05 p.m. GMT – Nobody was hurt, they say now.", id="a")
    assert [(block.kind, block.span.of(article.text)) for block in article.blocks[1:]] == [
        ("dateline", "10:42"),
        ("paragraph", "Police say two were hurt."),
        ("dateline", "11.05 p.m. GMT –"),
        ("paragraph", "Nobody was hurt, they say now."),
    ]
    once = parse_article("10:42 was the time at which the clock of the old town hall stopped.\n\nNobody knows why it did.", id="a")
    assert "dateline" not in {block.kind for block in once.blocks}


@pytest.mark.parametrize(
    "notice", ["© 2024 Harbour Daily. All rights reserved.", "© Harbour Daily 2024. Subscribe now.", "Follow us on Twitter for more news."]
)
def test_a_notice_at_the_end_of_a_paragraph_takes_none_of_its_statements_away(notice):
    stated = "The ferry was built in 1998 in Gdansk. The operator paid $3 million for it."
    article = parse_article(f"{LEDE}\n\n{stated} {notice}", id="t")
    assert [(block.kind, block.span.of(article.text)) for block in article.blocks[-2:]] == [("paragraph", stated), ("notice", notice)]


def test_a_byline_that_runs_into_the_dateline_is_no_statement():
    article = parse_article(f"Council closes bridge\n\nBy Maria Quist NEW ALDER, March 5, 2025 — {LEDE}\n\n{MORE}", id="t")
    kinds = [(block.kind, block.span.of(article.text)) for block in article.blocks[1:4]]
    assert kinds == [("byline", "By Maria Quist"), ("dateline", "NEW ALDER, March 5, 2025"), ("paragraph", LEDE)]
    assert (article.byline, article.place) == ("Maria Quist", "NEW ALDER")
