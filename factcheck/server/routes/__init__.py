"""One file a subject of the REST server."""
