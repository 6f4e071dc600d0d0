"""What the tests of language models share."""

from __future__ import annotations

KEY = "sk-test-0123456789abcdef"
NAME = "llm:openai:local"
