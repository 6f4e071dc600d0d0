"""Attribution tagging by a trained network: words in, attributions out, with the cue grammar's reading as evidence.

    words -> windows (paragraphs) -> features -> encoding -> scorer (the network) -> decoding (CRF, pointers) -> assembly

and once more for the insides of what was found (nesting).
"""

from __future__ import annotations

from factcheck.claims.tagging.tagger import NeuralTagger

__all__ = ["NeuralTagger"]
