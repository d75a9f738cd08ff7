"""Names that a question gives, found among the desk's actors, places and outlets, or told with those that are near."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, literal, or_, select

from dragoman.desk.origins.names import outlet_key
from dragoman.desk.tables import ENTITIES, OUTLETS, PLACES
from dragoman.errors import OptionError
from dragoman.resolve import countries
from dragoman.resolve.actors.codes import INTERNATIONAL
from dragoman.resolve.actors.lookup import identify
from dragoman.resolve.words import key

Ids = Select[tuple[int]] | list[int]
"""Numbers of rows, or the query that gives them where they may be thousands; both go into `Column.in_`."""

NEAR = 5
"""Near names that an error tells."""
LIKE = 0.25
"""Share of two names' three-letter pieces that they have in common from which they count as near, our choice: a
letter wrong in a name of eight leaves about a third."""
WITHIN = 0.8
"""What a name that stands whole in a longer one counts, of 1 for the same name; our choice."""


def actors(connection: Connection, name: str, option: str = "actor") -> Ids:
    """The actors that a name, a key or a country's three letters stand for; joint ones too that they are part of.

    Raises
    ------
    OptionError
        If the desk has no such actor.
    """
    name = name.strip()
    if _is_country(name):
        of_country = ENTITIES.c.country == name
        if connection.execute(select(ENTITIES.c.id).where(of_country).limit(1)).first() is None:
            raise OptionError(f"{option}: the desk has no actor of {name}")
        members = select(ENTITIES.c.key).where(of_country)
        joint = _joint(connection, set(connection.scalars(members)))
        return select(ENTITIES.c.id).where(or_(of_country, ENTITIES.c.id.in_(joint)))
    found = _named(connection, name)
    if not found:
        raise _unknown(option, name, connection.execute(select(ENTITIES.c.name, ENTITIES.c.key)).all())
    return sorted({row.id for row in found} | set(_joint(connection, {row.key for row in found})))


def speakers(connection: Connection, name: str) -> tuple[Ids, list[int]]:
    """The actors and the agencies that a source's name stands for; one of both may be empty.

    Raises
    ------
    OptionError
        If the desk has no such source.
    """
    agencies = _outlets(connection, name)
    try:
        return actors(connection, name, "source"), agencies
    except OptionError:
        if agencies:
            return [], agencies
        raise


def outlets(connection: Connection, name: str) -> list[int]:
    """The outlets of a name, whatever its spelling.

    Raises
    ------
    OptionError
        If the desk has no such outlet.
    """
    found = _outlets(connection, name)
    if not found:
        raise _unknown("outlet", name, [(one, "") for one in connection.scalars(select(OUTLETS.c.name))])
    return found


def places(connection: Connection, name: str) -> Ids:
    """The places that a name, a key or a country's three letters stand for, with all that lies in them.

    A province holds what is told to lie in it even where no report names the province itself.

    Raises
    ------
    OptionError
        If the desk has no such place.
    """
    name = name.strip()
    country = countries.by_code(name) if _is_country(name) else countries.named(name)
    if country is not None:
        within = PLACES.c.country == country.iso3
        if connection.execute(select(PLACES.c.id).where(within).limit(1)).first() is None:
            raise OptionError(f"place: the desk has no place in {country.name}")
        return select(PLACES.c.id).where(within)
    found = connection.execute(select(PLACES).where(or_(PLACES.c.key == name, PLACES.c.name == name))).all()
    holding = [_holds(row) for row in found]
    if not found:
        rows, folded = connection.execute(select(PLACES)).all(), key(name)
        holding = [_holds(row) for row in rows if key(row.name) == folded]
        units = {(row.country, unit) for row in rows for unit in row.admin.split("; ") if key(unit) == folded}
        holding += [_in_unit(country, unit) for country, unit in sorted(units, key=str)]
        if not holding:
            raise _unknown("place", name, [(row.name, row.key) for row in rows])
    return select(PLACES.c.id).where(or_(*holding))


def near(name: str, known: Iterable[Sequence[str]]) -> list[str]:
    """The names nearest to one that is not known, each with its key in brackets: of those that share pieces of three
    letters, the ones with the longest runs of letters in common."""
    asked, folded = _pieces(name), key(name)
    scored = list[tuple[float, str]]()
    for other, code in known:
        pieces = _pieces(other)
        common = len(asked & pieces)
        # A name within a longer one is near however long that is.
        score = max(common / len(asked | pieces), WITHIN * common / len(asked)) if common else 0.0
        if score >= LIKE:
            score = max(score, SequenceMatcher(None, folded, key(other), autojunk=False).ratio())
            scored.append((-score, f"{other} ({code})" if code else other))
    return [shown for _, shown in sorted(scored)[:NEAR]]


def _is_country(text: str) -> bool:
    return len(text) == 3 and text.isupper() and (text in INTERNATIONAL or countries.by_code(text) is not None)


def _named(connection: Connection, name: str) -> Sequence[Row[*tuple[Any, ...]]]:
    """By key or name as written or folded; else as the tables of actors know the name ("Erdogan")."""
    keys = [name, f"name:{key(name)}"]
    same = or_(ENTITIES.c.key.in_(keys), ENTITIES.c.name == name)
    query = select(ENTITIES.c.id, ENTITIES.c.key)
    found = connection.execute(query.where(same)).all()
    return found or connection.execute(query.where(ENTITIES.c.key == identify(name).id)).all()


def _joint(connection: Connection, members: set[str]) -> list[int]:
    """Actors that are several ("leader:A+leader:B"), of whom one is among the members."""
    several = connection.execute(select(ENTITIES.c.id, ENTITIES.c.key).where(ENTITIES.c.key.contains("+")))
    return [row.id for row in several if members.intersection(row.key.split("+"))]


def _outlets(connection: Connection, name: str) -> list[int]:
    return list(connection.scalars(select(OUTLETS.c.id).where(OUTLETS.c.key == outlet_key(name))))


def _holds(place: Row[*tuple[Any, ...]]) -> ColumnElement[bool]:
    """What lies in a place: all of a country, all of a unit of it, else the place alone."""
    if place.kind == "country" and place.country:
        return PLACES.c.country == place.country
    if place.kind in ("province", "district"):
        unit = place.admin.rpartition("; ")[2] or place.name
        return or_(PLACES.c.id == place.id, _in_unit(place.country, unit))
    return PLACES.c.id == place.id


def _in_unit(country: str | None, unit: str) -> ColumnElement[bool]:
    chain = literal("; ").concat(PLACES.c.admin).concat(";")
    return and_(PLACES.c.country == country, chain.contains(f"; {unit};", autoescape=True))


def _pieces(name: str) -> set[str]:
    folded = f" {key(name)} "
    return {folded[at : at + 3] for at in range(len(folded) - 2)} or {folded}


def _unknown(option: str, name: str, known: Iterable[Sequence[str]]) -> OptionError:
    others = near(name, known)
    hint = f"; near are {', '.join(others)}" if others else ""
    return OptionError(f"{option}: the desk knows no {name!r}{hint}")
