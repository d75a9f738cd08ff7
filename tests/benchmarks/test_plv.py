"""PLV's classes and its measure."""

import pytest

from benchmarks.plv import macro_f1, penta_of, root_of


def test_macro_f1_is_the_mean_over_the_classes_of_both_sides() -> None:
    # By hand: a 2·1/(2+1), b 2·1/(1+1), c, which was only found, 0.
    assert macro_f1(["a", "a", "b"], ["a", "c", "b"]) == pytest.approx(100 * (2 / 3 + 1 + 0) / 3)
    assert macro_f1([1, 2], [1, 2]) == 100.0


def test_yield_gathers_concede_and_retreat() -> None:
    assert root_of({"AID": 0.4, "CONCEDE": 0.35, "RETREAT": 0.25}) == "YIELD"
    assert root_of({"AID": 0.7, "CONCEDE": 0.2, "RETREAT": 0.1}) == "AID"


def test_quad_classes_are_summed() -> None:
    assert penta_of({"AID": 0.4, "ACCUSE": 0.35, "REJECT": 0.25}) == 3
    assert penta_of({"ASSAULT": 0.4, "AGREE": 0.3, "CONSULT": 0.3}) == 1


def test_concede_counts_as_material_cooperation() -> None:
    assert penta_of({"CONCEDE": 0.3, "RETREAT": 0.3, "SUPPORT": 0.4}) == 2
