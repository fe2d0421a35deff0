"""One statement of a header taken apart: dates, and the fields between separators, each told for what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rashomon.ingest import dates, naming
from rashomon.ingest.dates import Moment, lexis

LONGEST_NAME = 6
"""Words of an outlet's or place's name; a longer field is prose."""
ACRONYM = re.compile(r"[A-Z]{2,5}\d?")


@dataclass(slots=True)
class Statement:
    """What a header line or dateline says."""

    moments: list[Moment] = field(default_factory=list)
    rank: int = 1
    """How much its date counts as that of publication (lexicon/datelines.toml, labels); lowest first."""
    outlets: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    known: bool = False
    """Whether the first place is a city of the gazetteer, or stands in capitals or with its country."""
    country: str | None = None
    slug: bool = False
    label: bool = False
    byline: bool = False
    title: str | None = None

    def informative(self, loose: bool) -> bool:
        """Whether a whole line of this is a header line: it has a date, a label or byline; where a text stands by
        itself (`loose`), an outlet or slug alone will do."""
        dated = any(m.month is not None for m in self.moments)
        strict = dated or self.label or self.byline
        return strict or (loose and bool(self.outlets or self.credits or self.slug))

    def is_dateline(self, words: str) -> bool:
        """Whether the words before a separator in the first paragraph are a dateline."""
        dated = any(m.month is not None for m in self.moments)
        full = any(m.full for m in self.moments)
        if not self.places:
            return full and bool(self.outlets)
        if words.endswith(".") and not words.endswith("..."):
            return (
                (self.known or full)
                if self.country or dated or self.outlets or words.isupper() or self.known
                else False
            )
        return self.known or dated or bool(self.outlets)


@dataclass(frozen=True, slots=True)
class _Field:
    words: str
    bracketed: bool
    after_comma: bool
    before_date: bool


def read(text: str, *, whole: bool) -> Statement | None:
    """The statement that `text` makes, or None when a part of it is prose. `whole`: it is a line of its own."""
    statement = Statement(moments=dates.find(text))
    unknown: list[tuple[int, _Field]] = []
    fields = _fields(text, statement.moments)
    if not fields and not statement.moments:
        return None
    headline = _headline(text)
    if headline:
        statement.title, statement.label = headline, True
        return statement
    for n, one in enumerate(fields):
        kind = _classify(statement, one)
        if kind == "prose":
            return None
        if kind == "unknown":
            unknown.append((n, one))
    return statement if _settle(statement, unknown, fields, whole=whole) else None


def _headline(text: str) -> str | None:
    label, colon, rest = text.partition(":")
    return rest.strip() if colon and rest.strip() and label.strip().casefold() in lexis().marks.headline else None


def _fields(text: str, moments: list[Moment]) -> list[_Field]:
    """The pieces between dates and separators; brackets are kept track of."""
    pieces: list[_Field] = []
    at = 0
    for start, end in [*((m.start, m.end) for m in moments), (len(text), len(text))]:
        pieces += _split(text[at:start], before_date=end > start)
        at = end
    return pieces


_SEPARATOR = re.compile(
    r"(\(|\[|\)|\]|,|;|/{1,3}|\||\*|·|•|~|--+|—|–|:{1,2}|\s-\s|^-\s|\s-$|…|\.{3}|(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.(?=\s|$)|(?<=[A-Z]{3})\.(?=\s|$))"
)


def _split(text: str, *, before_date: bool) -> list[_Field]:
    pieces: list[_Field] = []
    depth, last = 0, ""
    parts = _SEPARATOR.split(text)
    for n, part in enumerate(parts):
        if n % 2:
            depth += (part in "([") - (part in ")]")
            last = part
        elif part.strip(" \t.-_#=<>"):
            final = not "".join(parts[n + 1 :]).strip(" ,(")
            pieces.append(_Field(part.strip(" \t_#=<>"), depth > 0, last == ",", before_date and final))
            last = ""
    return pieces


def _classify(statement: Statement, one: _Field) -> str:
    """Takes note of a field that its words alone tell: what kind it is."""
    words, marks = one.words, lexis().marks
    folded = words.casefold().strip(" .")
    if folded in marks.noise or folded in lexis().vague.zones or folded in lexis().vague.dayparts:
        return "noise"
    if folded in lexis().labels:
        statement.label, statement.rank = True, lexis().labels[folded]
        return "label"
    for word in sorted(lexis().labels, key=len, reverse=True):
        if folded.startswith(f"{word} by "):
            statement.label, statement.rank = True, lexis().labels[word]
            return _classify_by(statement, words[len(word) + 1 :])
    if _starts(folded, marks.by):
        return _classify_by(statement, words)
    if opening := _starts(folded, marks.credit):
        return _credit(statement, words[len(opening) :].strip())
    if folded.startswith("with ") and folded.endswith(" reporting"):
        return _credit(statement, words[5:-10].strip())
    if naming.is_generic(words):
        statement.byline = True
        return "noise"
    return _classify_name(statement, one)


def _starts(folded: str, openings: tuple[str, ...]) -> str:
    """The longest of the openings that the words start with, "" for none."""
    fitting = [o for o in openings if folded == o or folded.startswith(f"{o} ")]
    return max(fitting, key=len, default="")


def _classify_by(statement: Statement, words: str) -> str:
    """A byline: an outlet's when its words say so, else a person's name, which is not kept."""
    rest = words[len(_starts(words.casefold(), lexis().marks.by)) :].strip()
    if not rest:
        return "noise"
    if len(rest.split()) > 2 * LONGEST_NAME:
        return "prose"
    statement.byline = True
    stripped = naming.without_staff(rest)
    if naming.is_outlet(stripped) and (name := naming.outlet(rest)):
        statement.outlets.append(name)
    return "byline" if rest[0].isupper() or stripped != rest or rest[0].isdigit() else "prose"


def _credit(statement: Statement, words: str) -> str:
    """Who else's text the outlet prints."""
    if len(words.split()) > LONGEST_NAME or (words and not words[0].isupper() and not naming.is_generic(words)):
        return "prose"
    statement.byline = True
    if words and (name := naming.outlet(words)):
        statement.credits.append(name)
    return "credit"


def _classify_name(statement: Statement, one: _Field) -> str:
    words = one.words.strip()
    stripped = naming.without_staff(words)
    if not _is_name(stripped or words.title()):
        return "prose"
    if stripped != words:
        return _classify_desk(statement, words, stripped)
    if one.bracketed or naming.is_outlet(words):
        if one.bracketed and naming.country(words) and statement.places:
            statement.country = naming.country(words)
            return "country"
        if name := naming.outlet(words):
            (statement.outlets if not one.bracketed or not statement.outlets else statement.credits).append(name)
        return "outlet"
    if one.after_comma and (code := naming.country(words)):
        statement.country, statement.known = code, True
        return "country"
    if place := _place(words):
        statement.places.append(place)
        statement.known = True
        return "place"
    if words.isupper() and re.search(r"[-_\d]|\w/\w", words) and not re.fullmatch(r"\w+-\w+", words):
        statement.slug = True
        return "slug"
    return "unknown"


def _classify_desk(statement: Statement, words: str, stripped: str) -> str:
    """ "Moscow bureau" is where, "Asia desk" is nothing, "Harbour staff" is who."""
    statement.byline = True
    last = words.split()[-1].casefold()
    if last in lexis().marks.bureau and (place := _place(stripped)):
        statement.places.append(place)
        statement.known = True
    elif (naming.is_outlet(stripped) or last not in lexis().marks.desk) and (name := naming.outlet(words)):
        statement.outlets.append(name)
    return "desk"


def _is_name(words: str) -> bool:
    """Few words, each with a capital but for the small ones within names."""
    pieces = words.split()
    small = lexis().marks.particles
    if len(pieces) > LONGEST_NAME or not pieces or not any(c.isalpha() for c in words):
        return False
    if _starts(words.casefold(), lexis().marks.near) or pieces[0].casefold() in small:
        pieces = pieces[1:]
    return all(
        p[0].isupper() or p.casefold() in small or p.casefold().split("-")[0] in small or not p[0].isalpha()
        for p in pieces
    ) and not (len(pieces) > 1 and pieces[-1].casefold() in small - {"al", "el"})


def _place(words: str) -> str | None:
    """The place as usually written when the gazetteer has it, without "near"; None when it has not."""
    name = bare_place(words)
    return name if naming.fold(name) in naming.cities() else None


def bare_place(words: str) -> str:
    """The name without "near" and the like, as usually written."""
    near = _starts(words.casefold(), lexis().marks.near)
    return naming.titled(words[len(near) :].strip(" ."))


def _settle(statement: Statement, unknown: list[tuple[int, _Field]], fields: list[_Field], *, whole: bool) -> bool:
    """Tells fields that the gazetteer and the lexicon do not know by where they stand; False when one cannot be."""
    for n, one in unknown:
        words = one.words.strip(" .")
        placed = one.before_date or (
            n + 1 < len(fields) and fields[n + 1].after_comma and naming.country(fields[n + 1].words)
        )
        first = n == 0
        if (
            not statement.places
            and placed
            and not (whole and first and not statement.outlets and ACRONYM.fullmatch(words))
        ):
            statement.places.append(bare_place(words))
            statement.known = statement.known or words.isupper() or bool(statement.country)
        elif (
            not statement.outlets
            and not statement.credits
            and (whole or statement.places)
            and (ACRONYM.fullmatch(words) or n == 0 or n == len(fields) - 1)
        ):
            if name := naming.outlet(words):
                statement.outlets.append(name)
        elif not statement.places and (not whole or statement.outlets) and not _sluglike(words, statement, n):
            statement.places.append(bare_place(words))
            statement.known = statement.known or words.isupper()
        elif words.isupper():
            statement.slug = True
        else:
            return False
    return True


def _sluglike(words: str, statement: Statement, n: int) -> bool:
    """Capitals with a hyphen after an outlet, or at the end of a line of fields: a slug, not a place."""
    return (
        words.isupper()
        and bool(statement.outlets)
        and n > 0
        and bool(statement.moments)
        and ("-" in words or " " in words)
    )
