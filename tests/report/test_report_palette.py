"""Contrast by WCAG 2.2, success criteria 1.4.3 and 1.4.11: measured over the colours that the style sheet names."""

from __future__ import annotations

import re

import pytest

from factcheck.report.html_report import style

TOKENS = {name: pair for name, *pair in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", style())}

TEXT = [
    *[
        (ink, ground)
        for ink in ("ink", "soft", "muted", "accent", "bad", "mixed", "good", "open", "quiet")
        for ground in ("paper", "raised")
    ],
    *[(tone, f"{tone}-ground") for tone in ("bad", "mixed", "good", "open", "quiet")],
    *[("ink", ground) for ground in ("bad-ground", "mixed-ground", "good-ground", "open-ground", "quiet-ground", "rationale")],
    ("paper", "ink"),
    ("muted", "quiet-ground"),
]
SHAPES = [
    *[(tone, ground) for tone in ("bad", "mixed", "good", "open", "quiet") for ground in ("paper", "hair")],
    ("edge", "paper"),
    ("focus", "paper"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_has_contrast_of_at_least_4_5(ink, ground, theme):
    assert contrast(TOKENS[ink][theme], TOKENS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_have_contrast_of_at_least_3(shape, ground, theme):
    assert contrast(TOKENS[shape][theme], TOKENS[ground][theme]) >= 3


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("tone", ["bad", "mixed", "good", "open", "quiet"])
def test_text_of_the_current_claim_keeps_its_contrast_on_the_mixed_ground(tone, theme):
    share = int(re.search(r"hl\.current \{ background: color-mix\(in srgb, var\(--tone\) (\d+)%", style())[1]) / 100
    tones = [[int(TOKENS[name][theme][i : i + 2], 16) for i in (1, 3, 5)] for name in (tone, "paper")]
    mixed = "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in zip(*tones, strict=True))
    assert contrast(TOKENS["ink"][theme], mixed) >= 4.5


def test_no_colour_stands_outside_the_tokens():
    sheet = style().split("--serif")[1]
    assert set(re.findall(r"#[0-9a-f]{3,8}\b(?=[^{}]*;)", sheet)) <= {"#fff", "#hatch"}
