"""The operations that servers and agents offer, with plain requests and outcomes; knows nothing of HTTP or MCP."""
