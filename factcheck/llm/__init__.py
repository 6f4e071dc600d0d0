"""Language models by pydantic-ai, as verifier and as claim extractor; never used unless a user names one.

What they are given is data in a JSON message, what they answer is bound to a schema, and every quotation is looked up in the text that it
is said to come from. `docs/models.md` says what that stops, what it cannot stop, and what leaves this machine.
"""
