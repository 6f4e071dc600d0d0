"""The command line: one module a verb, thin; each parses, calls the library and prints."""
