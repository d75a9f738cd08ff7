"""Which office a title names in a state, and what its holder is called."""

from __future__ import annotations

from dragoman.resolve.actors.grammar import grammar

_WORDS = {
    "head_of_government": "prime minister",
    "foreign_minister": "foreign minister",
    "defence_minister": "defence minister",
    "supreme_leader": "supreme leader",
    "vice_president": "vice president",
    "deputy": "deputy head",
}
_CROWNS = {"kings": ("monarch", {"king", "queen", "monarch"})} | {
    kind: (word, {word})
    for kind, word in (("emirs", "emir"), ("sultans", "sultan"), ("emperors", "emperor"), ("popes", "pope"))
}


def title_of(office: str, country: str) -> str:
    """What the holder of an office of the leaders' table is called in a state ("president", "chancellor")."""
    states = grammar().monarchs
    if office == "head_of_state":
        return next((word for kind, (word, _) in _CROWNS.items() if country in states[kind]), "president")
    if office == "head_of_government" and country in states["chancellors"]:
        return "chancellor"
    return _WORDS.get(office, office.replace("_", " "))


def of_title(title: str, country: str | None = None) -> tuple[str, ...]:
    """The offices that a folded title may name, in the order to try; none where the state has no such title.

    Without a country the offices of any state that has the title.
    """
    offices = grammar().offices.get(title, ())
    if country is None:
        return offices
    if title in ("president", "king", "queen", "monarch", "emir", "sultan", "emperor", "pope"):
        states = grammar().monarchs
        crown = next((titles for kind, (_, titles) in _CROWNS.items() if country in states[kind]), None)
        return offices if (title in crown if crown else title == "president") else ()
    if title == "chancellor" and country not in grammar().monarchs["chancellors"]:
        return ()
    return offices
