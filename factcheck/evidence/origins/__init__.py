"""Where evidence originates: which documents report, which copy, and whom."""

from __future__ import annotations

from factcheck.evidence.origins.for_claim import Origin, find_origins, trace_passages
from factcheck.evidence.origins.names import aliases
from factcheck.evidence.origins.naming import named_at, tokens_of
from factcheck.evidence.origins.tracing import Group, Trace, trace

__all__ = ["Group", "Origin", "Trace", "aliases", "find_origins", "named_at", "tokens_of", "trace", "trace_passages"]
