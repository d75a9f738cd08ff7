"""Texts and records of reports that are compressed together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from dragoman.desk import Desk, blocks
from dragoman.desk.adding import Added, keep_all
from dragoman.desk.tables import BLOCKS, REPORTS
from dragoman.errors import DeskError
from dragoman.record import CodedReport


def many(records: list[CodedReport], count: int) -> list[CodedReport]:
    """So many records of texts that differ in a last line, behind all offsets."""
    out = list[CodedReport]()
    for number in range(count):
        coded = records[number % len(records)]
        out.append(replace(coded, report=replace(coded.report, text=f"{coded.report.text}\n{number}")))
    return out


def test_blocks_are_filled_and_all_come_back(records: list[CodedReport], tmp_path: Path):
    wanted = many(records, blocks.SIZE + 20)
    with Desk.open(tmp_path / "a.desk", create=True) as desk:
        for at, end in ((0, 1), (1, 40), (40, len(wanted))):
            with desk.writing() as connection:
                places = blocks.put(connection, wanted[at:end])
            assert len(places) == end - at
        with desk.reading() as connection:
            held = connection.scalars(select(BLOCKS.c.held).order_by(BLOCKS.c.id)).all()
            assert held == [blocks.SIZE, 20]


@pytest.mark.parametrize("where", ["desk", "postgres_desk"])
def test_texts_and_records_are_those_of_their_reports(
    request: pytest.FixtureRequest, where: str, records: list[CodedReport]
):
    desk: Desk = request.getfixturevalue(where)
    known = {coded.report.hash: coded for coded in records}
    with desk.reading() as connection:
        hashes = {row.id: row.hash for row in connection.execute(select(REPORTS.c.id, REPORTS.c.hash))}
        found = blocks.records(connection, list(hashes))
        assert blocks.texts(connection, hashes) == {id: known[hash].report.text for id, hash in hashes.items()}
        assert blocks.raw_size(connection) == sum(len(coded.report.text.encode()) for coded in known.values())
    assert {id: coded.report for id, coded in found.items()} == {id: known[hash].report for id, hash in hashes.items()}
    assert all(coded.events == known[hashes[id]].events for id, coded in found.items())


def test_a_new_record_takes_the_place_of_the_old_one_alone(own_desk: Desk):
    with own_desk.writing() as connection:
        ids = list(connection.scalars(select(REPORTS.c.id)))
        before = blocks.records(connection, ids)
        blocks.replace(connection, {ids[3]: replace(before[ids[3]], model="another 9", events=())})
        after = blocks.records(connection, ids)
    assert after[ids[3]].model == "another 9"
    assert not after[ids[3]].events
    assert {id: coded for id, coded in after.items() if id != ids[3]} == {
        id: coded for id, coded in before.items() if id != ids[3]
    }


@pytest.mark.parametrize("harm", [lambda b: b"", lambda b: b[:60], lambda b: b"\x09" + b[1:], lambda b: b[:1] + b"xyz"])
def test_a_damaged_block_is_told(own_desk: Desk, harm):
    with own_desk.writing() as connection:
        id, bodies = connection.execute(select(BLOCKS.c.id, BLOCKS.c.bodies)).one()
        connection.execute(update(BLOCKS).where(BLOCKS.c.id == id).values(bodies=harm(bodies)))
        with pytest.raises(DeskError, match="a block of the desk is"):
            blocks.texts(connection, [connection.scalar(select(func.min(REPORTS.c.id))) or 0])


def test_one_report_after_the_other_is_as_all_at_once(records: list[CodedReport], tmp_path: Path):
    with Desk.open(tmp_path / "slow.desk", create=True) as desk:
        for coded in records[:4]:
            keep_all(desk.engine, desk.shown, [coded], Added())
        with desk.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(BLOCKS)) == 1
        assert [desk.record(coded.report.hash) for coded in records[:4]] == records[:4]
