"""Numbers as intervals, what they count, and what happened to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import text_only

from rashomon.model import Figure
from rashomon.reading import bounds, figures, numerals
from rashomon.reading.language import parse


def read(text: str) -> list[Figure]:
    return [found.value for found in figures.find(next(parse([text_only(text)])))]


@pytest.mark.parametrize(
    ("text", "mention", "low", "high", "approximate"),
    [
        ("The raid killed at least 46 people.", "at least 46", 46, None, False),
        ("As many as 500 people were killed.", "As many as 500", None, 500, False),
        ("Fewer than 300 fighters left the town.", "Fewer than 300", None, 300, False),
        ("No fewer than twenty-three soldiers died.", "No fewer than twenty-three", 23, None, False),
        ("No more than seven people died.", "No more than seven", None, 7, False),
        ("More than 3,000 civilians fled.", "More than 3,000", 3000, None, False),
        ("Around 70 people were wounded.", "Around 70", 70, 70, True),
        ("Thirty or so were injured.", "Thirty or so", 30, 30, True),
        ("Twelve or more civilians died.", "Twelve or more", 12, None, False),
        ("Between 200 and 300 militants were killed.", "Between 200 and 300", 200, 300, False),
        ("They say 250 to 300 fighters remain.", "250 to 300", 250, 300, False),
        ("They say 250-300 fighters remain.", "250-300", 250, 300, False),
        ("Some 5 to 10 million people fled.", "Some 5 to 10 million", 5e6, 1e7, True),
        ("Two or three hundred men were arrested.", "Two or three hundred", 200, 300, False),
        ("Dozens of civilians were killed.", "Dozens", 24, 99, True),
        ("A few hundred fighters surrendered.", "A few hundred", 200, 400, True),
        ("Several hundred people were detained.", "Several hundred", 200, 999, True),
        ("Tens of thousands of people fled.", "Tens of thousands", 20000, 99999, True),
        ("Hundreds of thousands of people fled.", "Hundreds of thousands", 200000, 999999, True),
        ("Half a dozen policemen were wounded.", "Half a dozen", 6, 6, False),
        ("One hundred and five people drowned.", "One hundred and five", 105, 105, False),
        ("About 1.5 million people were displaced.", "About 1.5 million", 1.5e6, 1.5e6, True),
        ("The army said 12 000 people fled.", "12 000", 12000, 12000, False),
        ("One in three residents has fled.", "One in three", 33.3, 33.3, False),
        ("Nine out of ten houses were hit.", "Nine out of ten", 90, 90, False),
        ("Two died in three days.", "Two", 2, 2, False),
        ("The bomb burst over some 300 people.", "some 300", 300, 300, True),
    ],
)
def test_interval(text: str, mention: str, low: float | None, high: float | None, approximate: bool) -> None:
    figure = read(text)[0]
    assert figure.mention.text == mention
    assert (figure.low, figure.high, figure.approximate) == (low, high, approximate)
    assert figure.best == (low if low == high else None)


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("It controls about 90 percent of the city.", 90, "percent"),
        ("They hold two thirds of the province.", 66.7, "percent"),
        ("The tax rose by 5% in the town.", 5, "percent"),
        ("The bomb weighed 500 pounds.", 500, "other"),
        ("The ransom was $7.5 million for each.", 7.5e6, "other"),
        ("The shelling went on for two hours.", 2, "other"),
        ("Thirteen buses were burned.", 13, "count"),
    ],
)
def test_unit(text: str, low: float, unit: str) -> None:
    figure = read(text)[0]
    assert (figure.low, figure.unit) == (low, unit)


@pytest.mark.parametrize(
    "text",
    [
        "The town fell on 24 April 2016.",
        "It happened between March 23 and 26.",
        "The war began in 2014.",
        "Shells fell at 7.30 a.m. on the market.",
        "A BM-21 launcher and a Su-25 jet were seen.",
        "Soldiers of the 7th Division closed Highway 4.",
        "Resolution 2254 was adopted by the council.",
        "No one came, and one day it was over.",
        "It was a one-sided report.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("The strike killed 12 people and wounded 30.", ["killed", "wounded"]),
        ("Twelve people were killed and 30 others wounded.", ["killed", "wounded"]),
        ("It left 20 people dead and 30 injured.", ["killed", "wounded"]),
        ("The death toll rose to 60.", ["killed"]),
        ("He put the dead at 40.", ["killed"]),
        ("The army reported 73 civilian deaths.", ["killed"]),
        ("The raid cost at least 71 lives.", ["killed"]),
        ("Seven hundred people are said to have been killed.", ["killed"]),
        ("Forty people lost their lives.", ["killed"]),
        ("Some 2,000 families fled the town.", ["displaced"]),
        ("About 500 civilians were evacuated from the plant.", ["evacuated"]),
        ("Police arrested 25 men.", ["detained"]),
        ("Two hundred fighters laid down their arms.", ["surrendered"]),
        ("Fifty people are missing.", ["missing"]),
        ("Around 200 fighters remain in the city.", ["remaining"]),
        ("Three trucks and two tanks were destroyed.", ["none", "none"]),
        ("Twenty men were killed or wounded.", ["none"]),
        ("Forty-six people died, 10 of them children.", ["killed", "killed"]),
        ("The raid killed nine people: four guards, three farmers and two boys.", ["killed"] * 4),
        ("The dead were counted for days. It now stands at 399.", ["killed"]),
        ("Twenty died and 65 were hurt. An official put the toll at 28.", ["killed", "wounded", "killed"]),
        ('There were "more than 40" wounded.', ["wounded"]),
        ("Soldiers killed a dozen men. The vehicles numbered 31.", ["killed", "none"]),
        ("He put the number of fighters who surrendered at 275.", ["surrendered"]),
        ("About 35,000 people have left, 100 wounded among them.", ["evacuated", "evacuated"]),
        ("Police detained 60 men, 10 of them wounded.", ["detained", "detained"]),
        ("A raid killed 60 men. Ten of them were wounded before.", ["killed", "wounded"]),
        ("At least 500 people are still trapped. Activists give 700 civilians.", ["remaining", "remaining"]),
        ("Forty died. An official put casualties at more than 137.", ["killed", "none"]),
        ("Most of those inside have survived.", ["remaining"]),
        ("Fifty people were also counted dead.", ["killed"]),
        ("Fighters have surrendered to the number of 29,600.", ["surrendered"]),
        ("Forty men died, while for some 60 others it is not known.", ["killed", "killed"]),
        (
            "Six people died. Police arrested 21 men. The governor described all six as civilians.",
            ["killed", "detained", "killed"],
        ),
        ("The army spoke of 2,000 troops in the plant.", ["present"]),
        ("He left open the nationality of another 47.", ["none"]),
        ("Thirty people were taken to hospital.", ["wounded"]),
        ("Thirty badly wounded men were taken to hospital.", ["evacuated"]),
        ("Those on board included 27 Australians.", ["present"]),
        ("He counted seven dead and 33 wounded; nine by the evening.", ["killed", "wounded", "killed"]),
        ("They recognise no dead but 203 rebels.", ["killed"]),
        ("There were 502 dead, 80 children and 137 women included.", ["killed"] * 3),
        ("The group raised its figure from 15 to 50; 40 had died.", ["killed"] * 3),
    ],
)
def test_outcome(text: str, outcomes: list[str]) -> None:
    assert [figure.outcome for figure in read(text)] == outcomes


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("At least 46 foreign fighters were killed.", "foreign fighters"),
        ("Dozens of civilians were killed.", "civilians"),
        ("At least 46 were killed.", "people"),
        ("They drove off in 13 buses.", "buses"),
    ],
)
def test_counted(text: str, counted: str) -> None:
    assert read(text)[0].counted == counted


def test_ages_and_dates_by_duration_are_not_asserted() -> None:
    report = "A boy of 14 died three days ago. The siege lasted two months."
    found = figures.find(next(parse([text_only(report)])))
    assert [f.value.mention.text for f in found if figures.asserted(f)] == ["two months"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("So far 108 bodies had been found in the ruins.", 108, None),
        ("Rescuers have pulled 40 bodies from the rubble.", 40, None),
        ("Twenty of the dead had been buried by then.", 20, None),
        ("On Friday 61 bodies were recovered from a house.", 61, 61),
        ("About 350 people have been rescued.", 350, 350),
    ],
)
def test_bodies_found_so_far_bound_the_dead_from_below(text: str, low: float, high: float | None) -> None:
    figure = read(text)[0]
    assert (figure.low, figure.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("The raid killed 51 men and a child.", ["51", "a"]),
        ("Nine people were killed, a teacher among them.", ["Nine", "a"]),
        ("Gunmen killed a journalist in the town.", ["a"]),
        ("A 16-year-old was killed on Saturday.", ["A"]),
        ("A spokesman said a soldier had seen the raid.", []),
        ("The bomb fell about a kilometre from the school.", ["about a kilometre"]),
    ],
)
def test_an_article_counts_where_the_sentence_counts(text: str, mentions: list[str]) -> None:
    found = figures.find(next(parse([text_only(text)])))
    assert [f.value.mention.text for f in found if figures.asserted(f)] == mentions
    assert all(f.value.low == 1 for f in found if f.value.mention.text in ("a", "A"))


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("The two armies agreed to a truce.", []),
        ("The road runs between Mayadin and Albu Kamal, two strongholds of the group.", []),
        ("Five days on, nobody has been found.", []),
        ("Two armies fought for three villages.", ["Two", "three"]),
        ("The two brothers were killed.", ["two"]),
        ("One raid hit a cafe.", []),
        ("Five buses and one ambulance left.", ["Five", "one"]),
    ],
)
def test_those_already_known_are_not_counted_again(text: str, mentions: list[str]) -> None:
    found = figures.find(next(parse([text_only(text)])))
    assert [f.value.mention.text for f in found if figures.asserted(f)] == mentions


WORDS = st.sampled_from(
    [
        *("at", "least", "most", "up", "to", "between", "and", "some", "of", "or", "so", "more", "than", "in", "from"),
        *("12", "3,000", "40", "dozens", "hundred", "two", "half", "a", "few", "one", "million", "percent", "day", "$"),
        *("people", "killed", "wounded", "child", "bodies", "them", ";", ".", ",", "-", "١٢", "²", "1.2.3"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14))
def test_intervals_are_ordered_and_mentions_are_slices(words: list[str]) -> None:
    text = " ".join(words)
    for figure in read(text):
        assert text[figure.mention.start : figure.mention.end] == figure.mention.text
        assert figure.low is not None or figure.high is not None
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high


@given(st.lists(WORDS, min_size=1, max_size=10))
def test_bounds_only_widen(words: list[str]) -> None:
    for at in range(len(words)):
        core = numerals.read(words, at)
        if core is None:
            continue
        plain = bounds.interval(words, core)
        wide = bounds.bounded(words, plain, [plain.end])
        assert wide.start <= plain.start
        assert wide.end >= plain.end
        assert wide.low in (None, plain.low)
        assert wide.high in (None, plain.high)
        assert (wide.low, wide.high) != (None, None)


@pytest.mark.parametrize("text", ["", "\n\n", "1", "of", "a", "١٢٣ people", "one", "²½", "-1", "$", "9" * 300])
def test_odd_text_does_no_harm(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The militia put the number of foreign fighters who departed at 275.", "foreign fighters"),
        ("The ministry put the number of civilians killed at about 30.", "civilians"),
        ("The council estimated the number of militants still in the city at up to 500.", "militants"),
    ],
)
def test_the_number_of_them_put_at(text: str, counted: str) -> None:
    assert [figure.counted for figure in read(text)] == [counted]
