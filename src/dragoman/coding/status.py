"""The status of an event: the model's reading, corrected where the grammar around the trigger leaves no doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dragoman.coding.governing import governed
from dragoman.coding.grammar import NEGATION, Governors, condition, governors
from dragoman.coding.likelihood import find_hedge
from dragoman.language.graph import Frame, SentenceGraph
from dragoman.ontology import STATUSES
from dragoman.record.statement import AuxiliaryMode, Status


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a trigger: the words that govern it, the conditional word of its clause, the likelihood
    expression among the words that the model marks as the event's hedge, and the status that the verb or noun above it
    in the parse gives, with that word."""

    governors: Governors
    condition: str | None
    marked: str | None = None
    above: tuple[Status, str] | None = None


Rule = Callable[[Around], tuple[Status, str] | None]


def around(frame: Frame, graph: SentenceGraph) -> Around:
    """What stands around an event's trigger. A trigger that takes in its own negation ("not lift") is an act of its own
    and governed by nothing."""
    start = frame.anchor.start - graph.span.start
    if NEGATION.match(graph.text, start):
        return Around(Governors((), start, start), None)
    return Around(
        governors(frame.anchor, graph),
        condition(frame.anchor, graph),
        _marked(frame, graph),
        governed(frame.anchor, graph),
    )


def _marked(frame: Frame, graph: SentenceGraph) -> str | None:
    words = (node.span.shifted(-graph.span.start).of(graph.text) for node in frame.fillers("lk"))
    return next((word for phrase in words if (word := _likelihood_word(phrase))), None)


def by_condition(near: Around) -> tuple[Status, str] | None:
    """In a clause that "if", "unless" or the like opens: `if`."""
    return ("if", f"condition '{near.condition}'") if near.condition else None


def by_negation(near: Around) -> tuple[Status, str] | None:
    """With a negated auxiliary or "no": `not`, unless the negation strikes a likelihood word ("is not expected to")
    or is part of a condition ("if they don't leave")."""
    word, words = near.governors.negation, near.governors
    if word is None or near.condition or words.hedge or words.possibility in ("may", "might"):
        return None
    return "not", f"negation '{word}'"


def by_modal(near: Around) -> tuple[Status, str] | None:
    """With "may", "might" or "could": `may`."""
    word = near.governors.possibility
    return ("may", f"modal '{word}'") if word else None


def by_likelihood(near: Around) -> tuple[Status, str] | None:
    """With a likelihood word that governs the trigger ("is unlikely to back"): `may`, as the codebook has for likely,
    unlikely, expected and feared acts alike."""
    word = _likelihood_word(near.governors.hedge)
    return ("may", f"hedge '{word}'") if word else None


def by_mark(near: Around) -> tuple[Status, str] | None:
    """With a likelihood expression that the model marks as the event's hedge, wherever it stands: `may`."""
    return ("may", f"hedge '{near.marked}'") if near.marked else None


def by_future(near: Around) -> tuple[Status, str] | None:
    """With "will" or "shall": `plan`."""
    word = near.governors.future
    return ("plan", f"future '{word}'") if word else None


def by_obligation(near: Around) -> tuple[Status, str] | None:
    """With "should", "must" or "ought to", unless a perfect puts the act into the past: `want`."""
    word = near.governors.obligation
    return ("want", f"modal '{word}'") if word and not near.governors.is_perfect else None


def by_prevention(near: Around) -> tuple[Status, str] | None:
    """Refused, failed, prevented or averted: `not`, as the codebook has for acts meant not to happen."""
    return ("not", f"after '{near.above[1]}'") if near.above and near.above[0] == "not" else None


def by_open_question(near: Around) -> tuple[Status, str] | None:
    """Not ruled out, not confirmed, of which there is no evidence: `may`."""
    return (near.above[0], f"after '{near.above[1]}'") if near.above and near.above[1].startswith("not ") else None


def by_governor(near: Around) -> tuple[Status, str] | None:
    """Demanded or ordered: `want`; agreed, promised, intended: `plan`; attempted: `may`."""
    return (near.above[0], f"after '{near.above[1]}'") if near.above and not _is_negative(near.above) else None


def _is_negative(above: tuple[Status, str]) -> bool:
    return above[0] == "not" or above[1].startswith("not ")


def _likelihood_word(words: str | None) -> str | None:
    hedge = find_hedge(words) if words else None
    return hedge.phrase if hedge and hedge.sense not in ("certain", "will") else None


RULES: Mapping[str, Rule] = {
    "condition": by_condition,
    "negation": by_negation,
    "modal": by_modal,
    "likelihood": by_likelihood,
    "mark": by_mark,
    "future": by_future,
    "obligation": by_obligation,
    "prevention": by_prevention,
    "open question": by_open_question,
    "governor": by_governor,
}
"""The rules in the order in which they are asked; the first that applies decides."""

CORRECTS: Mapping[str, frozenset[Status]] = {
    "condition": frozenset({"act", "not", "may"}),
    "negation": frozenset({"act", "plan", "want", "may"}),
    "modal": frozenset({"act", "plan", "want"}),
    "likelihood": frozenset({"act", "not", "plan", "want"}),
    "mark": frozenset({"act", "not"}),
    "future": frozenset({"act"}),
    "obligation": frozenset({"act", "plan", "may"}),
    "prevention": frozenset({"act", "plan", "want", "may"}),
    "open question": frozenset({"act", "not"}),
    "governor": frozenset({"act"}),
}
"""Which readings of the model each rule overrules; with others it agrees or the model sees more than the rule ("if they
don't leave" may be a demand, "would attack" a condition's outcome)."""


def status_of(frame: Frame, graph: SentenceGraph, rules: Mapping[str, Rule] = RULES) -> tuple[Status, str]:
    """The status of an event, with what it rests on in plain words: `model (0.93)` or `rule: modal 'could'`."""
    return decide(frame, around(frame, graph), rules)


def decide(frame: Frame, near: Around, rules: Mapping[str, Rule] = RULES) -> tuple[Status, str]:
    """`status_of`, where what stands around the trigger is known already."""
    given: Status | None = next((known for known in STATUSES if known == frame.status), None)
    for name, rule in rules.items():
        found = rule(near)
        if found is None:
            continue
        if found[0] == given:
            return found[0], f"model ({frame.status_score:.2f}), {found[1]}"
        if given is None or given in CORRECTS[name]:
            return found[0], f"rule: {found[1]}"
    return (given, f"model ({frame.status_score:.2f})") if given else ("act", "no sign of another status")


def settled(graph: SentenceGraph, rules: Mapping[str, Rule] = RULES) -> SentenceGraph:
    """The graph with every event's status as the rules leave it."""
    events = tuple(replace(frame, status=status_of(frame, graph, rules)[0]) for frame in graph.events)
    return replace(graph, events=events)


def auxiliary(status: Status, near: Around, is_historical: bool) -> tuple[AuxiliaryMode, ...]:
    """PLOVER's auxiliary modes that follow from a status.

    `not` is a negation; `plan` and `want` lie in the future; `if` and `may` are hypothetical, and lie in the future too
    where a modal or hedge governs the trigger and no perfect ("may have attacked") puts the act into the past.
    """
    words = near.governors
    ahead = status in ("may", "if") and (words.possibility or words.hedge or words.future) and not words.is_perfect
    modes: list[AuxiliaryMode] = []
    if is_historical:
        modes.append("historical")
    if status in ("plan", "want") or ahead:
        modes.append("future")
    if status in ("may", "if"):
        modes.append("hypothetical")
    if status == "not":
        modes.append("negation")
    return tuple(modes)
