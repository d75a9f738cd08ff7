"""Places: which place each name of a report means, with given names or end to end.

`python benchmarks/places.py GOLD.jsonl... [--gold-spans] [--by-outlet]`

Each line of GOLD.jsonl holds `id`, `text` and `toponyms` [{start, end, phrase, lat, lon, geonameid, country}] (LGL,
GeoVirus). Toponyms without coordinates are left out of all figures of where they lie.

With `--gold-spans` the names are given: `id` exact GeoNames id; `161` within 161 km, where a name without an answer is
wrong; `Hu` the same without the names of `LEFT_OUT`, as Hu et al. (2022, voting ensemble) do because gazetteers differ
on where a country's middle is; `country` the right country; `ME` the mean error of Hu's names in km, 20,039 for a name
without an answer; `answered` the same of those that have an answer. Otherwise the names are the model's GPE, LOC and
FAC: P, R and F1 count a name as found where it overlaps one of the other side; `161`, `answered` and `Hu` as above, of
the names found.

With `--by-outlet` a report is also told where its outlet's other reports lie (field `domain`), from the places that
they were resolved to and never from the reference: the country, and the middle of the likeliest first-level unit.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.outcome import arguments, lines, tell
from dragoman.language.language import Language
from dragoman.record.mention import Mention, Name
from dragoman.record.world import Location
from dragoman.report import Report, Span
from dragoman.resolve.countries import Country, named, of_demonym
from dragoman.resolve.places import Gazetteer, Hints, resolve_places
from dragoman.resolve.places.geometry import distance

Row = dict[str, Any]
NEAR = 161.0
"""Kilometres within which a place counts as found: 100 miles, as in the geoparsing literature."""
FARTHEST = 20039.0
"""The error in kilometres that geoparsing papers give a place not found: half of the equator, as they round it."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
CONTEXT = frozenset({"ORG", "NORP", "MIL"})
"""Names that may hold a place without being one."""
# Names that Hu et al. leave out (github.com/uhuohuy/toponym-disambiguation-voting), lower case.
LEFT_OUT = frozenset(
    "china;russia;canada;india;algeria;europe;asia;us;u.s.;u.s;usa;united states;united states of america;america;"
    "american;americans;canadian;canadians;chinese;russian;russians;european;africa;west africa;north africa;australia;"
    "middle east;north america;south america;western europe".split(";")
)


class Named(NamedTuple):
    """A report's names of places, and the model's other names."""

    places: list[Mention]
    others: list[Mention]


@dataclass(slots=True)
class Tally:
    """Counts over toponyms; every field but the errors is a number of toponyms."""

    counts: Counter[str] = field(default_factory=Counter[str])
    errors: list[float] = field(default_factory=list[float])

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.counts + other.counts, self.errors + other.errors)

    def share(self, part: str, whole: str) -> float:
        """One count in percent of another, 0 where there is none."""
        return 100 * self.counts[part] / self.counts[whole] if self.counts[whole] else 0.0


def where(row: Row, names: Named, gazetteer: Gazetteer, hints: Hints | None) -> dict[Span, Location]:
    """Each resolved mention's place."""
    found, _ = resolve_places(names.places, row["text"], gazetteer, hints=hints, context=names.others)
    return {mention.span: place for place in found for mention in place.mentions}


def nation_of(name: str) -> Country | None:
    """The country of a name as GeoNames writes it ("Palestinian Territory")."""
    return named(name) or of_demonym(name.removesuffix(" Territory"))


def score_given(row: Row, found: Mapping[Span, Location]) -> Tally:
    """A report's toponyms with the places found at their own spans."""
    tally = Tally()
    for toponym in row["toponyms"]:
        place = found.get(Span(toponym["start"], toponym["end"]))
        nation = nation_of(toponym.get("country") or "")
        if nation is not None:
            right = place is not None and place.country == nation.iso3
            tally.counts.update(nation=1, country=int(right), told=int(place is not None))
        if toponym.get("lat") is None:
            continue
        error = FARTHEST if place is None else distance((place.lat, place.lon), (toponym["lat"], toponym["lon"]))
        tally.counts.update(all=1, answered=int(place is not None), near=int(error <= NEAR))
        if toponym.get("geonameid"):
            tally.counts.update(
                listed=1, id=int(place is not None and str(place.geonames) == str(toponym["geonameid"]))
            )
        if toponym["phrase"].lower() not in LEFT_OUT:
            tally.counts.update(hu=1, hu_near=int(error < NEAR), hu_answered=int(place is not None))
            tally.errors.append(error)
    return tally


def score_found(row: Row, mentions: Sequence[Mention], found: Mapping[Span, Location]) -> Tally:
    """The model's names against a report's toponyms, paired where they overlap."""
    tally = Tally(Counter(gold=len(row["toponyms"]), model=len(mentions)))
    for mention in mentions:
        tally.counts["right"] += any(
            mention.span.start < t["end"] and t["start"] < mention.span.end for t in row["toponyms"]
        )
    for toponym in row["toponyms"]:
        over = [m for m in mentions if m.span.start < toponym["end"] and toponym["start"] < m.span.end]
        tally.counts["met"] += bool(over)
        if not over or toponym.get("lat") is None:
            continue
        widest = max(over, key=lambda m: min(m.span.end, toponym["end"]) - max(m.span.start, toponym["start"]))
        place = found.get(widest.span)
        error = FARTHEST if place is None else distance((place.lat, place.lon), (toponym["lat"], toponym["lon"]))
        hu = toponym["phrase"].lower() not in LEFT_OUT
        answered = int(place is not None)
        tally.counts.update(placed=1, answered=answered, near=int(error <= NEAR))
        tally.counts.update(hu=hu, hu_near=int(hu and error < NEAR), hu_answered=answered * hu)
    return tally


def given_names(row: Row) -> Named:
    """The reference's names, without what they mean."""
    return Named([Mention(t["phrase"], Span(t["start"], t["end"])) for t in row["toponyms"]], [])


def model_names(row: Row, language: Language) -> Named:
    """The model's names."""
    graphs = language.analyse([Report(row["text"])])[0]
    nodes = [node for graph in graphs for node in graph.names]
    names = [Name(row["text"][n.span.start : n.span.end], n.span, n.score, n.label) for n in nodes]
    return Named([n for n in names if n.label in PLACES], [n for n in names if n.label in CONTEXT])


def outlets(rows: Iterable[Row], places: Iterable[Iterable[Location]]) -> list[Hints]:
    """For each report what the other reports of its outlet tell."""
    units: defaultdict[str, list[Counter[tuple[str, str]]]] = defaultdict(list)
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    listed = [(row.get("domain", ""), list(found)) for row, found in zip(rows, places, strict=True)]
    own: list[Counter[tuple[str, str]]] = []
    for domain, found in listed:
        mine = Counter((p.country, p.admin[0]) for p in found if p.country and p.admin)
        for place in found:
            if place.country and place.admin and place.radius < 150:
                points[place.country, place.admin[0]].append((place.lat, place.lon))
        units[domain].append(mine)
        own.append(mine)
    hints: list[Hints] = []
    for (domain, _), mine in zip(listed, own, strict=True):
        rest = sum(units[domain], Counter[tuple[str, str]]()) - mine if domain else Counter[tuple[str, str]]()
        home, count = max(rest.items(), key=lambda item: (item[1], item[0]), default=(("", ""), 0))
        middle = sorted(points[home])[len(points[home]) // 2] if points[home] else None
        hints.append(Hints({home[0]: 2.0}, middle) if count >= 3 else Hints())
    return hints


def main() -> None:
    """The command line."""
    parser = arguments(__doc__ or "")
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--gold-spans", action="store_true", help="take the names from the reference")
    parser.add_argument("--by-outlet", action="store_true", help="tell each report where its outlet's others lie")
    given = parser.parse_args()
    gazetteer = Gazetteer.open()
    language = None if given.gold_spans else Language.load(given.model)
    tallies: dict[str, Tally] = {}
    spent, reports = 0.0, 0
    for path in given.gold:
        rows = lines(path)
        names = [given_names(row) if language is None else model_names(row, language) for row in rows]
        start = perf_counter()
        found = [where(row, mentions, gazetteer, None) for row, mentions in zip(rows, names, strict=True)]
        spent, reports = spent + perf_counter() - start, reports + len(rows)
        if given.by_outlet:
            told = outlets(rows, [dict.fromkeys(f.values()) for f in found])
            found = [where(r, m, gazetteer, h) for r, m, h in zip(rows, names, told, strict=True)]
        scored = [
            score_given(row, f) if language is None else score_found(row, mentions.places, f)
            for row, mentions, f in zip(rows, names, found, strict=True)
        ]
        tallies[path.stem] = sum(scored, Tally())
    if len(tallies) > 1:
        tallies["all"] = sum(tallies.values(), Tally())
    figures = {name: _given(t) if language is None else _found(t) for name, t in tallies.items()}
    how = "given names" if language is None else "end to end"
    tell(
        f"places {', '.join(p.name for p in given.gold)}, {how}{', by outlet' if given.by_outlet else ''}",
        ("file", *next(iter(figures.values()))),
        [(name, *figure.values()) for name, figure in figures.items()],
        {**figures, "ms per report": round(1000 * spent / max(1, reports), 2)},
        model=language.model if language else "none",
        record=given.record,
    )


def _given(tally: Tally) -> dict[str, float]:
    return {
        "n": tally.counts["all"],
        "id": round(tally.share("id", "listed"), 1),
        "161": round(tally.share("near", "all"), 1),
        "answered": round(tally.share("near", "answered"), 1),
        "n Hu": tally.counts["hu"],
        "Hu": round(tally.share("hu_near", "hu"), 1),
        "Hu answered": round(tally.share("hu_near", "hu_answered"), 1),
        "ME": round(sum(tally.errors) / max(1, len(tally.errors))),
        "country": round(tally.share("country", "nation"), 1),
        "answered country": round(tally.share("country", "told"), 1),
    }


def _found(tally: Tally) -> dict[str, float]:
    precision, recall = tally.share("right", "model"), tally.share("met", "gold")
    return {
        "n": tally.counts["gold"],
        "P": round(precision, 1),
        "R": round(recall, 1),
        "F1": round(2 * precision * recall / (precision + recall) if precision + recall else 0.0, 1),
        "n found": tally.counts["placed"],
        "161": round(tally.share("near", "placed"), 1),
        "answered": round(tally.share("near", "answered"), 1),
        "Hu": round(tally.share("hu_near", "hu"), 1),
        "Hu answered": round(tally.share("hu_near", "hu_answered"), 1),
    }


if __name__ == "__main__":
    main()
