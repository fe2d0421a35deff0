"""What a denial denies: it shares few words with it, so subjects, kinds of people and whom it clears count too.

The weights are rounded from a logistic regression over the 13,700 pairs of a denial and an affirming claim of one
happening in the development dossiers, as noted by hand and as read (cross-validated by dossier: F1 .40 and .24).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from rashomon.reconciling import comparing, parties
from rashomon.reconciling.rarity import Rarity
from rashomon.reconciling.statements import Statement

LIKELY = 0.2
"""Likelihood from which a claim affirms what a denial denies."""
LIKELIER = 0.4
"""The same where the denial's own report says in so many words what else it denies."""
RARELY = -3.9
"""Log-odds of any two."""
COSINE = 1.05
"""Content words in common, weighted by rarity."""
SUBJECT, MOST_SUBJECTS = 0.93, 3
"""Each subject in common (killing, bombing ...), and how many count."""
NOTHING = -1.0
"""Neither a word nor a subject in common."""
TYPE, DAYS, ELSEWHERE = 1.0, 0.6, -0.65
"""The same type of event, the same days, another place."""
ACTOR, VICTIM, OTHER_VICTIM = 0.75, 0.25, -0.65
"""The same actor, the same recipient, other recipients."""
ACCUSED, OWN_SIDE = 1.4, -0.65
"""The claim names the party that denies; the claim comes from the denier's own side."""
STATES, CIVILIANS = 0.6, 0.7
"""Both name one state, both speak of civilians."""
COUNTS, KILLED = -1.4, 0.65
"""A claim with a figure answers how many rather than whether, less so when it counts the dead."""
NARRATES, UNSURE = -0.85, -1.0
"""An outlet's own sentence seldom takes a side; a plan or a possibility affirms less."""


def denied(affirming: Statement, denials: Sequence[Statement], rarity: Rarity, likely: float) -> bool:
    """Whether a claim affirms what the denials (of one thing) deny: by the mean of its log-odds with each, from a
    likelihood on."""
    odds = [_odds(denial, affirming, rarity) for denial in denials if denial.origin != affirming.origin]
    return bool(odds) and _share(sum(odds) / len(odds)) >= likely


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _odds(d: Statement, s: Statement, rarity: Rarity) -> float:
    """Log-odds that `s` affirms what `d` denies."""
    odds = RARELY + COSINE * rarity.likeness(d, s)
    odds += SUBJECT * min(MOST_SUBJECTS, len(d.subjects & s.subjects))
    odds += TYPE * (d.claim.event.type == s.claim.event.type)
    odds += DAYS * (comparing.windows(d.window, s.window).verdict == "same")
    odds += ELSEWHERE * (comparing.places(d.place, s.place).verdict == "different")
    odds += ACTOR * (comparing.parties(d.actors, s.actors).verdict == "same")
    odds += {"same": VICTIM, "different": OTHER_VICTIM}.get(comparing.parties(d.recipients, s.recipients).verdict, 0.0)
    odds += ACCUSED * bool(d.speaker.own & s.stems or d.speaker.states & s.states)
    odds += OWN_SIDE * (parties.compare(d.speaker, s.speaker) == "same")
    odds += STATES * bool(d.states & s.states) + CIVILIANS * ("civil" in d.kinds and "civil" in s.kinds)
    odds += NOTHING * (d.subjects.isdisjoint(s.subjects) and d.stems.isdisjoint(s.stems))
    if s.claim.figures:
        odds += COUNTS + KILLED * any(f.outcome == "killed" for f in s.claim.figures)
    return odds + NARRATES * (not s.claim.sources) + UNSURE * s.unsure
