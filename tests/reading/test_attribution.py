"""Who said what, as a reader of the news would mark it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import text_only

from rashomon.reading import attribution, claims, gazetteer, language
from rashomon.reading.attribution import Attribution
from rashomon.reading.language import Parsed


def read(text: str) -> tuple[Parsed, list[Attribution]]:
    parsed = next(language.parse([text_only(text)]))
    return parsed, attribution.find(parsed)


def words(parsed: Parsed, where: tuple[int, int] | None) -> str | None:
    return parsed.words(*where).text if where else None


# text, cue, source, content
TABLE = [
    ("The mayor said two bridges had fallen.", "said", "The mayor", "two bridges had fallen"),
    ("Two bridges had fallen, the mayor said.", "said", "the mayor", "Two bridges had fallen"),
    ("Two bridges had fallen, said the mayor of Dorna.", "said", "the mayor of Dorna", "Two bridges had fallen"),
    ("Two bridges, the mayor said, had fallen.", "said", "the mayor", "Two bridges … had fallen"),
    ("According to the mayor, two bridges fell.", "According to", "the mayor", "two bridges fell"),
    ("Two bridges fell, according to the mayor.", "according to", "the mayor", "Two bridges fell"),
    ("Two bridges fell, by the mayor's count.", "by the mayor's count", "the mayor's", "Two bridges fell"),
    ("Two bridges fell, if the mayor is right.", "is right", "the mayor", "Two bridges fell"),
    ("The governor denied that a shell had hit it.", "denied", "The governor", "that a shell had hit it"),
    ("The army denied striking the hospital.", "denied", "The army", "striking the hospital"),
    ("The army accused the rebels of shelling the town.", "accused", "The army", "the rebels of shelling the town"),
    ("The strike was blamed on the rebels by the army.", "was blamed", "the army", "The strike … on the rebels"),
    ("“Nobody was hurt,” the doctor told Reuters.", "told", "the doctor", "“Nobody was hurt,”"),
    ("The ministry put the toll at 40.", "put", "The ministry", "the toll at 40"),
    ("Turkey issued a statement denying that its jets had struck.", "denying", "Turkey", "that its jets had struck"),
    ("The clinic counted 40 dead and 65 injured.", "counted", "The clinic", "40 dead and 65 injured"),
    ("Not a word of it is true, countered Syrian state television.", "countered", "Syrian state television", None),
    ("It was over, the mayor was at pains to say.", "to say", "the mayor", "It was over"),
    ("Two million have fled, by United Nations figures.", "by United Nations figures", "United Nations", None),
    ("The bridge stood, was how the mayor put it.", "put", "the mayor", "The bridge stood"),
    ("“Cleansing” is the term that the council applies.", "applies", "the council", "“Cleansing”"),
    ("To Hezbollah it was a defeat.", "To", "Hezbollah", "it was a defeat"),
    ("The clinic can now confirm at least 100 dead.", "can now confirm", "The clinic", "at least 100 dead"),
    ("The agency raised its figure from 15 to 50.", "raised", "The agency", "its figure from 15 to 50"),
    ("The army stopped short of claiming the strike.", "stopped short of", "The army", "claiming the strike"),
    ("The aide did not hide that talks were slow.", "did not hide", "The aide", "that talks were slow"),
    ("The network holds the army responsible.", "holds", "The network", "the army responsible"),
    ("ACLED has more than 13,000.", "has", "ACLED", "more than 13,000"),
    ("They had listed nine dead and 35 hurt.", "had listed", "They", "nine dead and 35 hurt"),
    ("Dorna spoke of 256 prisoners, 51 of them wounded.", "spoke of", "Dorna", "256 prisoners, 51 of them wounded"),
    ("The mayor spoke in his evening address of 156 arrivals.", "spoke", "The mayor", "156 arrivals"),
    ("It makes 56 dead, short of the 80 that the army had admitted.", "had admitted", "the army", "the 80"),
    ("UNHCR put the number helped out of Dorna at 100.", "put", "UNHCR", "the number helped out of Dorna at 100"),
    ("Activists count the dead in the hundreds.", "count", "Activists", "the dead in the hundreds"),
    ("The channel ran with word of two pilots dead.", "word of", "The channel", "two pilots dead"),
    ("The doctor had 43 dead and 61 wounded on his list.", "had", "The doctor", "43 dead and 61 wounded"),
    ("The colonel had estimated over 2,000.", "had estimated", "The colonel", "over 2,000"),
    ("The aide called for a bridge to be built.", "called for", "The aide", "a bridge to be built"),
    ("The mayor said:\n\n“Two bridges have fallen.”", "said", "The mayor", "“Two bridges have fallen.”"),
    ("The ministry's latest toll stands at 45.", "toll", "The ministry's", "45"),
    ("The army's version is that the camp was empty.", "version", "The army's", "that the camp was empty"),
    ("The army is convinced that the camp was empty.", "convinced", "The army", "that the camp was empty"),
    ("The army is certain that the camp was empty.", "is certain", "The army", "that the camp was empty"),
    ("The camp was empty; so says the army.", "says", "the army", "The camp was empty"),
    ("As the army sees it, the camp was empty.", "sees it", "the army", "the camp was empty"),
    ("The army was told by residents that it was over.", "was told", "residents", "that it was over"),
    ("The clinic counted 56 and then 59.", "counted", "The clinic", "56 and then 59"),
    ("The army left open whether the jet was its own.", "left open", "The army", "whether the jet was its own"),
    ("Moscow's reply came on Friday: nobody was hurt.", "reply", "Moscow's", "nobody was hurt"),
    ("The spokesman was more cautious: nobody was hurt.", "cautious", "The spokesman", "nobody was hurt"),
    ("Nobody was hurt, or so the army says.", "says", "the army", "Nobody was hurt"),
    ("The centre, quoting activists, says it was over.", "says", "activists", "it was over"),
    ("The army continued to insist that it was over.", "continued to insist", "The army", "that it was over"),
    ("Reuters was unable to verify the figure.", "was unable to verify", "Reuters", "the figure"),
    ("A poll found the mayor with a narrow lead.", "found", "A poll", "the mayor with a narrow lead"),
    ("The clinic counts 25,000 since Thursday.", "counts", "The clinic", "25,000 since Thursday"),
    ("The clinic put the dead at 40, including ten boys.", "put", "The clinic", "the dead at 40, including ten boys"),
    ("They carried 350 people, AFP heard from medical staff.", "heard", "medical staff", None),
    ("It is over, the Kremlin said through its envoy Ivan Petrov.", "said", "its envoy Ivan Petrov", None),
    ("It is over, Ivan Petrov, head of the Guard, told reporters.", "told", "Ivan Petrov, head of the Guard", None),
    ("The panel erred: this is what the mayor concludes.", "concludes", "the mayor", "The panel erred"),
    ("“A big lie” is what the minister called it.", None, "the minister", "“A big lie”"),
    ("Some activists put the toll as high as 200.", "put", "Some activists", "the toll as high as 200"),
    ("The minister called the strike “horrific”.", "called", "The minister", "the strike “horrific”"),
    ("It was over, its envoy, Jan Novak, asserted on Monday.", "asserted", "its envoy, Jan Novak", "It was over"),
    ("The camp is said to have been empty.", "is said", None, "The camp … to have been empty"),
    ("The camp was reportedly empty.", "reportedly", None, "The camp was … empty"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "source", "content"), TABLE)
def test_source_cue_and_content(text: str, cue: str | None, source: str | None, content: str | None) -> None:
    parsed, found = read(text)
    assert [words(parsed, one.source) for one in found] == [source]
    if cue is not None:
        assert words(parsed, found[0].cue) == cue
    if content is not None:
        assert " … ".join(str(words(parsed, piece)) for piece in found[0].content) == content


def test_counts_side_by_side_are_each_their_speakers() -> None:
    parsed, found = read("The army counts five dead, the rebels nine.")
    assert [(words(parsed, one.source), words(parsed, one.content[0])) for one in found] == [
        ("The army", "five dead"),
        ("the rebels", "nine"),
    ]


@pytest.mark.parametrize(
    "text", ["They lined up to support the mayor.", "The state-run channel left.", "A firm called Dorna closed."]
)
def test_purposes_and_names_say_nothing(text: str) -> None:
    assert read(text)[1] == []


def test_a_quotation_goes_on_behind_its_cue() -> None:
    parsed, found = read("“It was dark. We ran,” she said. “Nobody helped us that night.”")
    assert [words(parsed, piece) for piece in found[0].content] == [
        "“It was dark. We ran,”",
        "“Nobody helped us that night.”",
    ]
    assert [words(parsed, piece) for piece in found[0].clause] == ["It was dark. We ran", "Nobody helped us that night"]
    assert found[0].mode == "direct"


def test_who_passes_it_on_is_the_outer_source() -> None:
    parsed, found = read("A driver was quoted by the BBC as saying that the road was open.")
    assert [words(parsed, one.source) for one in found] == ["A driver"]
    assert [words(parsed, outer) for outer in found[0].chain] == ["the BBC"]


def test_two_speakers_in_one_sentence_keep_their_own_words() -> None:
    parsed, found = read("The army said three men died, while the clinic said twelve had been killed.")
    assert [words(parsed, one.source) for one in found] == ["The army", "the clinic"]
    assert words(parsed, found[0].content[0]) == "three men died"


def test_what_nobody_says_is_not_attributed() -> None:
    assert read("The convoy left the town at noon and reached the border by night.")[1] == []


def test_stance_and_certainty_come_from_the_cue() -> None:
    _, found = read("The army denied that a shell had hit it.")
    assert (found[0].stance, found[0].certainty) == ("deny", "certain")
    _, found = read("The clinic believes that twelve were killed.")
    assert (found[0].stance, found[0].certainty) == ("assert", "probable")


@given(st.text(alphabet="“”\"'‘’ .,:;\nSaid said he Aa 5—", max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_and_ranges_stand_in_it(text: str) -> None:
    parsed, found = read(text)
    for one in found:
        for start, end in (*one.content, *one.clause, *one.chain, *([one.cue] if one.cue else [])):
            assert 0 <= start < end <= len(parsed.doc)


def test_no_text_no_attributions() -> None:
    assert read("")[1] == []


def test_who_does_not_say_withholds() -> None:
    _, found = read("He would not say how many fighters had left.")
    assert (found[0].stance, found[0].certainty) == ("withhold", "unknown")


# text, sources outermost first
CHAINS = [
    ("Jan Novak told Reuters that sources in the village spoke of 35 dead.", ["Jan Novak", "sources in the village"]),
    ("Two groups counted 157 dead, the paper writes.", ["the paper", "Two groups"]),
    ("The network quotes a witness as saying that it was over.", ["The network", "a witness"]),
    ("The mayor denied that a bridge had been hit and accused the army of lying.", ["The mayor"]),
]


@pytest.mark.parametrize(("text", "chain"), CHAINS)
def test_who_passes_on_what_another_said(text: str, chain: list[str]) -> None:
    parsed, found = read(text)
    for one in found:
        assert [words(parsed, r) for r in (*one.chain, one.source)] == chain


@pytest.mark.parametrize(
    "text",
    [
        "The hillside has four craters.",
        "The decision underscored the danger.",
        "The bombing suggested to many a change of plan.",
    ],
)
def test_what_is_nobody_is_never_a_source(text: str) -> None:
    parsed, _ = read(text)
    found = claims.find(parsed, gazetteer.standard())
    assert [claim.sources for claim in claims.assemble(found).claims if claim.sources] == []
