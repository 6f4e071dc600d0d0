"""The operations of `factcheck.service` as tools of the Model Context Protocol. An agent may propose; nothing here decides."""
