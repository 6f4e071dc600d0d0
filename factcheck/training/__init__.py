"""Training the adapters that ship."""
