"""A network drawn: circles and arcs for who acts on whom, bars and bands for who quotes whom; shapes for an SVG."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, log, sqrt

from dragoman.record.visible import visible
from dragoman.web.columns import columned
from dragoman.web.graph import AGENCY, OUTLET, Edge, Graph, Vertex
from dragoman.web.layout import Box, forced, shortened, text_width

WIDTH = 1000.0
"""Of a drawing, in pixels of its own."""
FONT = 13.0
LINE = 17.0
LONGEST = 170.0
"""Pixels that a name takes at most; the rest of it is told when it is pointed at."""
LEAST_RADIUS, MORE_RADIUS = 5.0, 17.0
HEAD = 9.0
"""Length of an arrow's head."""
BEND = 0.16
"""How far an arc bows, of its length, so that the two ways between two actors are told apart."""
EDGE = 8.0
BAR = 10.0
LEFT, MIDDLE, RIGHT = 215.0, 480.0, 745.0
"""Where the columns of the network of quotes stand."""


@dataclass(frozen=True, slots=True)
class Node:
    """A vertex as it is drawn: a circle about (x, y) of `radius`, or a bar from (x, y) of `height`; its name at
    (label_x, label_y), `anchor` as SVG has it, within `box`."""

    vertex: Vertex
    x: float
    y: float
    label: str
    label_x: float
    label_y: float
    anchor: str
    box: Box
    radius: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Arc:
    """An edge as it is drawn: a path and how broad it is."""

    edge: Edge
    path: str
    breadth: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole network in a frame."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]


def circles(graph: Graph) -> Drawing:
    """Who acts on whom: the more is told of somebody, the greater the circle."""
    heaviest = max((vertex.weight for vertex in graph.vertices), default=1)
    radii = [LEAST_RADIUS + MORE_RADIUS * sqrt(vertex.weight / heaviest) for vertex in graph.vertices]
    labels = [shortened(visible(vertex.name), FONT, LONGEST) for vertex in graph.vertices]
    sizes = [
        (max(2 * radius, text_width(label, FONT)), 2 * radius + LINE)
        for radius, label in zip(radii, labels, strict=True)
    ]
    boxes = forced(sizes, [(edge.source, edge.target) for edge in graph.edges], WIDTH - 2 * EDGE)
    nodes = list[Node]()
    for vertex, radius, label, box in zip(graph.vertices, radii, labels, boxes, strict=True):
        x, top = round(box.x + EDGE, 1), box.y + EDGE - box.height / 2
        nodes.append(
            Node(
                vertex=vertex,
                x=x,
                y=round(top + radius, 1),
                label=label,
                label_x=x,
                label_y=round(top + 2 * radius + LINE - 4, 1),
                anchor="middle",
                box=box,
                radius=round(radius, 1),
            )
        )
    strongest = max((edge.weight for edge in graph.edges), default=1)
    arcs = [
        Arc(edge, _arc(nodes[edge.source], nodes[edge.target]), _breadth(edge.weight, strongest))
        for edge in sorted(graph.edges, key=lambda edge: edge.weight)
    ]
    height = max((box.y + box.height / 2 for box in boxes), default=0.0) + 2 * EDGE
    return Drawing(WIDTH, round(height, 1), tuple(nodes), tuple(arcs))


def bars(graph: Graph) -> Drawing:
    """Who quotes whom: outlets on the left, agencies in the middle, speakers on the right."""
    flows = [(edge.source, edge.target, edge.weight) for edge in graph.edges]
    placed, bands, height = columned([vertex.column for vertex in graph.vertices], flows, 420.0)
    x = [(LEFT, MIDDLE, RIGHT)[vertex.column] for vertex in graph.vertices]
    nodes = list[Node]()
    for vertex, bar, left in zip(graph.vertices, placed, x, strict=True):
        most = {OUTLET: LEFT - 12, AGENCY: RIGHT - MIDDLE - 70}.get(vertex.column, WIDTH - RIGHT - BAR - 12)
        label = shortened(visible(vertex.name), FONT, most)
        outwards = vertex.column == OUTLET
        label_x = left - 6 if outwards else left + BAR + 6
        width = text_width(label, FONT)
        middle = label_x - width / 2 if outwards else label_x + width / 2
        nodes.append(
            Node(
                vertex=vertex,
                x=left,
                y=round(bar.top + EDGE, 1),
                label=label,
                label_x=label_x,
                label_y=round(bar.middle + EDGE + 4.5, 1),
                anchor="end" if outwards else "start",
                box=Box(middle, bar.middle, width, bar.room),
                height=bar.height,
            )
        )
    arcs = [
        Arc(edge, _band(x[edge.source] + BAR, band.start + EDGE, x[edge.target], band.end + EDGE), band.breadth)
        for edge, band in zip(graph.edges, bands, strict=True)
    ]
    return Drawing(WIDTH, round(height + 2 * EDGE, 1), tuple(nodes), tuple(arcs))


def _breadth(weight: int, strongest: int) -> float:
    return round(1.2 + 5.8 * log(weight + 1) / log(strongest + 1) if strongest > 1 else 2.0, 1)


def _arc(one: Node, other: Node) -> str:
    """A bow from the rim of a circle to that of another, where its arrow's head begins."""
    dx, dy = other.x - one.x, other.y - one.y
    length = hypot(dx, dy) or 1.0
    # The point that the bow leans to lies to the left of the way, which is the other side on the way back.
    bend_x, bend_y = (one.x + other.x) / 2 + dy * BEND, (one.y + other.y) / 2 - dx * BEND
    start_x, start_y = _towards(one.x, one.y, bend_x, bend_y, min(one.radius + 1, length / 3))
    end_x, end_y = _towards(other.x, other.y, bend_x, bend_y, min(other.radius + 2 + HEAD, length / 2))
    return f"M{start_x:.1f} {start_y:.1f}Q{bend_x:.1f} {bend_y:.1f} {end_x:.1f} {end_y:.1f}"


def _towards(x: float, y: float, to_x: float, to_y: float, by: float) -> tuple[float, float]:
    length = hypot(to_x - x, to_y - y) or 1.0
    return x + (to_x - x) * by / length, y + (to_y - y) * by / length


def _band(x: float, y: float, to_x: float, to_y: float) -> str:
    middle = (x + to_x) / 2
    return f"M{x:.1f} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
