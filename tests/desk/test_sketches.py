"""Signatures packed by day: what is written is read, whoever wrote it, and what shares bands is found."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from dragoman.desk import Desk, opening
from dragoman.desk.origins.signatures import BANDS, ROWS, Signature
from dragoman.desk.origins.sketches import SIZE, Sketch, Sketches, ordinal
from dragoman.desk.tables import SKETCHES

DAY = 737_913
SAME = st.sampled_from([(1,) * ROWS, (2,) * ROWS, (1,) * 3 + (2,) * (ROWS - 3), (9,) * (ROWS - 1) + (1,)])
SKETCH = st.builds(
    Sketch,
    st.sampled_from([0, DAY, DAY + 1, DAY + 9]),
    st.none() | st.integers(1, 5),
    st.builds(Signature, st.integers(0, 900), SAME),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory):
    with Desk.open(tmp_path_factory.mktemp("sketches") / "a.desk", create=True) as made:
        yield made


@given(st.lists(SKETCH, max_size=9), st.booleans(), st.sampled_from([None, (DAY - 7, DAY + 7)]))
def test_what_shares_bands_is_found(desk: Desk, made: list[Sketch], undated: bool, days: tuple[int, int] | None):
    sketches = dict(enumerate(made, start=1))
    own = Signature(5, (1,) * ROWS).bands
    shared = {
        id: sum(band in sketch.signature.bands for band in own)
        for id, sketch in sketches.items()
        if days is None or days[0] <= sketch.day <= days[1] or (undated and sketch.day == 0)
    }
    wanted = sorted((-count, sketches[id].day, id) for id, count in shared.items() if count and id != 1)
    with desk.engine.connect() as connection:  # nothing is committed
        Sketches(connection).add(sketches)
        assert Sketches(connection).sharing(1, own, days, undated=undated) == [id for _, _, id in wanted]


def test_days_are_kept_in_rows_of_a_bounded_length(desk: Desk):
    one = {id: Sketch(DAY, None, Signature(id, (id,) * ROWS)) for id in range(1, 50)}
    two = {id: Sketch(DAY, 3, Signature(id, (id,) * ROWS)) for id in range(50, 201)}
    with desk.engine.connect() as connection:
        Sketches(connection).add(one)
        Sketches(connection).add(two)
        held = connection.execute(select(SKETCHES.c.part, SKETCHES.c.packed).order_by(SKETCHES.c.part)).all()
        read = Sketches(connection)
        assert [len(packed) for _, packed in held] == [SIZE * 140] * 3 + [8 * 140]
        assert read.sharing(1, [5], (DAY, DAY)) == [5]
        assert read.sharing(1, [BANDS - 1 << 16 | 200], (DAY, DAY)) == [200]


def test_signatures_of_an_older_desk_are_found(tmp_path: Path):
    path = tmp_path / "old.desk"
    engine = opening.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = opening._config()  # pyright: ignore[reportPrivateUsage]
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
    engine.dispose()
    rows = tuple(range(ROWS))
    with closing(sqlite3.connect(path)) as file:
        file.execute("INSERT INTO blocks VALUES (1, 2, x'', x'')")
        for id, day in ((1, 20210503), (2, None)):
            file.execute(
                "INSERT INTO reports (id, hash, published, model, added, coded, block_id, place)"
                " VALUES (?, ?, ?, 'm', 0, 0, 1, 0)",
                (id, bytes([id] * 32), day),
            )
            file.execute("INSERT INTO shingles VALUES (?, ?)", (id, struct.pack(f"<I{ROWS}H", 40 + id, *rows)))
        file.commit()
    with Desk.open(path) as desk, desk.reading() as connection:
        found = Sketches(connection).of([1, 2])
    assert found == {
        1: Sketch(ordinal("2021-05-03"), None, Signature(41, rows)),
        2: Sketch(0, None, Signature(42, rows)),
    }
