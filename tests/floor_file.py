"""Floors: what the figures of what ships may not fall below, pinned in one file with the checksums they were set with."""

from __future__ import annotations

import hashlib
import json
import math
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

Mode = Literal["check", "update", "lower"]

HEAD = """\
# What the figures of what ships may not fall below, in percent. Made by the tests; edit nothing here.
# `pytest --update-floors` raises floors to new figures and pins new checksums, but never lowers a floor; `pytest --lower-floors` does,
# and its reason belongs in the commit. A floor lies under its figure by the margin that the test gives, for processors round differently.
"""


class FloorFile:
    """The floors of all tests, in a TOML file that is written anew when floors are moved."""

    def __init__(self, path: Path, mode: Mode = "check") -> None:
        self.path = path
        self.mode = mode

    def check(
        self, section: str, figures: Mapping[str, float], margins: Mapping[str, float], *, sample: str, model: str | None = None
    ) -> None:
        """Fail where a figure lies under its floor, or where the floors were set with another sample or model.

        Args:
            section: names the floors.
            figures: what was measured; those without a margin are not looked at.
            margins: by figure, how far its floor lies under it.
            sample: checksum of the sample.
            model: checksum of the model, if one takes part.
        """
        content = tomllib.loads(self.path.read_text(encoding="utf-8")) if self.path.exists() else {}
        pinned = content.get(section, {})
        floors = {name: pinned.get(name, {}).get("floor") for name in margins}
        fallen = [
            f"{name} is {figures[name]:.1f}, its floor {floor}"
            for name, floor in floors.items()
            if floor is not None and figures[name] < floor
        ]
        if fallen and self.mode != "lower":
            raise AssertionError(f"{section}: {'; '.join(fallen)}. If that is meant, say why in the commit and run: pytest --lower-floors")
        if self.mode == "check":
            self._require_pinned(section, pinned, floors, sample, model)
            return
        entry: dict[str, object] = {"sample_sha256": sample} | ({"model_sha256": model} if model else {})
        for name, margin in margins.items():
            below = math.floor(10 * (figures[name] - margin) + 1e-9) / 10
            old = floors[name]
            entry[name] = {"figure": round(figures[name], 1), "floor": below if old is None or self.mode == "lower" else max(old, below)}
        self._write(content | {section: entry})

    @staticmethod
    def _require_pinned(section: str, pinned: Mapping[str, object], floors: Mapping[str, object], sample: str, model: str | None) -> None:
        stale = [
            what
            for what, name, value in (("sample", "sample_sha256", sample), ("model", "model_sha256", model))
            if pinned.get(name) != value
        ]
        stale += [f"figure {name!r}" for name, floor in floors.items() if floor is None]
        if stale:
            raise AssertionError(f"{section}: the floors were not set with this {' and '.join(stale)}; run: pytest --update-floors")

    def _write(self, content: Mapping[str, Mapping[str, object]]) -> None:
        lines = [HEAD]
        for section in sorted(content):
            lines.append(f"[{json.dumps(section)}]")
            for name, value in content[section].items():
                shown = f"{{ figure = {value['figure']}, floor = {value['floor']} }}" if isinstance(value, dict) else json.dumps(value)
                lines.append(f"{json.dumps(name)} = {shown}")
            lines.append("")
        self.path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8", newline="\n")


def checksum(paths: Iterable[Path]) -> str:
    """SHA-256 of the bytes of some files, in the order given."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
