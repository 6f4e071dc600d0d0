"""Reading an article: its text, normalised once, the roles of its blocks, and who published it when."""

from factcheck.article.base import ArticleReader
from factcheck.article.metadata import looks_english
from factcheck.article.normalise import Normalised, normalise
from factcheck.article.reading import parse_article, read_article

__all__ = ["ArticleReader", "Normalised", "looks_english", "normalise", "parse_article", "read_article"]
