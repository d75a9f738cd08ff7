from __future__ import annotations

import pytest

from dragoman.intake.english import english_share, is_english

ENGLISH = (
    "The foreign minister said on Monday that the talks would resume in Geneva within days, although the "
    "fighting in the north of the country has not stopped."
)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Russia strikes Idlib hospital, kills dozens near Saraqeb",
        "Erdoğan meets de Mistura, al-Assad's envoy and Abu Mazen in Doha",
        "Truce holds",
    ],
)
def test_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        (
            "El ministro dijo el lunes que las conversaciones se reanudarán en Ginebra en los próximos días, "
            "aunque los combates en el norte del país no han cesado."
        ),
        (
            "Le ministre a déclaré lundi que les pourparlers reprendront à Genève dans les prochains jours, bien "
            "que les combats dans le nord du pays n'aient pas cessé."
        ),
        (
            "Der Außenminister sagte am Montag, dass die Gespräche in Genf in den nächsten Tagen wieder beginnen,"
            " obwohl die Kämpfe im Norden des Landes nicht enden."
        ),
        (
            "De minister zei maandag dat de gesprekken in Genève in de komende dagen worden hervat, hoewel de "
            "gevechten in het noorden van het land niet zijn gestopt."
        ),
        (
            "Udenrigsministeren sagde mandag, at forhandlingerne i Genève vil blive genoptaget i de kommende "
            "dage, selv om kampene i nord ikke er standset endnu."
        ),
        "Bakan pazartesi günü görüşmelerin Cenevre'de yeniden başlayacağını ve bir heyetin oraya gideceğini söyledi.",
        (
            "Menteri mengatakan pada hari Senin bahwa pembicaraan akan dilanjutkan di Jenewa dalam beberapa hari "
            "mendatang."
        ),
        "O ministro disse que as tropas vão sair",
        (
            "Umphathiswa uthe ngoMsombuluko izingxoxo zizoqhubeka eGeneva ezinsukwini ezizayo yize ukulwa "
            "kuqhubeka enyakatho yezwe lapho abantu abaningi bebalekile khona emakhaya abo ngenxa yodlame "
            "olukhulu kangaka"
        ),
        "Министр заявил в понедельник, что переговоры возобновятся.",
        "وزير الخارجية: المحادثات تستأنف في جنيف",
        "12345 67890",
    ],
)
def test_not_english(text: str) -> None:
    assert not is_english(text)


def test_share_counts_words() -> None:
    assert english_share("the of and Geneva") == 0.75
    assert english_share("") == 0.0
