from factcheck.article import parse_article
from factcheck.evidence.corpus import read_corpus


def test_articles_and_evidence_keep_the_same_text_of_markdown(tmp_path):
    parts = ["It closed.", "    An indented paragraph stays.", "```\nsmall print\n```", "![The quay](a.png)", "It ~~never~~ reopened."]
    (tmp_path / "a.md").write_text("\n\n".join(parts))
    article = parse_article("\n\n".join(parts), id="a", format="markdown")
    assert read_corpus(tmp_path).documents[0].text == article.text
    assert article.text.split("\n\n") == ["It closed.", "An indented paragraph stays.", "small print", "The quay", "It never reopened."]
    assert [block.kind for block in article.blocks][1:4] == ["paragraph", "notice", "caption"]
