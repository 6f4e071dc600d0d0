"""Reading an article: its text, normalised once, the roles and languages of its blocks, and who published it when."""

from factcheck.article.base import ArticleReader
from factcheck.article.language import languages_left_out
from factcheck.article.normalise import Normalised, normalise
from factcheck.article.reading import fetch_article, parse_article, places_of, read_article

__all__ = [
    "ArticleReader",
    "Normalised",
    "fetch_article",
    "languages_left_out",
    "normalise",
    "parse_article",
    "places_of",
    "read_article",
]
