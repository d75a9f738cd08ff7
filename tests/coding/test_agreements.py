from __future__ import annotations

from dragoman.coding import code_graphs, from_annotation
from dragoman.report import Report


def test_an_agreement_has_parties_terms_times_and_a_chain(code, named):
    sentence = "Orla and Brann signed a truce on Friday, under which Brann frees all captives, the mayor said."
    annotation = {
        "n": [["Orla", "GPE"], ["Brann", "GPE"], ["Friday", "TIME"]],
        "a": [{"s": "the mayor", "c": "said",
               "t": "Orla and Brann signed a truce on Friday, under which Brann frees all captives"}],
        "g": [{"x": "truce", "by": ["Orla", "Brann"], "terms": ["Brann frees all captives"], "T": ["Friday"]}],
    }  # fmt: skip
    coded = code([(sentence, annotation)])
    (truce,) = coded.agreements
    assert truce.mention.text == "truce"
    assert [party.text for party in truce.parties] == ["Orla", "Brann"]
    assert [when.text for when in truce.times] == ["Friday"]
    assert named(truce.chain) == ["The Velmar Post", "the mayor"]
    assert truce.attribution == coded.attributions[0].id


def test_the_only_party_is_obliged(code):
    sentence = "Under the deal, Orla opens the port and frees captives."
    terms = ["opens the port", "frees captives"]
    (deal,) = code([(sentence, {"g": [{"x": "the deal", "by": ["Orla"], "terms": terms}]})]).agreements
    assert [(term.mention.text, term.obliged.text) for term in deal.terms] == [(term, "Orla") for term in terms]


def test_a_term_that_begins_with_a_party_obliges_it_and_others_nobody(code):
    sentence = "A deal between Orla and Brann: Brann to free captives, trade to resume."
    annotation = {"g": [{"x": "deal", "by": ["Orla", "Brann#2"], "terms": ["Brann#2", "trade to resume"]}]}
    (deal,) = code([(sentence, annotation)]).agreements
    assert [term.obliged.text if term.obliged else None for term in deal.terms] == ["Brann", None]


def test_a_parse_tells_the_subject_of_a_term(parse):
    text = "A deal obliges Orla that rebels free captives."
    tokens = parse(text, [
        ("A", "DET", 2, "det"), ("deal", "NOUN", 3, "nsubj"), ("obliges", "VERB", 0, "root"),
        ("Orla", "PROPN", 3, "obj"),
        ("that", "SCONJ", 7, "mark"), ("rebels", "NOUN", 7, "nsubj"), ("free", "VERB", 3, "ccomp"),
        ("captives", "NOUN", 7, "obj"), (".", "PUNCT", 3, "punct"),
    ])  # fmt: skip
    annotation = {"g": [{"x": "deal", "by": ["Orla"], "terms": ["rebels free captives"]}]}
    coded = code_graphs(Report(text), [from_annotation({"text": text}, annotation, tokens)])
    obliged = coded.agreements[0].terms[0].obliged
    assert obliged is not None and obliged.text == "rebels"


def test_what_two_parties_agreed_on_is_an_agreement(code):
    event = {"x": "agreed", "y": "AGREE", "A": ["Orla", "Brann"], "o": "to reopen the port", "st": "act"}
    sentence = "Orla and Brann agreed to reopen the port."
    coded = code([(sentence, {"e": [event]})])
    (pact,) = coded.agreements
    assert [party.text for party in pact.parties] == ["Orla", "Brann"]
    assert [term.mention.text for term in pact.terms] == ["to reopen the port"]
    assert code([(sentence, {"e": [{**event, "A": ["Orla"]}]})]).agreements == ()
    assert code([(sentence, {"e": [{**event, "st": "want"}]})]).agreements == ()


def test_the_same_deal_in_two_sentences_is_two_statements(code):
    first = ("Orla and Brann struck a deal.", {"g": [{"x": "deal", "by": ["Orla", "Brann"]}]})
    second = ("According to the deal, Orla opens the port.", {
        "a": [{"s": "the deal", "c": "According to", "t": "Orla opens the port"}],
        "g": [{"x": "the deal", "by": ["Orla"], "terms": ["opens the port"]}],
    })  # fmt: skip
    struck, told = code([first, second]).agreements
    assert struck.id != told.id
    assert told.attribution is None


def test_the_parties_of_an_agreement_between_them(code):
    sentence = "The port opened under a deal struck last year between Orla and the Red Shore militia."
    annotation = {
        "n": [["Orla", "GPE"], ["Red Shore militia", "MIL"]],
        "g": [{"x": "deal", "by": ["Orla"]}],
    }
    (deal,) = code([(sentence, annotation)]).agreements
    assert [party.text for party in deal.parties] == ["Orla", "Red Shore militia"]


def test_a_party_named_once_more_before_a_term_is_obliged(parse):
    text = "A deal by Orla: Orla is to free captives."
    tokens = parse(text, [
        ("A", "DET", 2, "det"), ("deal", "NOUN", 0, "root"), ("by", "ADP", 4, "case"), ("Orla", "PROPN", 2, "nmod"),
        (":", "PUNCT", 9, "punct"), ("Orla", "PROPN", 9, "nsubj"), ("is", "AUX", 9, "aux"), ("to", "PART", 9, "mark"),
        ("free", "VERB", 2, "parataxis"), ("captives", "NOUN", 9, "obj"), (".", "PUNCT", 2, "punct"),
    ])  # fmt: skip
    annotation = {"g": [{"x": "deal", "by": ["Orla", "A"], "terms": ["free captives"]}]}
    coded = code_graphs(Report(text), [from_annotation({"text": text}, annotation, tokens)])
    obliged = coded.agreements[0].terms[0].obliged
    assert obliged is not None and obliged.span.start == text.index("Orla is")
