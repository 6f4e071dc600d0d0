"""The base model: weights checked, adapters merged, compiled once, run without torch."""
