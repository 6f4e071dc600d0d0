"""Claims: from an article to what it asserts, and on whose word."""

from factcheck.claims.base import AttributionTagger, ClaimExtractor, Sentence, TaggedAttribution
from factcheck.claims.extractor import RuleExtractor
from factcheck.claims.extractors import load_extractor

__all__ = ["AttributionTagger", "ClaimExtractor", "RuleExtractor", "Sentence", "TaggedAttribution", "load_extractor"]
