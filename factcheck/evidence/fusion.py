"""Fusing dense and lexical scores into one ranking.

How it was chosen: nDCG@10 on samples of 139 to 400 queries and 347 to 5,000 documents of public training and development
sets, titles searched with the texts.

| ranking | Check-COVID | Climate-FEVER | FEVER | FoolMeTwice | SciFact | mean |
|---|---|---|---|---|---|---|
| BM25 | 58.3 | 43.7 | 76.2 | 65.7 | 80.7 | 64.9 |
| cosine | 51.4 | 42.1 | 77.8 | 84.3 | 77.5 | 66.6 |
| reciprocal ranks, constant 60 | 61.1 | 49.0 | 80.5 | 79.1 | 83.4 | 70.6 |
| reciprocal ranks, constant 10 | 62.8 | 50.4 | 81.0 | 79.5 | 84.0 | 71.5 |
| weighted sum, 0.6 | 62.0 | 49.4 | 80.8 | 78.8 | 85.3 | 71.3 |
| weighted sum, 0.7 | 62.6 | 49.7 | 81.1 | 80.9 | 85.3 | 71.9 |

Later, on 150 queries each of seven whole pools (these five, CheckThat 2020 and HealthVer), BM25 with k1 0.9 and b 0.4 in place of
1.5 and 0.75 brings the fused mean from 63.0 to 63.8, most of it on FoolMeTwice (3.9 points). Beside that, shares of the cosine from
0.7 to 0.8, cosines divided by the best one, and smaller k1 and b change the mean by 0.3 at most. With the former k1 and b, standard
scores lost half a point, titles counted twice won on one set and lost on three, and a document's own score beside that of its
passage won a point on one set of two.

Speaker and day were tried on the annotated half of one article (40 claims), and not tuned on it: nDCG@10 went from 54.7 to 55.4 with
the name, to 55.9 with the day, and to 57.0 with both.

What the weights of context and day are worth was counted on the claims of 38 invented articles among 266 passages, and of 100 among
1,960 (`factcheck/datasets/data`), none of them tuned on before: recall of the passages that settle a claim, among ten.

| context | its weight | weight of the day | 38 articles | 100 articles |
|---|---:|---:|---:|---:|
| none | 0 | 0.02 | 72.7 | |
| paragraph | 0.3 | 0.02 | 79.6 | 52.4 |
| paragraph | 0.5 | 0.05 | 87.1 | 59.5 |
| paragraph and lead | 0.5 | 0.05 | 90.7 | 63.9 |

Without stemming BM25 loses 1.4 points in the mean, without titles 5.0 on the four sets that have them.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["CONTEXT_WEIGHT", "DATE_WEIGHT", "DENSE_WEIGHT", "NAME_WEIGHT", "fuse", "nearness"]

DENSE_WEIGHT: Final = 0.7
"""Share of the cosine in the sum."""
NAME_WEIGHT: Final = 0.3
"""Of the words of the speaker's name in lexical search, beside one for the words of the claim."""
CONTEXT_WEIGHT: Final = 0.5
"""Of what the paragraph around the claim and the article's lead match, beside one for the claim."""
DATE_WEIGHT: Final = 0.05
"""What a passage gains that was published on the day of the claim: less than the usual distance between neighbours in a ranking."""
_HALF_LIFE: Final = 90.0
"""Days after which half of that gain is left."""


def fuse(cosines: NDArray[np.float64], lexical: NDArray[np.float32], *, lexical_best: float) -> NDArray[np.float64]:
    """Weighted sum of cosines and of BM25 scores divided by the best one of the query: same shape, six decimals.

    Args:
        cosines: (n,), -1 to 1.
        lexical: (n,), 0 and up.
        lexical_best: the highest lexical score among all that the query could find; 0 when no word is shared.
    """
    scaled = lexical.astype(np.float64) / lexical_best if lexical_best > 0 else np.zeros(len(lexical))
    return np.asarray(np.round(DENSE_WEIGHT * cosines + (1 - DENSE_WEIGHT) * scaled, 6), dtype=np.float64)


def nearness(claimed: dt.date, published: dt.date | None) -> float:
    """How near two days are: 1 on the same day, a half after three months; 0 for an undated passage."""
    return 0.0 if published is None else float(2 ** (-abs((published - claimed).days) / _HALF_LIFE))
