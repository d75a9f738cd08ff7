"""Log-odds of one tag behind another."""

import numpy as np

from training.samples import Sample
from training.transitions import log_odds


def test_what_follows_often_gains_and_what_never_does_loses() -> None:
    sample = Sample(["w"] * 8, [(0, 4), (4, 8)], {"names": [1, 2, 0, 0, 0, 1, 2, 2]})
    table = log_odds([sample], "names", 3)
    assert table.shape == (4, 3)
    assert table[1].argmax() == 2 and table[1, 2] > 0 > table[1, 1]
    assert table[0, 2] < 0
    assert table[3, 2] < 0, "no sentence begins inside a name"


def test_without_data_nothing_gains() -> None:
    assert np.allclose(log_odds([], "names", 5), 0.0)
