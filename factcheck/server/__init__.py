"""The REST server: the operations of `factcheck.service` over HTTP, for a newsroom's own machines."""
