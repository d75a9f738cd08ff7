"""Stories edited as newsrooms edit wire copy: cut, led anew, reworded, merged; the same for the same seed."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.report import Report

NEWSROOM = Path(__file__).with_name("data") / "newsroom.toml"
MERGED = 0.3
"""Of the words of a merged report, those that are the story's."""
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[\"“A-Z])")
_QUOTED = re.compile(r"[\"“]([^\"“”]{25,})[\"”]")
_DATELINE = re.compile(r"^[^\n]{2,40}?\s[-–—]\s")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Story:
    """A headline and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]

    @classmethod
    def of(cls, report: Report) -> Story:
        """The story of a report; its headline is no paragraph."""
        parts = [part.strip() for part in report.text.split("\n") if part.strip()]
        title = report.title or parts[0]
        return cls(title, tuple(part for part in parts if part != title))

    @property
    def text(self) -> str:
        """The story as it is published."""
        return "\n\n".join((self.title, *self.paragraphs))


Edit = Callable[[random.Random, Story, Story], Story]
"""Makes a story of another one; the third argument is an unrelated one, for what is merged."""


@cache
def newsroom() -> dict[str, Any]:
    """What invented newsrooms add and how they reword."""
    return tomllib.loads(NEWSROOM.read_text("utf-8"))


def cut(rng: random.Random, story: Story, _: Story) -> Story:
    """Ends after 40 to 80 % of the paragraphs."""
    keep = max(2, round(len(story.paragraphs) * rng.uniform(0.4, 0.8)))
    return replace(story, paragraphs=story.paragraphs[:keep])


def lead(rng: random.Random, story: Story, _: Story) -> Story:
    """Has a headline and a first paragraph of its own, and one paragraph more of its own further down."""
    words = newsroom()
    first = rng.choice(words["leads"]).format(day=rng.choice(_DAYS))
    body = [*story.paragraphs[1:]]
    body.insert(rng.randrange(len(body)), " ".join(own(rng) for _ in range(4)))
    return Story(own(rng), (first, *body))


def quotes(rng: random.Random, story: Story, _: Story) -> Story:
    """Has other quotation marks, and other words in all long quotations, or one quotation more where it had none."""
    found = _QUOTED.search(story.text) is not None
    fresh = iter(rng.sample(newsroom()["quotes"], len(newsroom()["quotes"])))
    body = [_QUOTED.sub(lambda _: f"“{next(fresh, 'No comment')},”", part) for part in story.paragraphs]
    if not found:
        body.insert(rng.randint(1, len(body)), f"“{next(fresh)},” said a man who was waiting there.")
    return Story(story.title, tuple(part.replace('"', "”") for part in body))


def reworded(share: float) -> Edit:
    """Words of so many of the sentences are others, and half of these have their parts turned around."""

    def edit(rng: random.Random, story: Story, _: Story) -> Story:
        return replace(story, paragraphs=tuple(_reworded(rng, part, share) for part in story.paragraphs))

    return edit


def restyled(rng: random.Random, story: Story, _: Story) -> Story:
    """Has another headline, byline and dateline over the same words."""
    first = _DATELINE.sub("", story.paragraphs[0])
    byline = f"By our correspondent in {rng.choice(('Gaziantep', 'Beirut', 'Amman'))}"
    return Story(own(rng), (byline, f"{rng.choice(('ISTANBUL', 'BEIRUT', 'LONDON'))} — {first}", *story.paragraphs[1:]))


def digest(rng: random.Random, story: Story, _: Story) -> Story:
    """30 % of its words are the story's, the others the newsroom's own."""
    return _merged(rng, story, [own(rng) for _ in range(60)])


def merged(rng: random.Random, story: Story, other: Story) -> Story:
    """30 % of its words are the story's, the others an unrelated story's."""
    return _merged(rng, story, [s for part in other.paragraphs for s in sentences(part)])


def everything(rng: random.Random, story: Story, other: Story) -> Story:
    """Cut, led anew, with other quotations and a third of the sentences reworded."""
    for edit in (cut, lead, quotes, reworded(0.33)):
        story = edit(rng, story, other)
    return story


EDITS: dict[str, Edit] = {
    "cut from the end": cut,
    "new lead": lead,
    "changed quotes": quotes,
    "headline and byline": restyled,
    "third reworded": reworded(0.33),
    "two thirds reworded": reworded(0.67),
    "all of these": everything,
    "merged, 30 % of it": merged,
    "own report, 30 % of it": digest,
}


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph."""
    return _SENTENCE.split(paragraph)


def own(rng: random.Random) -> str:
    """A sentence that a newsroom writes itself; a word or two of it may stand in another one."""
    parts = [rng.choice(newsroom()[name]) for name in ("who", "does", "what", "where")]
    parts += ["and", *(rng.choice(newsroom()[name]) for name in ("does", "what"))] if rng.random() < 0.5 else []
    return " ".join(parts) + "."


def published(rng: random.Random, story: Story, notice: str, background: Sequence[str]) -> Story:
    """The story as an outlet prints it: with its notice, and perhaps a paragraph of background."""
    body = [*story.paragraphs]
    if background and rng.random() < 0.5:
        body.append(rng.choice(background))
    return replace(story, paragraphs=(*body, notice))


def _merged(rng: random.Random, story: Story, others: Sequence[str]) -> Story:
    mine = [s for part in story.paragraphs for s in sentences(part)]
    start = rng.randrange(len(mine))
    turned = [*mine[start:], *mine[:start]]
    size = min(_words(mine), _words(others) / (1 - MERGED))
    part, rest = list[str](), list[str]()
    while _words(part) < MERGED * size:
        part.append(turned[len(part)])
    while len(rest) < len(others) and _words(rest) < _words(part) * (1 - MERGED) / MERGED:
        rest.append(others[len(rest)])
    at = rng.randint(0, len(rest))
    body = [*rest[:at], *part, *rest[at:]]
    return Story(story.title, tuple(" ".join(body[i : i + 3]) for i in range(0, len(body), 3)))


def _words(parts: Sequence[str]) -> int:
    return sum(len(part.split()) for part in parts)


def _reworded(rng: random.Random, paragraph: str, share: float) -> str:
    swaps: dict[str, str] = newsroom()["swaps"]
    known = re.compile(r"\b(" + "|".join(sorted(map(re.escape, swaps), key=len, reverse=True)) + r")\b")
    done = list[str]()
    for sentence in sentences(paragraph):
        if rng.random() >= share:
            done.append(sentence)
            continue
        made = known.sub(lambda m: swaps[m[0]], sentence)
        before, comma, after = made.rstrip(".").partition(", ")
        if comma and '"' not in made and "“" not in made and rng.random() < 0.5:
            made = f"{after[0].upper()}{after[1:]}, {before[0].lower()}{before[1:]}."
        done.append(made)
    return " ".join(done)
