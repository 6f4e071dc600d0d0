"""The outcome for programs."""

from __future__ import annotations

import json

from factcheck.gate.outcome import Judgement

__all__ = ["render"]


def render(judgement: Judgement) -> str:
    """Every field of the judgement, indented by two spaces."""
    text = json.dumps(judgement.model_dump(mode="json"), indent=2, ensure_ascii=False)
    # Stands inside strings only, where the escape means the same; GitHub's runner takes it for a command wherever it stands.
    return text.replace("##[", "##\\u005b") + "\n"
