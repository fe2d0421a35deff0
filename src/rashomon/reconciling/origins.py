"""Who independently stands behind a claim: ten outlets that cite one monitor are one origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec

from rashomon import lexicon
from rashomon.model import Claim, Report, Source
from rashomon.reconciling import wording

UNSIGNED = "unnamed outlet"
"""The origin of what a report without outlet says in its own voice."""


class _Official(msgspec.Struct, frozen=True):
    name: str
    speaks_for: str
    since: int
    until: str


Bodies = Mapping[str, str]
"""The body that a person speaks for, by the person's name."""


def credit(reports: Sequence[Report], claims: Sequence[Claim]) -> dict[str, str]:
    """The name of the origin of each claim, by claim id; one name for one origin across all reports.

    The innermost source of a chain counts; who speaks for a body counts as that body (Every Casualty, Standards for
    Casualty Recording, 2016: a source is whoever the information comes from, not the channel). Where a report does not
    say for whom somebody speaks, the dossier's other reports do, else the lexicon of office holders. A claim in an
    outlet's own voice counts as the outlet, in a copy as the outlet of the original.
    """
    by_id = {report.id: report for report in reports}
    bodies = _bodies(claims)
    raw = {claim.id: _origin(claim, by_id, bodies) for claim in claims}
    one = _unified(Counter(raw.values()))
    return {id_: one[name] for id_, name in raw.items()}


def _origin(claim: Claim, reports: Mapping[str, Report], bodies: Bodies) -> str:
    if not claim.sources:
        return _outlet(claim.report, reports)
    source = claim.sources[-1]
    if source.kind == "person" and not _affiliated(source) and not (source.role and _own_account(source.role)):
        report = reports.get(claim.report)
        return bodies.get(source.name) or in_office(source.name, report.published if report else None) or source.name
    return speaks_as(source)


def speaks_as(source: Source) -> str:
    """The name under which a source is an origin: its body's when it speaks for one, else its own.

    An organ counts as its body too (a state's news agency as the state): in gold 20 of 24 organisations with a body do.
    """
    if not source.affiliation or not _affiliated(source):
        return source.name
    if source.role and _own_account(source.role):
        return source.name
    if source.kind == "person" and not wording.words_of().many_voices.isdisjoint(wording.plain(source.affiliation)):
        return source.name
    return source.affiliation


def in_office(name: str, published: str | None) -> str | None:
    """The state or body for which an office holder of the lexicon spoke in the year of publication; None for others,
    and where the year is unknown."""
    official = _officials().get(" ".join(wording.plain(name)))
    if official is None or not published:
        return None
    year = int(published[:4])
    return official.speaks_for if official.since <= year <= int(official.until or year) else None


@cache
def _officials() -> dict[str, _Official]:
    rows = lexicon.load("officials.csv", list[_Official])
    return {" ".join(wording.plain(row.name)): row for row in rows}


def _bodies(claims: Sequence[Claim]) -> dict[str, str]:
    """For whom persons speak, as most claims of the dossier that say it do; nobody where two bodies are as frequent."""
    told: dict[str, Counter[str]] = {}
    for claim in claims:
        source = claim.sources[-1] if claim.sources else None
        if source is not None and source.kind == "person" and (body := speaks_as(source)) != source.name:
            told.setdefault(source.name, Counter())[body] += 1
    found = {}
    for name, bodies in told.items():
        ranked = bodies.most_common(2)
        if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
            found[name] = ranked[0][0]
    return found


def _affiliated(source: Source) -> bool:
    """Whether a body is stated, and not just the portfolio of a minister ("Defence")."""
    words = wording.plain(source.affiliation or "")
    return bool(words) and not wording.words_of().portfolios.issuperset(words)


def _own_account(role: str) -> bool:
    said = " ".join(wording.plain(role))
    return any(said == own or said.startswith(f"{own} ") for own in wording.words_of().own_account)


def _outlet(report: str, reports: Mapping[str, Report]) -> str:
    """The outlet of the report, or of the report it was copied from; a circle of copies ends where it closes."""
    seen = {report}
    at = reports.get(report)
    while at and at.copy_of and at.copy_of not in seen and at.copy_of in reports:
        seen.add(at.copy_of)
        at = reports[at.copy_of]
    return (at.outlet if at else None) or UNSIGNED


def _unified(names: Mapping[str, int]) -> dict[str, str]:
    """Each name, and the name its origin goes by: the most frequent spelling, the longest among equals."""
    groups: dict[frozenset[str], list[str]] = {}
    for name in sorted(names):
        groups.setdefault(wording.name_words(name), []).append(name)
    chosen = {key: _best(members, names) for key, members in groups.items()}
    full = _by_acronym(chosen.values())
    return {name: full.get(chosen[key], chosen[key]) for key, members in groups.items() for name in members}


def _best(spellings: Iterable[str], names: Mapping[str, int]) -> str:
    return min(spellings, key=lambda name: (-names[name], -len(name), name))


def _by_acronym(names: Iterable[str]) -> dict[str, str]:
    """The full names of the acronyms among the names. An acronym of two of them stays what it is: undecided."""
    known = sorted(names)
    spelt: dict[str, list[str]] = {}
    for name in known:
        for acronym in sorted(wording.acronyms(name)):
            spelt.setdefault(acronym, []).append(name)
    found = {}
    for name in known:
        letters = "".join(wording.plain(name))
        if name.upper() == name and len(spelt.get(letters, ())) == 1:
            found[name] = spelt[letters][0]
    return found
