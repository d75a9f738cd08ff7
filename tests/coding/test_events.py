from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.coding import code_graphs, from_annotation
from dragoman.coding.context import contexts_of
from dragoman.coding.history import is_historical
from dragoman.ontology import contexts
from dragoman.record import When
from dragoman.report import Report, Span


def event_of(code, sentence: str, event: dict[str, object], **others: object):
    return code([(sentence, {"e": [event], **others})]).events[0]


def test_an_event_has_its_types_quad_class_and_score(code):
    event = event_of(code, "Drones struck Velmar.", {"x": "struck", "y": "ASSAULT", "m": "drone", "st": "act"})
    assert (event.type, event.mode, event.quad, event.intensity) == ("ASSAULT", "drone", 4, -9.3)


def test_a_mode_that_its_type_has_not_is_dropped(code):
    event = event_of(code, "The envoys met.", {"x": "met", "y": "CONSULT", "m": "drone", "st": "act"})
    assert event.mode is None


def test_an_event_without_a_known_type_is_left_out_and_counted():
    graph = from_annotation({"text": "Gulls met."}, {"e": [{"x": "met", "y": "NEST", "st": "act"}]})
    coded = code_graphs(Report("Gulls met."), [graph])
    assert coded.events == ()
    assert coded.notes == ("1 events without a PLOVER type left out",)


def test_names_joined_by_and_are_several_actors(code):
    event = event_of(
        code,
        "Orla, Brann and the Red Shore shelled the guard and the port.",
        {"x": "shelled", "y": "ASSAULT", "A": ["Orla, Brann and the Red Shore"], "R": ["the guard and the port"]},
        n=[["Orla", "GPE"], ["Brann", "GPE"], ["Red Shore", "MIL"]],
    )
    assert [actor.text for actor in event.actors] == ["Orla", "Brann", "Red Shore"]
    assert [actor.text for actor in event.recipients] == ["the guard and the port"]


def test_counts_of_an_event(code):
    event = event_of(
        code,
        "Some 200 troops stormed Velmar, killing Ana Novak and wounding dozens.",
        {"x": "stormed", "y": "ASSAULT", "A": ["Some 200 troops"], "k": ["Ana Novak"], "j": ["dozens"], "st": "act"},
        n=[["Some 200 troops", "QTY"], ["Ana Novak", "PER"], ["dozens", "QTY"]],
    )
    assert [(count.kind, count.low, count.high) for count in event.counts] == [
        ("killed", 1, 1),
        ("injured", 24, 99),
        ("people", 180, 220),
    ]


def test_a_bare_future_of_cooperation_is_an_agreement(code):
    event = event_of(
        code, "The ministers will meet in Velmar.", {"x": "meet", "y": "CONSULT", "m": "visit", "st": "plan"}
    )
    assert (event.type, event.mode, event.status) == ("AGREE", None, "plan")
    asked = event_of(code, "He wants the ministers to meet.", {"x": "meet", "y": "CONSULT", "st": "want"})
    assert asked.type == "CONSULT"


@pytest.mark.parametrize(
    ("sentence", "status", "modes"),
    [
        ("The guard attacked.", "act", ()),
        ("The guard did not attack.", "not", ("negation",)),
        ("The guard will attack.", "plan", ("future",)),
        ("The guard could attack.", "may", ("future", "hypothetical")),
        ("The guard may have attacked.", "may", ("hypothetical",)),
        ("Unless the guard attacked, all would leave.", "if", ("hypothetical",)),
    ],
)
def test_auxiliary_modes_follow_from_status(code, sentence: str, status: str, modes: tuple[str, ...]):
    trigger = "attacked" if "attacked" in sentence else "attack"
    event = event_of(code, sentence, {"x": trigger, "y": "ASSAULT", "st": "act"})
    assert (event.status, event.auxiliary) == (status, modes)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("in 1994", True),
        ("2022", True),
        ("2023", False),
        ("last year", False),
        ("two years ago", True),
        ("a year ago", False),
        ("decades ago", True),
        ("Friday", False),
        ("between 2019 and 2024", False),
    ],
)
def test_history_is_what_lies_more_than_a_year_back_for_certain(words: str, expected: bool):
    assert is_historical([When(words, Span(0, len(words)))], date(2024, 3, 4)) is expected


def test_a_year_says_nothing_about_a_report_without_a_date(code):
    annotation = {"e": [{"x": "fell", "y": "ASSAULT", "T": ["1994"], "st": "act"}]}
    dated = code([("Velmar fell in 1994.", annotation)]).events[0]
    undated = code([("Velmar fell in 1994.", annotation)], published=None).events[0]
    assert dated.auxiliary == ("historical",)
    assert undated.auxiliary == ()


@pytest.mark.parametrize(
    ("sentence", "hedge", "given"),
    [
        ("The guard is unlikely to attack.", "unlikely", "unlikely"),
        ("The guard is unlikely to attack.", "unlikely", None),
        ("The guard is not expected to attack.", "expected", "expected"),
        ("The guard is not expected to attack.", "expected", None),
        ("The guard might attack.", "might", "might"),
        ("The guard might attack.", "might", None),
    ],
)
def test_a_hedge_is_read_whether_the_model_or_the_grammar_finds_it(code, sentence: str, hedge: str, given: str | None):
    event: dict[str, object] = {"x": "attack", "y": "ASSAULT", "st": "may", **({"lk": given} if given else {})}
    likelihood = event_of(code, sentence, event).likelihood
    assert likelihood.hedge.text == hedge
    assert likelihood.negated == ("not" in sentence)


def test_the_hedge_points_at_its_characters(code):
    coded = code(
        [("Rain fell.", {})], [("They will probably attack.", {"e": [{"x": "attack", "y": "ASSAULT", "st": "may"}]})]
    )
    hedge = coded.events[0].likelihood.hedge
    assert coded.report.quote(hedge.span) == hedge.text == "probably"


@pytest.mark.parametrize(
    ("sentence", "status", "given", "expected"),
    [
        ("They will probably attack.", "may", None, "probably"),
        ("They reportedly attacked.", "act", "reportedly", "reportedly"),
        ("They reportedly attacked.", "act", None, None),
        ("Troops must attack.", "want", "must", "must"),
        ("They will reportedly attack.", "plan", "reportedly", "reportedly"),
        ("They will attack.", "plan", None, None),
        ("They could not attack.", "not", None, None),
    ],
)
def test_words_that_hedge_are_kept_with_a_likelihood_or_without(
    code, sentence: str, status: str, given: str | None, expected: str | None
):
    trigger = sentence.split()[-1].rstrip(".")
    coded = code([(sentence, {"e": [{"x": trigger, "y": "ASSAULT", "st": status, "lk": given}]})])
    hedge = coded.events[0].hedge
    assert (hedge.text if hedge else None) == expected
    assert hedge is None or coded.report.quote(hedge.span) == expected


def test_a_hedge_that_a_scale_has_no_term_for_is_kept(code):
    sentence = "The guard may attack."
    coded = code([(sentence, {"e": [{"x": "attack", "y": "ASSAULT", "st": "may"}]})], scale="icd203")
    assert coded.events[0].likelihood is None
    assert coded.events[0].hedge.text == "may"


@pytest.mark.parametrize(
    "sentence", ["They attacked.", "They reportedly attacked.", "They will attack.", "They could not attack."]
)
def test_without_a_hedge_of_likelihood_there_is_none(code, sentence: str):
    trigger = sentence.split()[-1].rstrip(".")
    assert event_of(code, sentence, {"x": trigger, "y": "ASSAULT", "st": "act"}).likelihood is None


def test_the_score_is_the_geometric_mean_of_trigger_and_type():
    graph = from_annotation({"text": "Orla fell."}, {"e": [{"x": "fell", "y": "ASSAULT", "st": "act"}]})
    frame = replace(graph.events[0], score=0.9, type_score=0.4)
    (event,) = code_graphs(Report("Orla fell."), [replace(graph, events=(frame,))]).events
    assert event.score == 0.6


def test_reasons_are_linked_to_the_events_that_they_explain(code):
    sentence = "The guard attacked because the truce had ended, and the mayor fled."
    coded = code([(sentence, {
        "e": [{"x": "attacked", "y": "ASSAULT", "st": "act"}, {"x": "fled", "y": "SANCTION", "st": "act"}],
        "w": [{"c": "because", "x": "The guard attacked", "y": "the truce had ended"}],
    })])  # fmt: skip
    attacked, fled = coded.events
    assert attacked.reasons == (coded.reasons[0].id,)
    assert fled.reasons == ()


def test_relations_lie_in_the_speech_that_holds_both_ends(code, named):
    coded = code([("Orla backs the guard, the mayor of Brann said.", {
        "a": [{"s": "the mayor of Brann", "c": "said", "t": "Orla backs the guard"}],
        "r": [["Orla", "backs", "the guard"], ["the mayor", "part_of", "Brann"]],
    })])  # fmt: skip
    inside, outside = coded.relations
    assert named(inside.chain) == ["The Velmar Post", "the mayor of Brann"]
    assert named(outside.chain) == ["The Velmar Post"]
    assert (inside.head.text, inside.label, inside.tail.text) == ("Orla", "backs", "the guard")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Warplanes bombed a hospital in the border province.", {"military", "health", "territory"}),
        ("The foreign minister opened nuclear talks.", {"diplomatic", "cbrn"}),
        ("Voters chose a parliament.", {"legislative"}),
        ("Rain fell.", set()),
    ],
)
def test_contexts_are_told_by_words(sentence: str, expected: set[str]):
    assert expected <= set(contexts_of(sentence))
    assert set(contexts_of(sentence)) <= set(contexts())
    assert bool(contexts_of(sentence)) == bool(expected)


@pytest.mark.parametrize(("actor", "told"), [("nobody", []), ("No group", []), ("by gunmen", ["gunmen"])])
def test_nobody_is_no_actor_and_a_preposition_no_part_of_one(code, actor: str, told: list[str]):
    sentence = f"Shelled the port {actor}."
    event = event_of(code, sentence, {"x": "Shelled", "y": "ASSAULT", "A": [actor], "st": "act"})
    assert [one.text for one in event.actors] == told


def test_a_preposition_alone_is_no_time(code):
    sentence = "Guards shelled the port within days on Monday after."
    times = ["within", "days", "Monday", "after"]
    event = event_of(code, sentence, {"x": "shelled", "y": "ASSAULT", "T": times, "st": "act"})
    assert [when.text for when in event.times] == ["within days", "Monday"]
