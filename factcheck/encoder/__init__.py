"""The base model: weights checked, adapters merged, compiled once, run without torch."""

from __future__ import annotations

import os

__all__: list[str] = []

# onnxruntime, on import, writes a device id into the user's home and reports its use to its maker. Drafts are confidential and the tool
# is offline: it must not. The library reads this variable when it is first imported, which every module of this package does later.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
