"""Fetching from the web, only when a user gives an address: within limits, from public hosts, and kept for the record."""

from __future__ import annotations

from factcheck.fetching.client import Limits, Page, fetch, is_address, require_address
from factcheck.fetching.store import Store, default_folder, record_of

__all__ = ["Limits", "Page", "Store", "default_folder", "fetch", "is_address", "record_of", "require_address"]
