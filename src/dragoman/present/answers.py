"""Answers of a desk as tables for a terminal, made to be read at 100 columns: some columns of an answer together in one
cell, and at the end the words that each row rests on, with what names them on the desk."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

from rich import box
from rich.table import Table
from rich.text import Text

from dragoman.desk.questions import Answer
from dragoman.desk.questions.cards import ranged
from dragoman.present.folding import Folding
from dragoman.present.words import counted
from dragoman.record.visible import visible

LONGEST = 240
"""Characters of evidence that a cell shows at most; `--json` and `--csv` have them all."""
DIGITS = 8
"""Digits of a report's hash that a table shows: enough to name it among millions, for any first digits do."""
MOST = 3
"""Names of a list that a cell shows at most."""
NAMED = 21
"""Characters that name a statement, `a4a6d16f:e1852-1856.2`: its column is not narrower, so that it is not broken."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """One column of a table as shown: its heading, what its cells hold, and either its `width` in characters or, of
    what the others leave, its share (`ratio`); of one with both, `width` is the least that it has."""

    heading: str
    cell: Callable[[Row], Text | str]
    width: int | None = None
    ratio: int | None = None
    justify: Literal["left", "right"] = "left"


def answer(answer: Answer) -> Table:
    """The rows of an answer, as its question's own layout has them."""
    layout = LAYOUTS.get(answer.table.name) or _plain(answer)
    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, expand=True, leading=1, padding=(0, 1, 0, 0), pad_edge=False)
    shown.header_style = "bold dim"
    for column in layout:
        shown.add_column(
            column.heading, width=column.width, ratio=column.ratio, justify=column.justify, overflow="fold"
        )
    for row in answer.rows:
        shown.add_row(*(Folding.of(column.cell(row)) for column in layout))
    return shown


def evidence(row: Row) -> Text:
    """The words that a row rests on, what a person said of it, and what names it on the desk."""
    if not row.get("report"):
        return Text("")
    words = " ".join(visible(row.get("words") or "").split())
    clipped = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    name = ":".join(filter(None, (row["report"][:DIGITS], row.get("ref"))))
    text = Text(f"“{clipped}”\n" if clipped else "")
    if row.get("verdict"):
        text.append(f"{row['verdict']}  ", "bold")
    return text.append(name, "dim")


def _lines(*lines: str | Text | None) -> Text:
    """The lines that hold anything, one below the other."""
    texts = [line if isinstance(line, Text) else Text(visible(line)) for line in lines if line]
    return Text("\n").join(text for text in texts if text.plain.strip())


def _dim(*parts: str | None) -> Text:
    """Parts that stand beside each other, divided by " · "."""
    return Text(visible(" · ".join(part for part in parts if part)), "dim")


def listed(names: Iterable[str] | None) -> str:
    """Some names, the first `MOST` of them."""
    several = list(names or ())
    more = f" +{len(several) - MOST}" if len(several) > MOST else ""
    return visible("; ".join(several[:MOST])) + more


def days(row: Row) -> str:
    """The day; a whole month or year as such, any other span by its first and last day."""
    first, last = row.get("day"), row.get("until")
    if not first or not last or first == last:
        return first or "no day"
    if first.endswith("-01-01") and last == f"{first[:4]}-12-31":
        return first[:4]
    month = date.fromisoformat(first)
    if month.day == 1 and last == f"{first[:7]}-{monthrange(month.year, month.month)[1]}":
        return first[:7]
    return f"{first}\n–{last}"


def _filed(row: Row) -> Text:
    """The day that a telling is filed under; where the report tells none of its own, that of the publication."""
    own = row.get("precision", "day")
    return Text("\n").join([Text(days(row)), *([] if own else [_dim("published")])])


def deed(row: Row, kind: str | None = None) -> Text:
    """Who did what to whom; `kind` stands in the place of the type."""
    code = " ".join(filter(None, (kind or row.get("type"), row.get("mode"))))
    who, whom = listed(row.get("actors")), listed(row.get("recipients"))
    return Text(" → ").join(Text(part, style) for part, style in ((who, ""), (code, "bold"), (whom, "")) if part)


def where(row: Row) -> str | None:
    """The place with its country, as far as told."""
    country = row.get("country")
    return f"{row['place']}, {country}" if row.get("place") and country else row.get("place") or country


def _chance(row: Row) -> str | None:
    low, high = row.get("low"), row.get("high")
    if low is None or high is None:
        return None
    return f"{low:.0%}".replace("%", " %") if low == high else f"{low * 100:.0f}–{high * 100:.0f} %"


def _status(row: Row) -> str | None:
    return None if row.get("status") in (None, "act") else f"status {row['status']}"


def _told(row: Row) -> Text:
    return _lines(deed(row), _dim(_status(row), _chance(row), where(row), *(row.get("toll") or ())))


def _voice(row: Row, name: str = "says") -> Text:
    """Whose words they are, and through whom."""
    says, outlet, agency = row.get(name), row.get("outlet"), row.get("agency")
    via = [
        f"via {agency}" if agency and agency != says else None,
        f"in {outlet}" if outlet and outlet != says else None,
    ]
    return _lines(says or "[unknown]", *(_dim(part) for part in via if part))


def _origins(row: Row) -> Text:
    """How many independent origins take an incident for what."""
    parts = (
        (row.get("asserting"), "assert", ""),
        (row.get("denying"), "deny", "bold"),
        (row.get("expecting"), "expect", ""),
    )
    return _lines(*(Text(f"{number} {what}", style) for number, what, style in parts if number))


def _incident(row: Row) -> Text:
    return _lines(f"#{row['incident']}" if row.get("incident") else None, _origins(row))


def _number(name: str) -> Callable[[Row], str]:
    return lambda row: f"{row[name]:,}" if row.get(name) is not None else ""


def _value(name: str) -> Callable[[Row], str]:
    return lambda row: visible(str(row[name])) if row.get(name) is not None else ""


def _killed(row: Row) -> str | None:
    """The range of all tellings, where they differ or no figure stands beside it."""
    low, high = row.get("killed_low"), row.get("killed_high")
    if low is None or (low == high and row.get("figures")):
        return None
    return f"killed {ranged(low, high)}"


def _happened(row: Row) -> Text:
    figures = [one for one in row.get("figures") or () if not one.startswith("people ")]
    more = [f"{len(figures) - MOST} more figures"] if len(figures) > MOST else []
    return _lines(deed(row), _dim(where(row)), _killed(row), *map(_dim, [*figures[:MOST], *more]))


def _first_told(row: Row) -> Text:
    reports, statements = row.get("reports") or 0, row.get("statements") or 0
    where = f"{statements:,} in {counted(reports, 'report')}"
    return _lines(_origins(row), _dim(where), _dim(f"from {row['told']}" if row.get("told") else "no date"))


def _relation(row: Row) -> Text:
    label = (row.get("type") or "").replace("_", " ")
    parts = ((row.get("head") or "?", ""), (label, "bold"), (row.get("tail") or "?", ""))
    return Text(" → ").join(Text(visible(part), style) for part, style in parts)


def _claim(row: Row) -> Text:
    if row.get("kind") == "event":
        return _told(row)
    if row.get("head") or row.get("tail"):
        return _lines(_relation(row))
    named = deed(row, " ".join(filter(None, (row.get("kind"), (row.get("type") or "").replace("_", " ")))))
    return _lines(named, _dim(_chance(row), where(row), *(row.get("toll") or ())))


def _made(row: Row) -> str:
    """When an agreement was made, as exactly as that is told, and when it ended."""
    ended = f"\n–{row['until']}" if row.get("until") else ""
    return days({"day": row.get("day"), "until": row.get("latest")}) + ended


def _agreed(row: Row) -> Text:
    return _lines(Text(visible(row.get("name") or ""), "bold"), _dim(row.get("kind")), listed(row.get("parties")))


def _fate(row: Row) -> Text:
    told = ((row.get(name), name) for name in ("kept", "violated", "denied", "extended", "ended"))
    counts = [Text(f"{number} {name}", "bold" if name == "violated" else "") for number, name in told if number]
    terms = counted(row["terms"], "term") if row.get("terms") else None
    return _lines(terms, *counts, _dim(counted(row.get("origins") or 0, "origin")))


def _entry(row: Row) -> Text:
    number = row.get("statements") or 1
    return _lines(Text(row["entry"], "bold"), _dim(_status(row), f"{number} times" if number > 1 else None))


def _foretold(row: Row) -> Text:
    until = f"by {row['horizon']}" if row.get("horizon") else None
    condition = f"“{' '.join(row['condition'].split())}”" if row.get("condition") else None
    return _lines(Text(_chance(row) or "no likelihood", "bold"), deed(row), _dim(where(row), until), _dim(condition))


def _outcome(row: Row) -> Text:
    if not row.get("outcome"):
        return Text("open", "dim")
    by = "proposed" if row.get("proposed") else f"says {row.get('resolved')}"
    return _lines(row["outcome"], _dim(by), _dim(row.get("why")))


def _report(row: Row) -> Text:
    title = " ".join(visible(row.get("title") or "[no title]").split())
    copied = f"copies {row['origin'][:DIGITS]} of {row.get('origin_outlet')}" if row.get("copied") is not None else None
    return _lines(title, _dim(f"credits {row['credit']}" if row.get("credit") else None, copied))


def _change(row: Row) -> Text:
    undone = f"undone {row['undone']} by {row['undone_by']}" if row.get("undone") else None
    field = Text.assemble((f"{row['field']}: ", "bold"), f"{_shown(row.get('old'))} → {_shown(row.get('new'))}")
    return _lines(field, visible(row.get("why") or ""), Text(undone, "bold") if undone else None)


def _shown(value: object) -> str:
    return visible(str(value)) if value is not None else "none"


_DAY = Shown("day", _filed, 11)
_SAYS = Shown("who says so", _voice, ratio=7)
_EVIDENCE = Shown("in these words", evidence, NAMED, ratio=10)

LAYOUTS: dict[str, tuple[Shown, ...]] = {
    "timeline": (_DAY, Shown("what", _told, ratio=10), _SAYS, Shown("incident", _incident, 9), _EVIDENCE),
    "incidents": (
        Shown("day", lambda row: Text.assemble(days(row), (f"\n#{row['incident']}", "dim")), 11),
        Shown("what", _happened, ratio=10),
        Shown("origins", _first_told, 15),
        Shown("told first by", _voice, ratio=7),
        _EVIDENCE,
    ),
    "actors": (
        Shown("name", lambda row: _lines(row["name"], _dim(row["key"])), ratio=2),
        Shown("is", lambda row: _lines(row["kind"], _dim(row.get("cameo"), row.get("country"))), 12, ratio=1),
        Shown("told", _number("statements"), 6, justify="right"),
        Shown("acts", _number("acts"), 6, justify="right"),
        Shown("suffers", _number("suffers"), 7, justify="right"),
        Shown("says", _number("says"), 6, justify="right"),
        Shown("named", lambda row: days({"day": row.get("first"), "until": row.get("last")}), 11),
    ),
    "relations": (_DAY, Shown("who stands how to whom", _relation, ratio=8), _SAYS, _EVIDENCE),
    "claims": (_DAY, _SAYS, Shown("says what", _claim, ratio=10), _EVIDENCE),
    "agreements": (
        Shown("day", lambda row: Text.assemble(_made(row), (f"\n#{row['agreement']}", "dim")), 11),
        Shown("agreement", _agreed, ratio=8),
        Shown("what is said of it", _fate, 18),
        _EVIDENCE,
    ),
    "ledger": (
        _DAY,
        Shown("entry", _entry, 9),
        Shown("against", _value("against"), ratio=5),
        Shown("who says so", lambda row: _voice(row, "claimant"), ratio=7),
        _EVIDENCE,
    ),
    "forecasts": (
        Shown("day", days, 11),
        Shown("who", lambda row: _voice(row, "holder"), ratio=7),
        Shown("foretells", _foretold, ratio=10),
        Shown("outcome", _outcome, ratio=5),
        _EVIDENCE,
    ),
    "scores": (
        Shown("name", _value("name"), ratio=3),
        Shown("forecasts", _number("count"), 9, justify="right"),
        Shown("Brier", _value("brier"), 7, justify="right"),
        Shown("log", _value("logarithmic"), 7, justify="right"),
        Shown("came true", lambda row: f"{row['base']:.0%}", 9, justify="right"),
        Shown("foretold: happened", lambda row: _lines(*(row.get("calibration") or ())), ratio=2),
    ),
    "reports": (
        Shown("day", lambda row: row.get("published") or "no date", 10),
        Shown("outlet", _value("outlet"), 17),
        Shown("title", _report, ratio=1),
        Shown("stated", _number("statements"), 6, justify="right"),
        Shown("report", evidence, 8),
    ),
    "search": (
        Shown("day", lambda row: row.get("published") or "no date", 10),
        Shown("outlet", _value("outlet"), 17),
        Shown("title", _report, ratio=8),
        _EVIDENCE,
    ),
    "history": (
        Shown("no.", _number("number"), 4, justify="right"),
        Shown("when", lambda row: row["moment"].replace("T", " ").removesuffix("Z"), 10),
        Shown("who", _value("who"), ratio=3),
        Shown("of what", lambda row: _lines(row["subject"], _dim(_name(row))), NAMED, ratio=5),
        Shown("change, and why", _change, ratio=10),
    ),
}
"""How each table is shown, by its name; a table without one is shown plainly."""


def _name(row: Row) -> str:
    return f"{row['report'][:DIGITS]}:{row['ref']}" if row.get("report") else row["ref"]


def _plain(answer: Answer) -> tuple[Shown, ...]:
    """Every column for itself, those that lead to the evidence together."""
    trace = {"report", "ref", "start", "end", "words"}
    own = tuple(Shown(name.replace("_", " "), _cell(name), ratio=1) for name in answer.columns if name not in trace)
    return (*own, _EVIDENCE) if "report" in answer.columns else own


def _cell(name: str) -> Callable[[Row], str]:
    def cell(row: Row) -> str:
        value = row.get(name)
        if isinstance(value, list):
            return listed(map(str, cast("list[object]", value)))
        return "" if value is None else visible(str(value))

    return cell
