"""Vega-Lite specifications of the charts, made with Altair. They carry their numbers in them and no colours: a page
fills these in from its style, light or dark, by the names in `usermeta`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

    from dragoman.web.calibration import Calibration

Spec = dict[str, Any]
Rows = Iterable[Mapping[str, object]]
QUAD_COLOURS = ("--q1", "--q2", "--q3", "--q4")
STATUS_COLOURS = ("--accent", "--q4", "--q1", "--q3", "--l-hedge", "--line-strong")
PART_COLOURS = ("--q2", "--q4", "--l-source", "--l-hedge")
TOLD_COLOURS = ("--q2", "--line-strong")
ONE_COLOUR = ("--accent",)
ROW = 22
"""Height of a bar that lies, with the space about it, in pixels."""
PAPER = {"quiet": "#59626b", "surface": "#ffffff", "first": "#0b5675"}
"""Parameters that a page sets to its own colours: quiet ink, the ground, the first of the chart's colours."""
_PARTED: dict[str, Any] = {"stroke": {"expr": "surface"}, "strokeWidth": 0.75}
_VERTICAL: dict[str, Any] = {"orient": "vertical"} | _PARTED


def bars_over_time(rows: Rows, names: Sequence[str], what: str, colours: Sequence[str], height: int = 140) -> Spec:
    """Bars of periods, one on the other by sort, in the order of `names`. A row has `from`, `to`, `period`, `sort`,
    `count`, `order` and, where a bar leads somewhere, `href`."""
    import altair as alt

    listed = _plain(rows)
    chart = alt.Chart(_data(listed)).mark_bar(**_VERTICAL).encode(
        x=alt.X("from:T").scale(type="utc").title(None).axis(tickCount=8, labelOverlap=True, grid=False),
        x2=alt.X2("to:T"),
        y=alt.Y("count:Q").stack("zero").title(what).axis(tickMinStep=1, tickCount=4),
        color=_sorts(names, listed),
        order=alt.Order("order:Q").sort("descending"),
        tooltip=[alt.Tooltip("period:N"), alt.Tooltip("sort:N"), alt.Tooltip("count:Q").format(",")],
    )  # fmt: skip
    if any("href" in row for row in listed):
        chart = chart.encode(href="href:N")
    return _whole(chart.properties(width="container", height=height), colours)


def rows_over_time(rows: Rows, names: Sequence[str], colours: Sequence[str]) -> Spec:
    """The same with a row of bars for each sort, over the same days."""
    import altair as alt

    listed = _plain(rows)
    there = [name for name in names if any(row["sort"] == name for row in listed)]
    chart = alt.Chart(_data(listed)).mark_bar(orient="vertical").encode(
        x=alt.X("from:T").scale(type="utc").title(None).axis(tickCount=8, labelOverlap=True, grid=False),
        x2=alt.X2("to:T"),
        y=alt.Y("count:Q").title(None).axis(tickMinStep=1, tickCount=2),
        row=alt.Row("sort:N", spacing=6).sort(there).title(None)
        .header(labelAngle=0, labelOrient="top", labelAnchor="start"),
        color=alt.Color("sort:N").scale(domain=list(names)).legend(None),
        tooltip=[alt.Tooltip("period:N"), alt.Tooltip("sort:N"), alt.Tooltip("count:Q").format(",")],
    )  # fmt: skip
    return _whole(chart.properties(height=46, width=600), colours)


def shares(rows: Rows, names: Sequence[str], what: str, colours: Sequence[str]) -> Spec:
    """A bar for each `name`, in the order of the rows, parted by `sort`."""
    import altair as alt

    listed = _plain(rows)
    chart = alt.Chart(_data(listed)).mark_bar(**_PARTED).encode(
        y=alt.Y("name:N").sort(None).title(None).axis(labelLimit=220),
        x=alt.X("count:Q").stack("zero").title(what).axis(tickMinStep=1, tickCount=6),
        color=_sorts(names, listed),
        order=alt.Order("order:Q"),
        tooltip=[alt.Tooltip("name:N"), alt.Tooltip("sort:N"), alt.Tooltip("count:Q").format(",")],
    )  # fmt: skip
    if any("href" in row for row in listed):
        chart = chart.encode(href="href:N")
    return _whole(chart.properties(width="container", height=_rows(listed)), colours)


def calibration(found: Calibration) -> Spec:
    """The share that came true against the likelihood that was told, with the line on which both are the same."""
    import altair as alt

    percent = alt.Axis(format="%", values=[0, 0.2, 0.4, 0.6, 0.8, 1])
    unit = alt.Scale(domain=[0, 1])
    line = alt.Chart(_data([{"x": 0, "y": 0}, {"x": 1, "y": 1}])).mark_line(strokeDash=[4, 4], strokeWidth=1.5).encode(
        x=alt.X("x:Q").scale(unit), y=alt.Y("y:Q").scale(unit), color=alt.value({"expr": "quiet"})
    )  # fmt: skip
    listed = [
        {
            "class": f"{step.low:.0%} to {step.high:.0%}",
            "foretold": step.foretold,
            "happened": step.happened,
            "count": step.count,
            "least": step.least,
            "most": step.most,
        }
        for step in found.steps
    ]
    base = alt.Chart(_data(listed)).encode(
        x=alt.X("foretold:Q").scale(unit).axis(percent).title("said to be likely"),
        tooltip=[
            alt.Tooltip("class:N"),
            alt.Tooltip("foretold:Q").format(".0%"),
            alt.Tooltip("happened:Q").format(".0%").title("came true"),
            alt.Tooltip("count:Q").title("forecasts"),
        ],
    )
    spans = base.mark_rule(strokeWidth=2, opacity=0.5).encode(y=alt.Y("least:Q"), y2=alt.Y2("most:Q"))
    points = base.mark_circle(opacity=1).encode(
        y=alt.Y("happened:Q").scale(unit).axis(percent).title("came true"),
        size=alt.Size("count:Q").scale(domain=[0, max(step.count for step in found.steps)], range=[40, 420])
        .legend(None),
    )  # fmt: skip
    spans, points = (layer.encode(color=alt.value({"expr": "first"})) for layer in (spans, points))
    return _whole(alt.layer(line, spans, points).properties(width=260, height=260), ONE_COLOUR)


def scores(rows: Rows) -> Spec:
    """Brier scores by `name`, in the order of the rows, with the score of who always says one half."""
    import altair as alt

    listed = _plain(rows)
    chart = alt.Chart(_data(listed)).mark_bar(size=9).encode(
        y=alt.Y("name:N").sort(None).title(None).axis(labelLimit=220),
        x=alt.X("brier:Q").scale(domainMin=0).title("Brier score: 0 is best").axis(tickCount=6),
        color=alt.value({"expr": "first"}),
        tooltip=[
            alt.Tooltip("name:N"),
            alt.Tooltip("brier:Q").format(".3f"),
            alt.Tooltip("count:Q").title("forecasts"),
            alt.Tooltip("base:Q").format(".0%").title("came true"),
        ],
    )  # fmt: skip
    half = alt.Chart(_data([{"brier": 0.25}])).mark_rule(strokeDash=[4, 4], strokeWidth=1.5)
    half = half.encode(x="brier:Q", color=alt.value({"expr": "quiet"}))
    return _whole(alt.layer(chart, half).properties(width="container", height=_rows(listed)), ONE_COLOUR)


def figures(rows: Rows, what: str) -> Spec:
    """How many, from `low` to `high` (none: no upper bound), as told on each `day` by `who`."""
    import altair as alt

    listed = _plain(rows)
    base = alt.Chart(_data(listed)).encode(
        x=alt.X("day:T").scale(type="utc", padding=24).title("published").axis(tickCount=6, labelOverlap=True),
        tooltip=[
            alt.Tooltip("who:N").title("says so"),
            alt.Tooltip("told:N").title(what),
            alt.Tooltip("published:N"),
        ],
        color=alt.value({"expr": "first"}),
    )
    spans = base.mark_rule(strokeWidth=3, opacity=0.4).encode(
        y=alt.Y("low:Q").scale(zero=True).title(what).axis(tickMinStep=1, tickCount=5), y2=alt.Y2("top:Q")
    )
    points = base.mark_point(filled=True, size=60, opacity=1).encode(
        y=alt.Y("low:Q"),
        shape=alt.Shape("open:N").scale(domain=[False, True], range=["circle", "triangle-up"]).legend(None),
    )  # fmt: skip
    return _whole(alt.layer(spans, points).properties(width="container", height=180), ONE_COLOUR)


def _sorts(names: Sequence[str], rows: Sequence[Mapping[str, object]]) -> alt.Color:
    """The colour of each sort: those that do not come up keep theirs, and are left out of the legend."""
    import altair as alt

    there = [name for name in names if any(row["sort"] == name for row in rows)]
    return alt.Color("sort:N").scale(domain=list(names)).title(None).legend(orient="top", values=there)


def _rows(listed: Sequence[Mapping[str, object]]) -> int:
    """The height, in pixels, of a drawing with a bar for each name."""
    return ROW * len({row["name"] for row in listed})


def _plain(rows: Rows) -> list[dict[str, object]]:
    return [dict(row) for row in rows]


def _data(rows: Sequence[Mapping[str, object]]) -> alt.InlineData:
    import altair as alt

    return alt.InlineData(values=[dict(row) for row in rows])


def _whole(chart: alt.Chart | alt.LayerChart | alt.FacetChart, colours: Sequence[str]) -> Spec:
    spec = chart.to_dict()
    # The look is the page's own; Altair's default would stand over it.
    spec.pop("config", None)
    if spec.get("width") == "container":
        spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    params = [{"name": name, "value": colour} for name, colour in PAPER.items()]
    return spec | {"usermeta": {"colours": list(colours)}, "params": [*spec.get("params", []), *params]}
