"""Attribution tagging by a cue grammar: patterns over a lexicon, without weights."""

from __future__ import annotations

__all__ = ["CueGrammarTagger"]

from factcheck.claims.cue_grammar.tagger import CueGrammarTagger
