"""Stems of words, from many threads at once."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import snowballstemmer

from factcheck.stemming import stem_word


def test_threads_do_not_spoil_one_anothers_stems():
    endings = ("ation", "ational", "ness", "fully", "ings", "ed", "ies", "ization", "ously", "ements")
    words = [f"{chr(97 + one)}{chr(97 + two)}bridg{ending}" for one in range(26) for two in range(26) for ending in endings]
    stemmer = snowballstemmer.stemmer("english")
    expected = [stemmer.stemWord(word) for word in words]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(stem_word, words, chunksize=25))
    finally:
        sys.setswitchinterval(interval)
    assert found == expected
