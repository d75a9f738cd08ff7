"""The columns of the tables that a desk is handed on as. A test holds `docs/export.md` to this list."""

from __future__ import annotations

from dragoman.desk.questions.answer import TRACE, column, table

_REPORT, _REF, _START, _END, _WORDS = TRACE
_FILED = column("filed", "day", "the day that it is filed under: when it happened, else when it was published")
_OUTLET = column("outlet", "text", "who published it")
_LAT = column("lat", "number", "degrees north (WGS 84), the middle of an extended place")
_LON = column("lon", "number", "degrees east")
_RADIUS = column("radius", "number", "kilometres that the place reaches around that point")
_LOW = column("low", "number", "the least likelihood, 0 to 1, where the words are hedged")
_HIGH = column("high", "number", "the greatest")
_SCORE = column("score", "number", "the model's confidence in the statement, 0 to 1")
_INCIDENT = column("incident", "integer", "the incident that it is about, by its number on this desk")

REPORTS = table(
    "reports",
    "a report",
    _REPORT,
    column("hash", "text", "SHA-256 of its text, 64 hexadecimal digits"),
    column("outlet", "text", "who published it"),
    column("country", "text", "the outlet's country, ISO 3166 alpha-3, where it is known"),
    column("published", "day", "the day it was published"),
    column("title", "text", "its headline"),
    column("url", "text", "its address"),
    column("location", "text", "where it was found: path, address, row"),
    column("credit", "text", "the agency or outlet that the report as a whole credits"),
    column("origin", "text", "the report that this one copies; itself where it copies none"),
    column("copied", "number", "share of a copy's text that stands in its origin, 0 to 1"),
    column("model", "text", "the language model that it was coded with"),
    column("added", "text", "when the desk took it in, UTC"),
    column("coded", "text", "when it was last coded, UTC"),
)

STATEMENTS = table(
    "statements",
    "a statement of a report",
    _REPORT,
    _REF,
    column("kind", "text", "event, attribution, agreement, forecast, relation or count"),
    column("type", "text", "PLOVER type, label of a relation, kind of a count, kind of speech"),
    column("mode", "text", "PLOVER mode"),
    column("status", "text", "of an event: act, not, plan, want, may or if"),
    column("quad", "integer", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"),
    column("intensity", "number", "PLOVER intensity, -10 to 10"),
    _LOW,
    _HIGH,
    column("actors", "texts", "who acts, where it is an event"),
    column("recipients", "texts", "who is acted on"),
    column("others", "texts", "who else takes part, each behind its role: party, obliged, holder, head, tail"),
    column("place", "text", "where"),
    column("place_key", "text", "that place's key"),
    column("country", "text", "the country where, ISO 3166 alpha-3"),
    _LAT,
    _LON,
    _RADIUS,
    column("day", "day", "the first day that it may have happened on, as far as the report tells"),
    column("until", "day", "the last day"),
    column("precision", "text", "how exactly the report tells the time"),
    column("period", "text", "past, future, historical, habitual or unknown"),
    _FILED,
    column("published", "day", "the day the report was published"),
    _OUTLET,
    column("says", "text", "whose words these are: the innermost source, or the outlet; empty if kept unnamed"),
    column("speaker_key", "text", "that source's key, where it has a name"),
    column("depth", "integer", "sources between the outlet and these words; 0 is the outlet's own voice"),
    column("agency", "text", "the last agency or outlet that the words came through"),
    column("origin", "integer", "equal numbers are one independent origin; means nothing outside this desk"),
    _INCIDENT,
    _SCORE,
    column("verdict", "text", "accepted, rejected or edited, by a person"),
    column("sentence", "integer", "number of its sentence in the report, from 0"),
    _START,
    _END,
    _WORDS,
)

PARTIES = table(
    "parties",
    "somebody who takes part in a statement",
    _REPORT,
    _REF,
    column("role", "text", "actor, recipient, party, obliged, holder, head or tail"),
    column("actor", "text", "that actor's key"),
    column("name", "text", "that actor's name"),
)

TOLLS = table(
    "tolls",
    "a number of people in a statement",
    _REPORT,
    _REF,
    column("kind", "text", "killed, injured, displaced, detained or people"),
    column("low", "integer", "people, at least"),
    column("high", "integer", "people, at most; empty if open"),
    column("value", "integer", "the number itself, where the words name one"),
)

PLACES = table(
    "places",
    "a place where a statement sets something",
    column("key", "text", "its key, the same in every report and desk"),
    column("name", "text", "its usual name"),
    column("kind", "text", "country, province, district, city, area, water, facility, crossing or camp"),
    column("precision", "text", "point, city, district, province, country or area"),
    column("country", "text", "ISO 3166 alpha-3"),
    column("admin", "texts", "the units that hold it, the largest first"),
    _LAT,
    _LON,
    _RADIUS,
    column("geonames", "integer", "its GeoNames id, where it has one"),
)

ACTORS = table(
    "actors",
    "an actor who takes part in a statement or makes it",
    column("key", "text", "its key, the same in every report and desk"),
    column("name", "text", "its usual name"),
    column("kind", "text", "person, government, country, organisation, armed group, outlet, people or unnamed"),
    column("country", "text", "ISO 3166 alpha-3, or IGO, NGO, UNO, EUR, IMG, MNC, ISM"),
    column("sectors", "texts", "PLOVER sectors, the primary one first"),
    column("cameo", "text", "CAMEO actor code"),
)

INCIDENTS = table(
    "incidents",
    "something that happened, or is said to, over all that tell it",
    column("id", "integer", "its number on this desk"),
    column("type", "text", "PLOVER type of most of its statements"),
    column("quad", "integer", "PLOVER quad class, 1 to 4"),
    column("day", "day", "the first day that it may have happened on"),
    column("until", "day", "the last day"),
    column("place", "text", "where"),
    column("place_key", "text", "that place's key"),
    column("country", "text", "the country where, ISO 3166 alpha-3"),
    _LAT,
    _LON,
    _RADIUS,
    column("precision", "text", "how exact the place is"),
    column("first", "text", "the first report that tells it"),
    column("told", "day", "the day of the first telling"),
    column("retold", "day", "the day of the last"),
    column("statements", "integer", "statements about it"),
    column("reports", "integer", "reports that tell it"),
    column("asserting", "integer", "independent origins that say it happened"),
    column("denying", "integer", "independent origins that say it did not"),
    column("expecting", "integer", "independent origins that plan, want or expect it or hold it possible"),
    column("killed_low", "integer", "people killed: the lowest telling"),
    column("killed_high", "integer", "people killed: the highest telling"),
    column("score", "number", "the weakest link that holds it together, 0 to 1"),
)

AGREEMENTS = table(
    "agreements",
    "an agreement over all reports",
    column("key", "text", "its key on this desk"),
    column("name", "text", "its name, as first told"),
    column("kind", "text", "ceasefire, peace, trade and so on"),
    column("parties", "texts", "who agreed"),
    column(
        "day", "day", "when it was made: the first day that this may have been; where nobody tells, when it was told"
    ),
    column(
        "latest", "day", "... the last day: the same for an exact date, a year's last for a year; none: nobody tells"
    ),
    column("until", "day", "when it ended"),
    column("first", "text", "the first report that tells of it"),
)

LEDGER = table(
    "ledger",
    "something said about an agreement or one of its terms",
    column("agreement", "text", "the agreement's key"),
    column("name", "text", "its name"),
    column("entry", "text", "made, term, kept, violated, denied (that it was violated), extended or ended"),
    column("claimant", "text", "who says so; empty for the outlet itself"),
    column("claimant_key", "text", "that one's key"),
    column("against", "text", "who is obliged, or is said to have broken it"),
    column("against_key", "text", "that one's key"),
    _FILED,
    _OUTLET,
    *TRACE,
)

FORECASTS = table(
    "forecasts",
    "something foretold",
    _REPORT,
    _REF,
    column("holder", "text", "who foretells it; empty for the outlet itself and for unnamed sources"),
    column("holder_key", "text", "that one's key"),
    _OUTLET,
    column("published", "day", "when it was foretold"),
    _LOW,
    _HIGH,
    column("horizon", "day", "the last day by which it is to happen"),
    column("conditional", "flag", "whether it depends on a condition"),
    column("event", "text", "ref of the event that is foretold, where it was coded as one"),
    column("outcome", "text", "came true, did not, too early or not checkable; empty if nobody has told"),
    column("proposed", "flag", "whether the program alone says so"),
    column("who", "text", "who told the outcome"),
    column("moment", "text", "when, UTC"),
    column("why", "text", "why"),
    column("incident", "integer", "the incident that it came true as, by its number on this desk"),
    _SCORE,
    _START,
    _END,
    _WORDS,
)

TABLES = (REPORTS, STATEMENTS, PARTIES, TOLLS, PLACES, ACTORS, INCIDENTS, AGREEMENTS, LEDGER, FORECASTS)
"""All tables, in the order in which they are written."""
