from __future__ import annotations

import pytest

BODY = "Gunmen shelled the port of Velmar before dawn and withdrew to the hills after an hour of fighting."


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("VELMAR (Reuters) - ", "Reuters"),
        ("VELMAR, June 1 (Reuters) - ", "Reuters"),
        ("VELMAR, Orla (AP) — ", "Associated Press"),
        ("VELMAR (AFP): ", "Agence France-Presse"),
        ("(Reuters) - ", "Reuters"),
        ("VELMAR /Xinhua/ -- ", "Xinhua"),
        ("VELMAR (AP/Reuters) - ", "Associated Press"),
    ],
)
def test_datelines(code, before: str, name: str):
    coded = code([(before + BODY, {"e": [{"x": "shelled", "y": "ASSAULT", "st": "act"}]})])
    outlet, agency = coded.source
    assert (agency.kind, agency.name, agency.origin) == ("agency", name, "dateline")
    assert coded.report.quote(agency.span) in before
    assert coded.events[0].chain == (outlet, agency)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jory Vell, Associated Press", "Associated Press"),
        ("By The Associated Press", "Associated Press"),
        ("Reuters", "Reuters"),
        ("Source: AFP", "Agence France-Presse"),
        ("© AFP", "Agence France-Presse"),
    ],
)
def test_bylines_and_credit_lines(code, line: str, name: str):
    for paragraphs in ([(line, {})], [(BODY, {})]), ([(BODY, {})], [(line, {})]):
        agency = code(*paragraphs).source[-1]
        assert (agency.name, agency.origin) == (name, "credit")


def test_a_credit_at_the_end_of_the_last_sentence(code):
    assert code([(f"{BODY} (AFP)", {})]).source[-1].name == "Agence France-Presse"


@pytest.mark.parametrize(
    "text",
    [
        "VELMAR (Red Shore) - " + BODY,
        "The accord (AP has a copy) - a short one - was signed by both sides in the harbour on Friday.",
        "By noon the port was quiet again",
        "VELMAR (BBC) - " + BODY,
        BODY,
    ],
)
def test_what_is_no_credit_to_an_agency(code, text: str):
    assert len(code([(text, {})]).source) == 1


@pytest.mark.parametrize("credit", [" - AP", " — AP", ": AP", " (AP)", " | AP"])
def test_a_headlines_credit_vouches_for_the_headline_alone(code, named, credit: str):
    headline = "Militia may return to Velmar"
    returning = {"e": [{"x": "return", "y": "MOBILIZE", "st": "may"}]}
    coded = code(
        [(headline + credit, returning)],
        [(BODY, {"e": [{"x": "shelled", "y": "ASSAULT", "st": "act"}]})],
        title=True,
    )
    above, below = coded.events
    assert named(above.chain) == ["The Velmar Post", "Associated Press"]
    assert above.chain[-1].origin == "headline"
    assert named(below.chain) == ["The Velmar Post"]
    assert named(coded.source) == ["The Velmar Post", "Associated Press"]
    (attribution,) = coded.attributions
    assert [coded.report.quote(span) for span in attribution.content] == [headline]


def test_a_headlines_credit_that_the_model_saw_is_not_made_twice(code):
    sentence = "Militia may return to Velmar - AP"
    annotation = {"a": [{"s": "AP", "c": "-", "t": "Militia may return to Velmar"}]}
    (attribution,) = code([(sentence, annotation)], title=True).attributions
    assert attribution.chain[-1].origin == "headline"


def test_a_headline_that_ends_in_no_medium_has_no_credit(code):
    assert len(code([("Fishing resumes - at last", {})], title=True).source) == 1


def test_a_dateline_outweighs_the_headlines_credit_to_the_same_agency(code):
    coded = code([("Militia may return to Velmar - AP", {})], [("VELMAR (AP) - " + BODY, {})], title=True)
    assert [link.origin for link in coded.source] == ["metadata", "dateline"]
    assert coded.attributions[0].chain[-1].origin == "headline"
