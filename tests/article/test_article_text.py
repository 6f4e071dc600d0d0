import textwrap

from factcheck.article import normalise, parse_article

A = "The harbour council voted on Friday to close the old bridge for repairs, the mayor told reporters after the meeting had ended."
B = "Buses will run across the north bridge until the work is finished in the autumn, and the ferry will be free of charge, she said."

C = "Drivers were angry about the closure, and several said in the evening that they would sue the city for what they had lost by it."


def paragraphs(text):
    article = parse_article(text, id="t")
    return [block.span.of(article.text) for block in article.asserting_blocks]


def test_blank_lines_part_paragraphs():
    assert paragraphs(f"{A}\n\n{B}") == [A, B]


def test_single_line_ends_part_paragraphs():
    assert paragraphs(f"{A}\n{B}\n{A}") == [A, B, A]


def test_short_sentences_on_lines_of_their_own_stay_apart():
    lines = [
        "The council met on Friday and closed the bridge.",
        "The mayor said she was sorry for all the trouble.",
        "The ferry is free until the work ends in autumn.",
    ]
    assert paragraphs("\n".join(lines)) == lines


def test_wrapped_lines_are_joined_and_keep_their_offsets():
    raw = "\n\n".join(textwrap.fill(part, 66) for part in (A, B, C))
    assert paragraphs(raw) == [A, B, C]
    assert len(parse_article(raw, id="t").text) == len(normalise(raw).text)


def test_wrapped_lines_without_blank_lines_part_at_indents():
    raw = "\n".join(textwrap.fill(part, 66, initial_indent="    ") for part in (A, B, A))
    assert paragraphs(raw) == [A, B, A]


def test_list_and_quote_markers_are_left_out():
    article = parse_article(f"{A}\n\n- Buses are free.\n- Ferries are not free.\n\n> We had no choice in this.", id="t")
    assert [(block.kind, block.span.of(article.text)) for block in article.blocks[1:]] == [
        ("list_item", "Buses are free."),
        ("list_item", "Ferries are not free."),
        ("block_quote", "We had no choice in this."),
    ]
