"""Source resolution: who a source phrase means, by the names of the article and the sources before it."""

from factcheck.claims.resolution.history import Mention
from factcheck.claims.resolution.resolver import SourceResolver

__all__ = ["Mention", "SourceResolver"]
