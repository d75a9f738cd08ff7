"""The labels of the encoder's heads, in the order of their scores.

A model keeps the list it was trained with in its `config.json`; `Labels.matches` tells whether the two agree.
"""

from __future__ import annotations

NAMES = ("PER", "GPE", "LOC", "FAC", "ORG", "MIL", "NORP", "DOC", "WPN", "EVT", "TIME", "QTY")
"""Name types of the codebook that never overlap one another; ROLE, which may hold others, has its own tagger."""

EVENTS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip

MODES: dict[str, tuple[str, ...]] = {
    "AGREE": (), "CONSULT": ("visit", "third-party", "multilateral", "phone"), "SUPPORT": (), "CONCEDE": (),
    "COOPERATE": (), "AID": (), "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"), "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": ("seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation",
               "cyber"),
    "ASSAULT": ("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
                "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"),
}  # fmt: skip
"""PLOVER modes by event type, as in the codebook."""

ALL_MODES = ("", *dict.fromkeys(mode for modes in MODES.values() for mode in modes))
"""Every mode once; the empty string, first, is "no mode"."""

STATUS = ("act", "not", "plan", "want", "may", "if")
RELATIONS = ("role", "part_of", "ally", "rival", "backs", "controls", "linked_to")

KINDS = ("event", "attribution", "quotation", "reason", "agreement")
"""Frame kinds; the number of a kind is its place here."""

ROLES: dict[str, tuple[str, ...]] = {
    "event": ("x", "A", "R", "P", "T", "o", "k", "j", "d", "z", "lk"),
    "attribution": ("x", "s", "t"),
    "quotation": ("x", "s", "t"),
    "reason": ("x", "y"),
    "agreement": ("by", "terms", "T"),
}
"""Roles by frame kind. In events, attributions and quotations `x` is the extent of the anchor itself."""

ROLE_AT: dict[str, int] = {}
"""For each kind, where its roles begin in the list of all roles of all kinds."""
_at = 0
for _kind in KINDS:
    ROLE_AT[_kind] = _at
    _at += len(ROLES[_kind])
ALL_ROLES = _at

DOCUMENT_ENTITIES = (
    "DocumentReference", "Location", "MilitaryPlatform", "Money", "Nationality", "Organisation", "Person", "Quantity",
    "Temporal", "Weapon",
)  # fmt: skip
"""The ten entity types of re3d (Dstl) that defence and security reports are commonly tagged with."""

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X",
)  # fmt: skip


def bio(types: tuple[str, ...]) -> tuple[str, ...]:
    """BIO tags over the given types: O, then B and I of each."""
    return ("O", *(f"{mark}-{t}" for t in types for mark in "BI"))


DEPRELS = (
    "root", "punct", "case", "det", "nsubj", "advmod", "amod", "obj", "obl", "conj", "nmod", "cc", "mark", "compound",
    "aux", "cop", "advcl", "nmod:poss", "xcomp", "acl:relcl", "flat", "ccomp", "acl", "parataxis", "nummod", "aux:pass",
    "appos", "nsubj:pass", "discourse", "obl:unmarked", "nmod:unmarked", "compound:prt", "expl", "fixed", "iobj",
    "list",
    "reparandum", "obl:agent", "dep", "csubj", "nmod:desc", "nsubj:outer", "advcl:relcl", "det:predet", "vocative",
    "goeswith", "cc:preconj", "orphan", "dislocated", "csubj:pass", "csubj:outer",
)  # fmt: skip
"""UD relations with the English subtypes that EWT and GUM use."""
