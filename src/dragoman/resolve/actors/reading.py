"""Takes a phrase apart into what each of its words tells of the actor: countries, peoples, bodies, nouns, modifiers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.resolve import countries
from dragoman.resolve.actors import agents, organisations, peoples
from dragoman.resolve.actors.agents import Agent
from dragoman.resolve.actors.codes import INTERNATIONAL
from dragoman.resolve.actors.grammar import grammar
from dragoman.resolve.actors.identity import Actors
from dragoman.resolve.actors.organisations import Organisation
from dragoman.resolve.actors.peoples import People
from dragoman.resolve.countries import Found
from dragoman.resolve.words import Word, is_acronym, words


@dataclass(frozen=True, slots=True)
class Item:
    """Words `start` to `end` of a phrase, and what they name; None for words that no table knows."""

    start: int
    end: int
    what: Found | People | Organisation | Agent | None


@dataclass(frozen=True, slots=True)
class Tie:
    """Someone named as standing by the actor: "backed by" and the name ("U.S.-backed", "backed by the U.S.")."""

    tie: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase taken apart.

    The noun phrase begins at word `start`, after articles and numbers. `core` are the items of the noun phrase itself,
    `rest` those of its complement ("of the army in Idlib"), `link` the preposition between them. `counted` says that a
    number or quantifier opens the phrase, `definite` that "the" does; `former` and `seeking` that words say so of an
    office.
    """

    tokens: Sequence[Word]
    start: int
    core: tuple[Item, ...]
    rest: tuple[Item, ...]
    link: str
    ties: tuple[Tie, ...]
    counted: bool
    definite: bool
    former: bool
    seeking: bool
    phrase: str

    def text(self, start: int, end: int) -> str:
        """The phrase's own characters from word `start` up to word `end`."""
        return self.phrase[self.tokens[start].start : self.tokens[end - 1].end] if start < end else ""


def read(phrase: str, when: date | None, hints: Sequence[str], own: Actors | None = None) -> Reading:
    """Takes a phrase apart; `hints` are countries that decide between bodies of one name, `own` holds a user's actors,
    whose bodies win over those of the tables."""
    tokens = words(phrase)
    keys = [token.key for token in tokens]
    start, counted = _opening(keys)
    found = _Items(phrase, tokens, keys, when, hints, own)
    core, ties, stop = found.upto(start)
    ties += found.trailing(stop)
    link = keys[stop] if stop < len(keys) and keys[stop] in grammar().belonging else ""
    rest = tuple(found.beyond(stop)) if link else ()
    marks = set(keys[:stop])
    return Reading(
        tokens=tokens,
        start=start,
        core=tuple(core),
        rest=rest,
        link=link,
        ties=tuple(ties),
        counted=counted,
        definite=bool(keys) and keys[0] == "the",
        former=not marks.isdisjoint(grammar().former),
        seeking=not marks.isdisjoint(grammar().seeking),
        phrase=phrase,
    )


def _opening(keys: Sequence[str]) -> tuple[int, bool]:
    """Where the noun phrase proper begins, and whether a number or quantifier stands before it."""
    rules = grammar()
    at, counted = 0, False
    while at < len(keys):
        word = keys[at]
        number = word[0].isdigit() and word.isalnum() and not word.isalpha()
        if word in rules.partitives or number:
            counted = True
        elif not (word in rules.openers or (word == "of" and at and keys[at - 1] in rules.partitives)):
            break
        at += 1
    return (at, counted) if at < len(keys) else (0, False)


class _Items:
    """Reads one phrase's words from left to right."""

    def __init__(
        self,
        phrase: str,
        tokens: Sequence[Word],
        keys: Sequence[str],
        when: date | None,
        hints: Sequence[str],
        own: Actors | None,
    ):
        self.phrase, self.tokens, self.keys, self.when, self.hints, self.own = phrase, tokens, keys, when, hints, own
        self.states = {found.start: found for found in countries.find_in(list(tokens), hints)}
        self.begins = {token.end: i + 1 for i, token in enumerate(tokens)}

    def upto(self, start: int) -> tuple[list[Item], list[Tie], int]:
        """The items from `start` to the end of the noun phrase, the ties in compounds, and where it ends."""
        rules = grammar()
        items: list[Item] = []
        ties: list[Tie] = []
        at = start
        while at < len(self.keys):
            if at > start and self._parted(at):
                break
            if self.keys[at] in rules.sides and self._joined(at):
                after = self._item(at)
                if after.what is None:
                    end = self._item(at + 1).end
                    if self.tokens[at + 1].text[0].isupper():
                        name = self.phrase[self.tokens[at + 1].start : self.tokens[end - 1].end]
                        ties.append(Tie(f"{self.keys[at]}-", name))
                    at = end
                    continue
            item = self._item(at)
            word = self.keys[at]
            single = item.end - item.start == 1 and at > start and not is_acronym(self.tokens[at].text)
            if single and (word in rules.ending or word in rules.belonging):
                break
            if self._joined(item.end - 1) and item.end < len(self.keys) and self.keys[item.end] in rules.participles:
                if self.keys[item.end] in rules.rooted:
                    items.append(item)
                tie = rules.ties.get(self.keys[item.end])
                if tie:
                    ties.append(Tie(tie, self._named(item)))
                at = item.end + 1
                continue
            items.append(item)
            at = item.end
        return items, ties, at

    def trailing(self, stop: int) -> list[Tie]:
        """The tie that follows the noun ("backed by Turkey", "linked to al-Qaeda")."""
        tie = grammar().ties.get(self.keys[stop]) if stop < len(self.keys) else None
        at = stop + 2
        while at < len(self.keys) and self.keys[at] in ("the", "a", "an"):
            at += 1
        if tie is None or at >= len(self.keys) or self.keys[stop + 1] not in ("by", "to", "with"):
            return []
        item = self._item(at)
        return [Tie(tie, self._named(item))] if item.what is not None else []

    def beyond(self, stop: int) -> Iterator[Item]:
        """The items of the complements after `stop`, as long as one belongs to the one before."""
        rules = grammar()
        at = stop
        while at < len(self.keys) and self.keys[at] in rules.belonging:
            start = at + 1
            while start < len(self.keys) and self.keys[start] in rules.openers:
                start += 1
            if start >= len(self.keys) or self._parted(start):
                return
            items, _, at = self.upto(start)
            yield from items
            if at == start:
                return

    def _item(self, at: int) -> Item:
        end = len(self.keys)
        if self.own and (mine := self.own.body_in(self.tokens, at, end, self.when)):
            return Item(at, mine[1], mine[0])
        options: list[Item] = []
        state = self.states.get(self.tokens[at].start)
        if state and (state.form != "prefix" or self._joined(at)):
            options.append(Item(at, self.begins[state.end], state))
        body = organisations.find_in(self.tokens, at, end, self.when, self.hints)
        if body and body[0].body and self._may_be(body[0].body, at, body[1]):
            options.append(Item(at, body[1], body[0].body))
        for known in (
            peoples.find_in(self.tokens, at, end),
            agents.noun(self.keys, at, end),
            agents.modifier(self.keys, at, end),
        ):
            options += [Item(at, known[1], known[0])] if known else []
        # The longest reading counts, and of those of one length the first kind.
        return max(options, key=lambda item: item.end, default=Item(at, at + 1, None))

    def _may_be(self, body: Organisation, start: int, end: int) -> bool:
        """Whether words may name a body where they stand: "the Saudi National Guard" is no other state's."""
        before = next((s for s in self.states.values() if start and s.end == self.tokens[start - 1].end), None)
        if before and not body.acts_in((before.country.iso3,)):
            return body.country in INTERNATIONAL
        if is_acronym(self.tokens[start].text):
            return True
        led = start > 0 and before is None and self._strange(start - 1)
        followed = end < len(self.keys) and self._strange(end) and self.tokens[end - 1].text[-2:] not in ("'s", "’s")
        if (led or followed) and (end - start == 1 or agents.made_of(self.keys[start:end])):
            # "The Ruritania Self-Defence Forces" are not Japan's, "Jane Hill" is neither publisher nor newspaper.
            return False
        return bool(before) or body.acts_in(self.hints) or not agents.covers(self.keys[start:end])

    def _strange(self, at: int) -> bool:
        """Whether word `at` is a proper name that no table knows."""
        after = at + 1
        known = agents.noun(self.keys, at, after) or agents.modifier(self.keys, at, after)
        return self.tokens[at].text[0].isupper() and not known and self.keys[at] not in grammar().openers

    def _named(self, item: Item) -> str:
        if isinstance(item.what, Found):
            return item.what.country.name
        if isinstance(item.what, Organisation):
            return item.what.name
        return self.phrase[self.tokens[item.start].start : self.tokens[item.end - 1].end]

    def _between(self, at: int) -> str:
        """What stands between word `at` and the next."""
        if at + 1 >= len(self.tokens):
            return ""
        return self.phrase[self.tokens[at].end : self.tokens[at + 1].start]

    def _joined(self, at: int) -> bool:
        return self._between(at) in ("-", "‑", "–")

    def _parted(self, at: int) -> bool:
        """Whether a comma or another mark parts word `at` from the one before."""
        return any(mark in self._between(at - 1) for mark in ",;:(—")
