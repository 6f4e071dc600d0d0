import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.datasets.records import ClaimRecord, EntailmentRecord, ProbabilityPrediction, read_lines, read_records, write_records
from factcheck.errors import InputError, OutputError

PAIR = {"id": "p1", "premise": "It rained.", "hypothesis": "It was wet.", "label": "supports", "dataset": "made-up"}


def lines(*rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_plain_and_gzipped_files_read_alike_whatever_their_name(tmp_path):
    plain, zipped = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    plain.write_text(lines(PAIR), encoding="utf-8")
    zipped.write_bytes(gzip.compress(lines(PAIR).encode()))
    assert read_records(plain, EntailmentRecord) == read_records(zipped, EntailmentRecord)


def test_blank_lines_and_unknown_fields_are_passed_over(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n" + lines(PAIR) + "  \n", encoding="utf-8")
    assert [record.id for record in read_records(path, EntailmentRecord)] == ["p1"]


def test_limit_takes_the_first_records(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(lines(PAIR, PAIR | {"id": "p2"}) + "broken", encoding="utf-8")
    assert [record.id for record in read_records(path, EntailmentRecord, limit=2)] == ["p1", "p2"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (lines(PAIR).encode() + b"{broken\n", "line 2: not JSON"),
        (lines(PAIR, [1]).encode(), "line 2: Input should be"),
        (lines({"id": "p1"}).encode(), "line 1: premise: Field required"),
        (lines(PAIR | {"label": "maybe"}).encode(), "line 1: label:"),
        (lines(PAIR, PAIR).encode(), "line 2: id 'p1' already stands in line 1"),
        (lines(PAIR).encode() + b"\xff\xfe\n", "line 2: not UTF-8"),
        (b"", "holds no records"),
        (gzip.compress(lines(PAIR).encode(), mtime=0)[:-12], "cannot be read"),
        (b"[" * 100_000, "line 1: not JSON"),
    ],
)
def test_bad_gold_is_one_line_that_names_the_place(tmp_path, content, message):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_records(path, EntailmentRecord)
    assert str(path) in str(caught.value)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.jsonl does not exist"):
        read_records(tmp_path / "nowhere.jsonl", EntailmentRecord)


def test_a_folder_is_no_gold(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_records(tmp_path, EntailmentRecord)


def test_a_gold_claim_needs_a_source(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(lines({"id": "a", "text": "Rain.", "claims": [{"span": {"start": 0, "end": 4}, "chain": []}]}), encoding="utf-8")
    with pytest.raises(InputError, match="line 1: claims: Value error, a gold claim has an empty chain"):
        read_records(path, ClaimRecord)


@pytest.mark.parametrize(
    ("date", "expected"), [("2024-05-06", "2024-05-06"), ("2024-05-06T10:00", "2024-05-06"), ("May 2024", None), (None, None)]
)
def test_a_date_that_is_no_iso_date_is_unknown(date, expected):
    found = ClaimRecord.model_validate({"id": "a", "text": "", "claims": [], "date": date}).date
    assert (found.isoformat() if found else None) == expected


@given(st.lists(st.fixed_dictionaries({"supports": st.floats(0, 1), "nei": st.floats(0, 1)}), min_size=1))
def test_predictions_survive_the_round_trip(tmp_path_factory, probabilities):
    path = tmp_path_factory.mktemp("round") / "p.jsonl"
    rows = [{"id": f"{number}\u2028é\ud800", "probs": probs} for number, probs in enumerate(probabilities)]
    write_records(path, rows)
    assert [record.model_dump() for record in read_records(path, ProbabilityPrediction)] == rows


def test_nothing_is_left_behind_when_writing_fails(tmp_path):
    with pytest.raises(OutputError):
        write_records(tmp_path / "no" / "p.jsonl", [])
    assert list(tmp_path.iterdir()) == []


def test_lines_are_numbered_from_one(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\n\r\nthree")
    assert list(read_lines(path)) == [(1, "one"), (3, "three")]
