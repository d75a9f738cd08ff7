"""What the words of a mention say besides the name."""

import pytest

from dragoman.resolve.places.wording import Wording, bare, directed, worded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Homs", Wording("Homs")),
        ("northern Mali", Wording("Mali", relation="part", north=1.0)),
        (
            "the south-east of Chad".replace("south-east", "southeast"),
            Wording("Chad", relation="part", east=0.7, north=-0.7),
        ),
        ("central Yemen", Wording("Yemen", relation="part")),
        ("near Goma", Wording("Goma", relation="near")),
        ("on the outskirts of Derna", Wording("Derna", relation="near")),
        ("the Syrian province of Hama", Wording("Hama", "Syrian", "province")),
        ("the eastern Libyan city of Derna", Wording("Derna", "Libyan", "city")),
        ("Ukraine’s Kherson region", Wording("Kherson region", "Ukraine", "province")),
        ("Aleppo's", Wording("Aleppo")),
        ("Athens, Ohio", Wording("Athens", "Ohio")),
        ("South Sudan", Wording("South Sudan")),
        ("West Bank", Wording("West Bank")),
    ],
)
def test_wording(text: str, expected: Wording) -> None:
    assert worded(text) == expected


def test_bare_names() -> None:
    assert bare("Basra Governorate") == "Basra"
    assert bare("Muhafazat Kirkuk") == "Kirkuk"
    assert bare("Province") == "Province"
    assert bare("District of Columbia") == "District of Columbia"


def test_a_capitalised_direction_is_taken_off_on_demand_only() -> None:
    part = directed(worded("North Gaza"))
    assert part is not None
    assert (part.core, part.relation, part.north) == ("Gaza", "part", 1.0)
    assert directed(worded("Gaza")) is None
