"""A coded report: the report and every statement found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from dragoman.errors import InputError
from dragoman.record import columns, html, json, world_columns
from dragoman.record.columns import Totals
from dragoman.record.mention import Name
from dragoman.record.statement import Agreement, Attribution, Event, Forecast, Link, Reason, Relation, Tally
from dragoman.record.table import Row
from dragoman.record.world import UNTIED, World
from dragoman.report import Report, Span

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True, slots=True)
class CodedReport:
    """One report with its record. `source` is the outermost part of every chain: the outlet, and the agency where
    the whole report is credited to one. `sentences` are the spans that the sentence numbers count, from 0.
    `model` names the model and its version, `scale` the likelihood scale; `notes` say what could not be done.
    `world` is what the mentions were tied to."""

    report: Report
    sentences: tuple[Span, ...]
    source: tuple[Link, ...]
    names: tuple[Name, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[Event, ...]
    counts: tuple[Tally, ...]
    agreements: tuple[Agreement, ...]
    forecasts: tuple[Forecast, ...]
    reasons: tuple[Reason, ...]
    relations: tuple[Relation, ...]
    model: str
    scale: str
    notes: tuple[str, ...] = ()
    world: World = UNTIED

    @property
    def totals(self) -> Totals:
        """How much of each kind the record holds."""
        return Totals(
            sentences=len(self.sentences),
            names=len(self.names),
            attributions=len(self.attributions),
            events=len(self.events),
            counts=len(self.counts),
            agreements=len(self.agreements),
            forecasts=len(self.forecasts),
            reasons=len(self.reasons),
            relations=len(self.relations),
            model=self.model,
            scale=self.scale,
            notes=self.notes,
        )

    def rows(self) -> dict[str, list[Row]]:
        """The rows of every table, by the table's name; `dragoman.record.columns` defines the tables."""
        return {
            columns.REPORTS.name: columns.REPORTS.rows(self.report, [self.totals]),
            columns.EVENTS.name: columns.EVENTS.rows(self.report, self.events),
            columns.ATTRIBUTIONS.name: columns.ATTRIBUTIONS.rows(self.report, self.attributions),
            columns.COUNTS.name: columns.COUNTS.rows(self.report, self.counts),
            columns.AGREEMENTS.name: columns.AGREEMENTS.rows(self.report, self.agreements),
            columns.FORECASTS.name: columns.FORECASTS.rows(self.report, self.forecasts),
            columns.REASONS.name: columns.REASONS.rows(self.report, self.reasons),
            columns.RELATIONS.name: columns.RELATIONS.rows(self.report, self.relations),
            columns.NAMES.name: columns.NAMES.rows(self.report, self.names),
            world_columns.ENTITIES.name: world_columns.ENTITIES.rows(self.report, self.world.entities),
            world_columns.LOCATIONS.name: world_columns.LOCATIONS.rows(self.report, self.world.locations),
            world_columns.TIMES.name: world_columns.TIMES.rows(self.report, self.world.times),
            world_columns.SETTINGS.name: world_columns.SETTINGS.rows(self.report, world_columns.sets(self.world)),
        }

    def tables(self) -> dict[str, pl.DataFrame]:
        """Every table as a Polars frame; one without rows keeps its columns and types. Needs the extra `polars`."""
        rows = self.rows()
        return {table.name: table.polars(rows[table.name]) for table in columns.TABLES}

    def to_polars(self) -> pl.DataFrame:
        """The events as a Polars frame, one row each; `tables()` has the rest. Needs the extra `polars`."""
        return columns.EVENTS.polars(columns.EVENTS.rows(self.report, self.events))

    def to_pandas(self) -> pd.DataFrame:
        """The events as a pandas frame, one row each, with nullable types. Needs the extra `pandas`."""
        return columns.EVENTS.pandas(columns.EVENTS.rows(self.report, self.events))

    def to_dict(self) -> json.Json:
        """The whole record, text included, as an object that JSON can carry; `schema.json` describes its keys."""
        encoded = json.encode(self)
        encoded["report"] = {"id": self.report.id, "hash": self.report.hash, **encoded["report"]}
        return {"format": json.FORMAT, **encoded}

    def to_json(self) -> str:
        """`to_dict` on one line."""
        return json.dumps(self.to_dict())

    @classmethod
    def from_dict(cls, value: object) -> CodedReport:
        """The record that `to_dict` was made of.

        Raises:
            InputError: if the object is not such a record, or its text is not the one its hash tells of.
        """
        coded = json.decode(cls, value)
        given = cast("json.Json", value)
        if given.get("format") != json.FORMAT:
            raise InputError("not a record", f"record.format: must be {json.FORMAT!r}, is {given.get('format')!r}")
        if given["report"].get("hash") != coded.report.hash:
            raise InputError("not a record", f"record.report.hash: the text of {coded.report.id} was altered")
        return coded

    def _repr_html_(self) -> str:
        """What a notebook shows: the report with its evidence marked."""
        statements = [*self.events, *self.counts, *self.agreements, *self.forecasts, *self.attributions]
        return html.page(self.report, self.sentences, statements)
