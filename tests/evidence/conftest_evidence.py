"""Doubles and small corpora for the evidence room."""

import json

from factcheck.evidence.hashing import HashingEmbedder


class CountingEmbedder(HashingEmbedder):
    """Remembers every text that it was asked to embed."""

    def __init__(self, dimension=64):
        super().__init__(dimension)
        self.seen = []

    def embed(self, texts):
        self.seen += texts
        return super().embed(texts)


RECORDS = [
    {
        "id": "a1",
        "title": "Bridge closes",
        "publisher": "Harbour Gazette",
        "date": "2024-03-01",
        "text": "The old bridge at Lindholm closed on Friday.",
    },
    {
        "id": "a2",
        "title": "Ferry resumes",
        "publisher": "The Ferry Post",
        "date": "2024-03-05",
        "text": "The ferry to Marsh Island sails again.",
    },
    {
        "id": "a3",
        "title": "Toll planned",
        "publisher": "Harbour Gazette",
        "date": "2024-04-02",
        "text": "A toll of 4.50 crowns is planned for the bridge.",
    },
    {"id": "a4", "publisher": "Weather Desk", "text": "Rain is expected over the bridge and the whole coast."},
]


def write_jsonl(path, records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
