"""Numbers as intervals, with what they count and what happened to it: "at least 46 civilians were killed".

Works over the tokens and the parse: a number (`numerals`), what bounds it (`bounds`), what it counts (`counting`) and
the outcome from the words that govern it (`outcomes`). Intervals as in the UCDP GED codebook: low, best, high.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from rashomon.model import Figure, Reason
from rashomon.model.claim import Outcome, Unit
from rashomon.reading import bounds, counting, ellipses, notfigures, numerals, outcomes, recovering, singles
from rashomon.reading.bounds import Interval
from rashomon.reading.counting import Counted
from rashomon.reading.language import Found, Parsed
from rashomon.reading.outcomewords import Verdict, grammar, lemma

AGE = "age"
WHEN = "span of time that says when"
KNOWN = "those already known"


def find(parsed: Parsed) -> list[Found[Figure]]:
    """All figures of the report, in text order. Ages and spans of time are figures of unit other (see `asserted`)."""
    doc = parsed.doc
    words = [token.lower_ for token in doc]
    openers = numerals.openers()
    found: list[Found[Figure]] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word[0].isdecimal() or word in openers or word[0] == ".":
            core = numerals.read(words, at) or singles.read(doc, words, at)
            if core is not None:
                figure = _figure(parsed, words, core, found)
                if figure is not None:
                    found.append(figure)
                at = max(core.end, figure.end if figure is not None else 0)
                continue
        at += 1
    return ellipses.told_later(doc, found)


def asserted(found: Found[Figure]) -> bool:
    """Whether the figure says something of its own: an age, "three days" in "three days ago", and "the two armies",
    do not."""
    return not found.reason.rule.startswith((AGE, WHEN, KNOWN))


def _figure(
    parsed: Parsed, words: Sequence[str], core: numerals.Numeral, earlier: Sequence[Found[Figure]]
) -> Found[Figure] | None:
    doc = parsed.doc
    ranged = bounds.interval(words, core)
    if ranged.end > core.end and _is_movement(doc, words, ranged):
        ranged = bounds.interval(words[: core.end], core)
    if notfigures.is_no_figure(doc, words, ranged):
        return None
    unit, unit_end = _unit(doc, words, ranged)
    counted = _counted(doc, words, ranged) if unit == "count" or core.percent else None
    interval = bounds.bounded(words, ranged, _ends(ranged, unit_end, counted))
    interval = replace(interval, end=max(interval.end, unit_end))
    if notfigures.is_age(doc, words, interval):
        return _plain(parsed, interval, AGE)
    if unit == "other" and counted is None:
        when = _is_time(words, ranged, unit_end) and notfigures.only_says_when(doc, words, interval)
        return _plain(parsed, interval, WHEN if when else "measure")
    figure = _counting(parsed, interval, unit, counted, earlier)
    return None if ranged.core.open and "from verb" not in figure.reason.rule else figure


def _counted(doc: Doc, words: Sequence[str], ranged: Interval) -> Counted:
    return counting.counted(doc, ranged.core.start, ranged.end, bounds.past(words, ranged.end))


def _is_movement(doc: Doc, words: Sequence[str], ranged: Interval) -> bool:
    """ "rose from 15 to 50" is two figures; "from 10 to 15 people" is one."""
    if words[ranged.start] != "from":
        return False
    movement = notfigures.vocabulary_of_others().movement
    counts = ranged.end < len(doc) and doc[ranged.end - 1].head.i >= ranged.end
    return not counts or doc[ranged.start].head.lemma_ in movement


def _unit(doc: Doc, words: Sequence[str], ranged: Interval) -> tuple[Unit, int]:
    """Percent, other (money, measure, time), or a count; and the end of the unit's words."""
    units, end = bounds.vocabulary().units, ranged.end
    if ranged.core.percent:
        return "percent", end
    at = end + 1 if words[end : end + 1] == ["-"] else end
    word = words[at] if at < len(words) else ""
    if word in units.percent:
        return "percent", at + 1
    if word == "per" and words[at + 1 : at + 2] == ["cent"]:
        return "percent", at + 2
    if ranged.core.start and words[ranged.core.start - 1] in units.currency_signs:
        return "other", end
    if len(word) <= 1 and (at == 0 or doc[at - 1].whitespace_):
        return "count", end
    for form in (word, doc[at].lemma_.lower() if at < len(words) else ""):
        if form in units.measure or form in units.time or form in units.money:
            return "other", at + 1
    return "count", end


def _is_time(words: Sequence[str], ranged: Interval, unit_end: int) -> bool:
    last = words[unit_end - 1]
    times = bounds.vocabulary().units.time
    return unit_end > ranged.end and (last in times or last.removesuffix("s") in times)


def _ends(ranged: Interval, unit_end: int, counted: Counted | None) -> list[int]:
    """Where a bound may follow: right after the number, its unit, or its noun ("one person or more")."""
    ends = [ranged.end]
    if unit_end != ranged.end:
        ends.append(unit_end)
    if counted is not None and counted.noun is not None and 0 <= counted.noun.i - ranged.end <= 3:
        ends.append(counted.noun.i + 1)
    return ends


def _plain(parsed: Parsed, interval: Interval, rule: str) -> Found[Figure]:
    """A figure of unit other: money, measure, time, age."""
    unit = parsed.doc[interval.stop : interval.end].text.strip("- ")
    return _found(parsed, interval, ("other", unit, "none"), (rule, None))


def _counting(
    parsed: Parsed,
    interval: Interval,
    unit: Unit,
    counted: Counted | None,
    earlier: Sequence[Found[Figure]],
) -> Found[Figure]:
    doc, end = parsed.doc, interval.end
    counted = counted or counting.counted(doc, interval.core.start, end if unit == "percent" else interval.stop, end)
    previous = ellipses.antecedent(doc, interval, counted, earlier)
    verdict = _verdict(doc, interval, unit, counted, previous)
    interval = _so_far(interval, counted)
    word, is_open = None, unit == "count" and ellipses.is_elliptical(doc, interval, counted)
    rule = ellipses.OPEN if is_open else "no outcome said"
    outcome: Outcome = "none"
    if verdict is not None:
        rule, word, outcome = verdict.rule, verdict.word, verdict.outcome
    elif previous is not None and (unit == "count" or counted.pronoun):
        rule, outcome = f"{previous.value.outcome} as '{previous.value.mention.text}' before it", previous.value.outcome
    if outcome == "none" and _introduces(doc, interval, counted):
        rule = f"{KNOWN}; one of a kind"
    elif outcome == "none" and unit == "count" and notfigures.is_known_set(doc, interval, counted.noun):
        rule = f"{KNOWN}; {rule}"
    what = _what(doc, counted, interval, outcome, previous)
    if not what and word is not None and lemma(word) in grammar().undecided:
        what = word.text
    return _found(parsed, interval, (unit, what, outcome), (rule, word))


def _introduces(doc: Doc, interval: Interval, counted: Counted) -> bool:
    """ "One raid hit a cafe": the number only introduces a thing that nothing is counted beside."""
    noun = counted.noun
    if noun is None or doc[interval.core.start].lower_ != "one" or interval.start != interval.core.start:
        return False
    return noun.dep_ != "conj" and not any(c.dep_ == "conj" for c in noun.rights) and not counting.is_person(noun)


def _verdict(
    doc: Doc, interval: Interval, unit: Unit, counted: Counted, previous: Found[Figure] | None
) -> Verdict | None:
    """What the words say befell those counted; None where that is left to the figure before, or said nowhere."""
    verdict = outcomes.outcome(doc, counted, interval.start, interval.end)
    if verdict is None:
        alone = previous is None and unit == "count" and counted.noun is None
        return ellipses.toll_spoken_of(doc, interval.start) if alone else None
    return None if ellipses.only_describes(doc, interval, counted, verdict, previous) else verdict


def _so_far(interval: Interval, counted: Counted) -> Interval:
    """Without its high end where the counting may go on."""
    verb = recovering.still_going_on(counted) if interval.low is not None else None
    if verb is None:
        return interval
    return replace(interval, high=None, said=(*interval.said, f"'{verb.lower_}' so far: low only"))


def _what(doc: Doc, counted: Counted, interval: Interval, outcome: Outcome, previous: Found[Figure] | None) -> str:
    """The counted noun phrase as it stands; "people" where the text leaves out whom an outcome befell."""
    if counted.noun is None and not counted.pronoun:
        said = counting.told_before(doc, interval.start)
        if said is not None:
            start, stop = counting.phrase(said, said.left_edge.i)
            return doc[start:stop].text
    if counted.noun is not None:
        start, stop = counting.phrase(counted.noun, interval.stop)
        bare = stop - start <= 1 and ellipses.says_only_what_happened(counted.noun)
        return "people" if bare and outcome != "none" else doc[start:stop].text
    if counted.pronoun and previous is not None:
        return previous.value.counted
    return "people" if outcome != "none" else ""


def _found(
    parsed: Parsed, interval: Interval, what: tuple[Unit, str, Outcome], why: tuple[str, Token | None]
) -> Found[Figure]:
    low, high = interval.low, interval.high
    mention = parsed.words(interval.start, interval.end)
    figure = Figure(
        mention=mention,
        low=low,
        high=high,
        best=low if low == high else None,
        approximate=interval.approximate,
        unit=what[0],
        counted=what[1],
        outcome=what[2],
    )
    rule = "; ".join((why[0], *interval.said))
    words = f"{mention.text} ... {why[1].text}" if why[1] is not None else mention.text
    return Found(figure, interval.start, interval.end, Reason(part="figure", rule=rule, words=words))
