"""Networks as vertices and edges, whatever they are of: what is drawn, and what is handed on as GraphML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as Xml

from dragoman.record.visible import visible
from dragoman.web.asking import query
from dragoman.web.links import Act, Chain
from dragoman.web.wording import actor_path, outlet_path

OUTLET, AGENCY, SPEAKER = range(3)
"""The columns of the network of quotes."""
NAMES = ("outlet", "agency", "speaker")
Step = tuple[int, str]
"""A vertex of that network: its column and its name or key there."""
Address = Callable[[str, str], str]
"""Where the link between two keys leads."""


@dataclass(frozen=True, slots=True)
class Vertex:
    """Who stands in the network; `weight` is all that its edges carry, `column` where it stands in a network of
    columns."""

    key: str
    name: str
    kind: str
    href: str
    weight: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A link from one vertex to another, by their places in the list: what it carries, the sort that gives its
    colour, what is told of it, and where it leads."""

    source: int
    target: int
    weight: int
    sort: str
    told: str
    href: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A network, the heaviest vertices first."""

    vertices: tuple[Vertex, ...]
    edges: tuple[Edge, ...]


def of_acts(acts: Iterable[Act], address: Address) -> Graph:
    """Who acts on whom; an edge's sort is "quad-1" to "quad-4"."""
    links = list(acts)
    weights, ends = Counter[str](), {end.key: end for link in links for end in (link.actor, link.recipient)}
    for link in links:
        weights[link.actor.key] += link.statements
        weights[link.recipient.key] += link.statements
    vertices = [
        Vertex(end.key, end.name, end.kind, actor_path(end.key), weights[end.key])
        for end in sorted(ends.values(), key=lambda end: (-weights[end.key], end.name, end.key))
    ]
    place = {vertex.key: number for number, vertex in enumerate(vertices)}
    edges = [
        Edge(
            place[link.actor.key],
            place[link.recipient.key],
            link.statements,
            f"quad-{link.quad}",
            f"{link.actor.name} → {link.recipient.name}: {_several(link.statements, 'statement')}, "
            f"{_several(link.incidents, 'incident')}",
            address(link.actor.key, link.recipient.key),
        )
        for link in links
    ]
    return Graph(tuple(vertices), tuple(edges))


def of_chains(chains: Iterable[Chain]) -> Graph:
    """Which outlets carry whom; an edge's sort is "through" where an agency stands at one of its ends, else
    "straight"."""
    weights, flows, named = Counter[Step](), Counter[tuple[Step, Step]](), dict[Step, tuple[str, str, str]]()
    for chain in chains:
        steps = [(OUTLET, chain.outlet)]
        named[steps[0]] = (chain.outlet, "outlet", outlet_path(chain.outlet))
        if chain.agency is not None:
            steps.append((AGENCY, chain.agency))
            named[steps[-1]] = (chain.agency, "agency", outlet_path(chain.agency))
        if chain.speaker is not None:
            steps.append((SPEAKER, chain.speaker.key))
            named[steps[-1]] = (chain.speaker.name, chain.speaker.kind, actor_path(chain.speaker.key))
        for step in steps:
            weights[step] += chain.sayings
        for pair in pairwise(steps):
            flows[pair] += chain.sayings
    order = sorted(named, key=lambda step: (step[0], -weights[step], named[step][0], step[1]))
    place = {step: number for number, step in enumerate(order)}
    vertices = [
        Vertex(f"{NAMES[step[0]]}:{step[1]}", *named[step], weight=weights[step], column=step[0]) for step in order
    ]
    edges = [
        Edge(
            place[one],
            place[other],
            count,
            "through" if AGENCY in (one[0], other[0]) else "straight",
            f"{named[one][0]} {'through' if other[0] == AGENCY else 'quotes'} {named[other][0]}: "
            f"{_several(count, 'saying')}",
            _claims(one, other),
        )
        for (one, other), count in sorted(flows.items(), key=lambda flow: (-flow[1], *map(place.get, flow[0])))
    ]
    return Graph(tuple(vertices), tuple(edges))


def graphml(graph: Graph) -> bytes:
    """The network in GraphML (http://graphml.graphdrawing.org/), which Gephi, yEd, igraph and networkx read."""
    root = Xml.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for name, of, kind in (
        ("name", "node", "string"),
        ("kind", "node", "string"),
        ("weight", "edge", "int"),
        ("sort", "edge", "string"),
    ):
        Xml.SubElement(root, "key", {"id": name, "for": of, "attr.name": name, "attr.type": kind})
    whole = Xml.SubElement(root, "graph", edgedefault="directed")
    for number, vertex in enumerate(graph.vertices):
        node = Xml.SubElement(whole, "node", id=f"n{number}")
        for name, value in (("name", vertex.name), ("kind", vertex.kind)):
            Xml.SubElement(node, "data", key=name).text = visible(value)
    for edge in graph.edges:
        arc = Xml.SubElement(whole, "edge", source=f"n{edge.source}", target=f"n{edge.target}")
        for name, value in (("weight", str(edge.weight)), ("sort", edge.sort)):
            Xml.SubElement(arc, "data", key=name).text = value
    Xml.indent(root)
    return Xml.tostring(root, encoding="utf-8", xml_declaration=True)


def _claims(one: Step, other: Step) -> str:
    """The list of what one carries of another."""
    pairs = [("kind", "attribution")]
    pairs += [("outlet", one[1])] if one[0] == OUTLET else []
    return f"/claims{query([*pairs, ('source', other[1])])}"


def _several(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' if count != 1 else ''}"
