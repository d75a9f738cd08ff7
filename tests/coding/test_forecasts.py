from __future__ import annotations

import pytest

GUARD = "the guard"


def one_event(sentence: str, trigger: str, status: str, said: str | None = None, **others: object) -> dict[str, object]:
    speech = {"a": [{"s": "Jory Vell", "c": "said", "t": said}]} if said else {}
    return {
        "n": [["Jory Vell", "PER"]] if said else [],
        **speech,
        "e": [{"x": trigger, "y": "ASSAULT", "st": status}],
        **others,
    }


def test_a_forecast_has_its_likelihood_condition_horizon_reason_and_holder(code, named):
    sentence = "The guard is likely to attack by Friday if talks fail because it lacks grain, Jory Vell said."
    annotation = {
        "n": [["Jory Vell", "PER"], ["Friday", "TIME"]],
        "a": [{"s": "Jory Vell", "c": "said",
               "t": "The guard is likely to attack by Friday if talks fail because it lacks grain"}],
        "e": [{"x": "attack", "y": "ASSAULT", "A": ["The guard"], "T": ["Friday"], "st": "may", "lk": "likely"}],
        "w": [{"c": "because", "x": "The guard is likely to attack", "y": "it lacks grain"}],
    }  # fmt: skip
    coded = code([(sentence, annotation)])
    (forecast,) = coded.forecasts
    assert forecast.event == coded.events[0].id
    assert forecast.statement.text == "The guard is likely to attack by Friday"
    assert (forecast.likelihood.term, forecast.likelihood.low) == ("likely", 0.55)
    assert forecast.condition.text.startswith("if talks fail")
    assert forecast.horizon.text == "Friday"
    assert forecast.reason == coded.reasons[0].id
    assert named(forecast.chain) == ["The Velmar Post", "Jory Vell"]


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Orla could attack in exchange for grain.", "in exchange for grain"),
        ("Orla could attack unless the port opens.", "unless the port opens"),
        ("If the port stays shut, Orla could attack.", "If the port stays shut"),
        ("Orla could attack provided that Brann agrees.", "provided that Brann agrees"),
        ("Should the truce end, Orla could attack.", "Should the truce end"),
        ("Orla could attack should the truce end.", "should the truce end"),
        ("Orla could attack, but when should the truce end?", None),
        ("Asked if the port would open, he said Orla could attack.", None),
        ("Orla could attack.", None),
    ],
)
def test_conditions(code, sentence: str, condition: str | None):
    (forecast,) = code([(sentence, one_event(sentence, "attack", "may"))]).forecasts
    assert (forecast.condition.text if forecast.condition else None) == condition


def test_a_condition_in_another_speech_is_none_of_its_own(code):
    sentence = "Orla could attack, Jory Vell said if the port stays shut."
    (forecast,) = code([(sentence, one_event(sentence, "attack", "may", "Orla could attack"))]).forecasts
    assert forecast.condition is None


@pytest.mark.parametrize(
    ("sentence", "trigger", "status"),
    [
        ("Orla attacked.", "attacked", "act"),
        ("Orla may have attacked.", "attacked", "may"),
        ("Orla did not attack.", "attack", "not"),
        ("Orla wants to attack.", "attack", "plan"),
        ("Orla will attack.", "attack", "plan"),
        ("Orla fears a possible attack.", "attack", "may"),
        ("If Orla attacks, Brann falls.", "attacks", "if"),
    ],
)
def test_what_is_no_forecast(code, sentence: str, trigger: str, status: str):
    assert code([(sentence, one_event(sentence, trigger, status))]).forecasts == ()


def test_a_bare_future_is_a_forecast_of_others_acts_not_of_ones_own(code):
    foretold = "Orla will attack, Jory Vell said."
    vowed = "We will attack, Jory Vell said."
    event = {"x": "attack", "y": "ASSAULT", "st": "plan"}
    speech = {"s": "Jory Vell", "c": "said"}
    coded = code([
        (foretold, {"a": [{**speech, "t": "Orla will attack"}], "e": [{**event, "A": ["Orla"]}]}),
        (vowed, {"a": [{**speech, "t": "We will attack"}], "e": [{**event, "A": ["We"]}]}),
    ])  # fmt: skip
    assert [forecast.sentence for forecast in coded.forecasts] == [0]
    assert coded.forecasts[0].likelihood is None


def test_a_bare_future_has_a_likelihood_where_the_scale_gives_one(code):
    sentence = "Orla will attack, Jory Vell said."
    (forecast,) = code(
        [(sentence, one_event(sentence, "attack", "plan", "Orla will attack"))], scale="capphrase"
    ).forecasts
    assert (forecast.likelihood.term, forecast.likelihood.low) == ("will happen", 0.99)


def test_one_hedge_makes_one_forecast(code):
    sentence = "Orla is unlikely to support an attack."
    annotation = {"e": [
        {"x": "support", "y": "SUPPORT", "A": ["Orla"], "st": "may", "lk": "unlikely"},
        {"x": "attack", "y": "ASSAULT", "st": "may", "lk": "unlikely"},
    ]}  # fmt: skip
    coded = code([(sentence, annotation)])
    (forecast,) = coded.forecasts
    assert forecast.event == coded.events[0].id


def test_a_hedged_clause_in_speech_is_a_forecast_without_an_event(code):
    sentence = "The mayor said that prices may double this winter, and left."
    annotation = {
        "n": [["this winter", "TIME"]],
        "a": [{"s": "The mayor", "c": "said", "t": "prices may double this winter"}],
    }
    (forecast,) = code([(sentence, annotation)]).forecasts
    assert forecast.event is None
    assert forecast.statement.text == "prices may double this winter"
    assert forecast.likelihood.term == "realistic possibility"
    assert forecast.horizon.text == "this winter"
    assert forecast.score == 0.6


@pytest.mark.parametrize(
    "content", ["we could hear guns", "prices may have risen", "the port could be open", "prices rose in May"]
)
def test_ability_past_and_month_are_no_forecasts(code, content: str):
    annotation = {"a": [{"s": "The mayor", "c": "said", "t": content}]}
    assert code([(f"The mayor said {content}.", annotation)]).forecasts == ()


def test_a_hedged_clause_in_the_reports_own_voice_is_none(code):
    assert code([("Prices may double this winter.", {})]).forecasts == ()


@pytest.mark.parametrize(
    ("content", "statement", "condition"),
    [
        ("the truce would fail unless aid arrives", "the truce would fail", "unless aid arrives"),
        ("if the port shuts, prices will have to rise", "prices will have to rise", "if the port shuts"),
    ],
)
def test_a_conditional_clause_in_speech_is_a_forecast(code, content: str, statement: str, condition: str):
    annotation = {"a": [{"s": "The mayor", "c": "said", "t": content}]}
    (forecast,) = code([(f"The mayor said {content}.", annotation)]).forecasts
    assert (forecast.statement.text, forecast.condition.text) == (statement, condition)
    assert forecast.likelihood is None


@pytest.mark.parametrize("content", ["the truce would fail", "we will leave if the port shuts"])
def test_a_future_without_a_condition_or_of_ones_own_is_no_forecast(code, content: str):
    annotation = {"a": [{"s": "The mayor", "c": "said", "t": content}]}
    assert code([(f"The mayor said {content}.", annotation)]).forecasts == ()


@pytest.mark.parametrize(
    ("content", "hedge"),
    [
        ("the truce would very probably fail", "very probably"),
        ("prices were likely to rise", "likely"),
    ],
)
def test_a_forecast_stays_one_when_it_is_reported_in_the_past(code, content: str, hedge: str):
    annotation = {"a": [{"s": "The mayor", "c": "said", "t": content}]}
    (forecast,) = code([(f"The mayor said {content}.", annotation)]).forecasts
    assert forecast.likelihood.hedge.text == hedge


def test_a_forecast_beside_an_event_that_its_hedge_does_not_govern(code):
    content = "the toll could rise because the raid went on"
    annotation = {
        "a": [{"s": "The mayor", "c": "said", "t": content}],
        "e": [{"x": "raid", "y": "ASSAULT", "o": "the toll", "st": "act"}],
    }
    (forecast,) = code([(f"The mayor said {content}.", annotation)]).forecasts
    assert (forecast.event, forecast.statement.text) == (None, "the toll could rise")


@pytest.mark.parametrize(
    ("sentence", "cue", "content"),
    [
        ("Orla has not said it will attack.", "said", "it will attack"),
        ("Orla asked whether Brann will attack.", "asked", "whether Brann will attack"),
    ],
)
def test_who_leaves_it_open_foretells_nothing(code, sentence: str, cue: str, content: str):
    annotation = {
        "a": [{"s": "Orla", "c": cue, "t": content}],
        "e": [{"x": "attack", "y": "ASSAULT", "A": ["Brann"] if "Brann" in content else [], "st": "plan"}],
    }
    assert code([(sentence, annotation)]).forecasts == ()
