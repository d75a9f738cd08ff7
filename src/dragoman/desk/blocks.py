"""Texts and records of reports in blocks: up to `SIZE` of them are compressed together, since one report alone is too
short for a compressor to learn from.

A block has two halves, which are read apart: the reports (texts, titles, addresses), and what was found in them. A new
report goes into the last block as long as that has room. What is read of a block stays at hand for as long as a
`Reading` lives.
"""

from __future__ import annotations

import lzma
import struct
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import cast, get_args

from sqlalchemy import Connection, Select, func, insert, select, update

from dragoman.desk.packing import Streams, pack_record, pack_report, unpack_record, unpack_report
from dragoman.desk.parts import parts
from dragoman.desk.tables import BLOCKS, REPORTS
from dragoman.errors import DeskError
from dragoman.record import CodedReport
from dragoman.report import Report

SIZE = 64
"""Reports in a block. Measured on made reports of 2.1 kB: in blocks of 64 a report and its record take 1.6 kB, a fifth
less than in blocks of 16; a text out of one is there within 1.5 milliseconds."""
LAYOUT = 1
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 3}]
"""LZMA's preset 3 makes a block a fifth smaller than zlib does, in the same time; from preset 4 on it takes twice as
long and more for a twentieth."""

Place = tuple[int, int]
"""The number of a block, and a report's place in it."""


def put(connection: Connection, records: Sequence[CodedReport]) -> list[Place]:
    """Writes the texts and records of new reports; where each of them went."""
    waiting, places = list(records), list[Place]()
    last = connection.execute(select(BLOCKS).order_by(BLOCKS.c.id.desc()).limit(1)).first()
    if last is not None and last.held < SIZE:
        more = waiting[: SIZE - last.held]
        bodies = [*_opened(last.bodies), *(pack_report(coded.report) for coded in more)]
        found = [*_streams(last.records), *map(pack_record, more)]
        connection.execute(update(BLOCKS).where(BLOCKS.c.id == last.id).values(_values(bodies, found)))
        places += [(last.id, last.held + number) for number in range(len(more))]
        waiting = waiting[len(more) :]
    for at in range(0, len(waiting), SIZE):
        more = waiting[at : at + SIZE]
        values = _values([pack_report(coded.report) for coded in more], list(map(pack_record, more)))
        made = connection.scalars(insert(BLOCKS).returning(BLOCKS.c.id), [values]).one()
        places += [(made, number) for number in range(len(more))]
    return places


def replace(connection: Connection, records: Mapping[int, CodedReport]) -> None:
    """Writes the records of reports anew, given by the reports' numbers; their texts stay."""
    for block, held in _held(connection, records).items():
        packed = connection.scalars(select(BLOCKS.c.records).where(BLOCKS.c.id == block)).one()
        found = _streams(packed)
        for report, place in held:
            found[place] = pack_record(records[report])
        connection.execute(update(BLOCKS).where(BLOCKS.c.id == block).values(records=_records(found)))


class Reading:
    """Texts and records of one desk's reports by number, each block read once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._bodies: dict[int, list[bytes]] = {}

    def reports(self, ids: Collection[int]) -> dict[int, Report]:
        """The reports of some numbers.

        Raises
        ------
        DeskError
            If a block is damaged or of a layout that this version does not know.
        """
        held = _held(self.connection, ids)
        self._read(held)
        return {id: unpack_report(self._bodies[block][place]) for block, told in held.items() for id, place in told}

    def texts(self, ids: Collection[int]) -> dict[int, str]:
        """The texts of some reports.

        Raises
        ------
        DeskError
            As `reports`.
        """
        return {id: report.text for id, report in self.reports(ids).items()}

    def records(self, ids: Collection[int]) -> dict[int, CodedReport]:
        """The whole records of some reports.

        Raises
        ------
        DeskError
            As `reports`.
        """
        held = _held(self.connection, ids)
        self._read(held)
        found = dict[int, CodedReport]()
        for part in parts(held):
            for block, packed in self.connection.execute(_of(part, "records")):
                records = _streams(packed)
                for id, place in held[block]:
                    found[id] = unpack_record(records[place], unpack_report(self._bodies[block][place]))
        return {id: found[id] for id in ids}

    def _read(self, blocks: Iterable[int]) -> None:
        for part in parts(sorted(set(blocks) - self._bodies.keys())):
            for block, packed in self.connection.execute(_of(part, "bodies")):
                self._bodies[block] = _opened(packed)


def reports(connection: Connection, ids: Collection[int]) -> dict[int, Report]:
    """The reports of some numbers, read once; see `Reading.reports`."""
    return Reading(connection).reports(ids)


def texts(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """The texts of some reports, read once; see `Reading.texts`."""
    return Reading(connection).texts(ids)


def records(connection: Connection, ids: Collection[int]) -> dict[int, CodedReport]:
    """The records of some reports, read once; see `Reading.records`."""
    return Reading(connection).records(ids)


def raw_size(connection: Connection) -> int:
    """Bytes of all texts, uncompressed."""
    total, last = 0, connection.scalar(select(func.max(BLOCKS.c.id))) or 0
    for block in range(1, last + 1):
        packed = connection.scalar(select(BLOCKS.c.bodies).where(BLOCKS.c.id == block))
        if packed is not None:
            total += sum(len(unpack_report(body).text.encode()) for body in _opened(packed))
    return total


def _of(blocks: Sequence[int], half: str) -> Select[int, bytes]:
    return select(BLOCKS.c.id, BLOCKS.c[half]).where(BLOCKS.c.id.in_(blocks))


def _held(connection: Connection, ids: Iterable[int]) -> dict[int, list[Place]]:
    """By block, the numbers of reports and their places."""
    found = defaultdict[int, list[Place]](list)
    for part in parts(sorted(set(ids))):
        query = select(REPORTS.c.id, REPORTS.c.block_id, REPORTS.c.place).where(REPORTS.c.id.in_(part))
        for id, block, place in connection.execute(query):
            found[block].append((id, place))
    return found


def _values(bodies: Sequence[bytes], records: Sequence[Streams]) -> dict[str, object]:
    return {"held": len(bodies), "bodies": _reports(bodies), "records": _records(records)}


def _pressed(joined: bytes) -> bytes:
    return bytes([LAYOUT]) + lzma.compress(joined, lzma.FORMAT_XZ, lzma.CHECK_CRC32, filters=_FILTERS)


def _reports(bodies: Sequence[bytes]) -> bytes:
    return _pressed(_joined(bodies))


def _records(records: Sequence[Streams]) -> bytes:
    """Records stream by stream, each that of all of them one after the other."""
    return _pressed(_joined([stream for streams in zip(*records, strict=True) for stream in streams]))


def _streams(packed: bytes) -> list[Streams]:
    found = _opened(packed)
    held = len(found) // len(get_args(Streams))
    return [cast(Streams, tuple(found[place::held])) for place in range(held)]


def _joined(items: Sequence[bytes]) -> bytes:
    """How many there are, the length of each, and all of them."""
    return struct.pack(f"<{len(items) + 1}I", len(items), *map(len, items)) + b"".join(items)


def _opened(packed: bytes) -> list[bytes]:
    """The items of a half of a block.

    Raises
    ------
    DeskError
        If it is damaged or of a layout that this version does not know.
    """
    if not packed or packed[0] != LAYOUT:
        raise DeskError("a block of the desk is of a layout that this version does not know; update Dragoman")
    try:
        whole = lzma.decompress(packed[1:])
        (count,) = struct.unpack_from("<I", whole)
        lengths = struct.unpack_from(f"<{count}I", whole, 4)
    except (lzma.LZMAError, struct.error) as error:
        raise DeskError(f"a block of the desk is damaged: {error}") from error
    found, at = list[bytes](), 4 * (count + 1)
    for length in lengths:
        found.append(whole[at : at + length])
        at += length
    return found
