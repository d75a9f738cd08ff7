"""Reports made from the examples."""

from benchmarks.corpus import examples, varied


def test_the_same_seed_gives_the_same_reports() -> None:
    assert list(varied(25, seed=1)) == list(varied(25, seed=1))
    assert list(varied(25, seed=1)) != list(varied(25, seed=2))


def test_no_two_reports_are_alike() -> None:
    count = 3 * len(examples())
    reports = list(varied(count))
    assert len(reports) == count
    assert len({report.text for report in reports}) == count
