"""One statement of a header taken apart: dates, and the fields between separators, each told for what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rashomon.ingest import dates, naming
from rashomon.ingest.dates import Moment, lexis
from rashomon.ingest.statement import Statement

LONGEST_NAME = 6
"""Words of an outlet's or place's name; a longer field is prose."""
SHORTEST_PLACE = 3
"""Letters of a place's name in a dateline: "A:" and "US -" are none."""
ACRONYM = re.compile(r"[A-Z]{2,5}\d?")


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
    if len(fields) <= 2 and not statement.moments and _is_slug(text):
        statement.slug = statement.label = True
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


def _is_slug(text: str) -> bool:
    """Whether it is "Slug: HARBOUR-SHELLING", whose words are neither outlet nor place."""
    label, colon, rest = text.partition(":")
    return bool(colon and rest.strip()) and label.strip().casefold() in lexis().marks.slug


def _fields(text: str, moments: list[Moment]) -> list[_Field]:
    """The pieces between dates and separators; brackets are kept track of."""
    pieces: list[_Field] = []
    at = 0
    for start, end in [*((m.start, m.end) for m in moments), (len(text), len(text))]:
        pieces += _split(text[at:start], before_date=end > start)
        at = end
    return pieces


_SEPARATOR = re.compile(
    r"(\(|\[|\)|\]|,|;|/{1,3}|\||\*|·|•|~|={2,}|>|»|--+|—|–|:{1,2}|\s-\s|^-\s|\s-$|…|\.{3}|(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.(?=\s|$)|(?<=[A-Z]{3})\.(?=\s|$))"
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
    if _says_nothing(folded):
        return "noise"
    label = folded.removesuffix(" at").removesuffix(" on")
    if label in lexis().labels:
        statement.label, statement.rank = True, lexis().labels[label]
        return "label"
    if (split := _filed_from(words)) and _classify(statement, replace(one, words=split[0])) not in ("prose", "unknown"):
        statement.places.append(split[1])
        statement.known = True
        return "place"
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


def _says_nothing(folded: str) -> bool:
    vague = lexis().vague
    known = (lexis().marks.noise, naming.outlets().words.regions, vague.zones, vague.dayparts)
    return any(folded in words for words in known)


def _filed_from(words: str) -> tuple[str, str] | None:
    """Who and where, of "who in where" with a where that the gazetteer has."""
    low = words.casefold()
    for between in lexis().marks.filed:
        at = low.rfind(f" {between} ")
        if at > 0 and (place := _place(words[at + len(between) + 2 :])):
            return words[:at], place
    return None


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
    folded = naming.fold(name)
    if len(folded) < SHORTEST_PLACE or folded not in naming.cities() or "." in name.rstrip(".")[2:]:
        return None
    nation = naming.country(name)  # Singapore is a city of its country; Russia, Ohio, is not meant
    return name if not nation or naming.cities()[folded] in (nation, None) else None


def bare_place(words: str) -> str:
    """The name without "near" and the like, as usually written."""
    near = _starts(words.casefold(), lexis().marks.near)
    return naming.titled(words[len(near) :].strip(" ."))


def _settle(statement: Statement, unknown: list[tuple[int, _Field]], fields: list[_Field], *, whole: bool) -> bool:
    """Tells fields that the gazetteer and the lexicon do not know by where they stand; False when one cannot be."""
    for n, one in unknown:
        words = one.words.strip(" .")
        last = n == len(fields) - 1
        if not statement.places and _is_placed(statement, one, fields[n + 1 : n + 2], whole=whole):
            statement.places.append(bare_place(words))
            statement.known = statement.known or words.isupper() or bool(statement.country)
        elif not (statement.outlets or statement.credits) and _may_publish(statement, words, n == 0 or last, whole):
            if name := naming.outlet(words):
                statement.outlets.append(name)
        elif not statement.places and _may_be_place(statement, words, n, whole):
            statement.places.append(bare_place(words))
            statement.known = statement.known or words.isupper()
        elif words.isupper() and whole:
            statement.slug = True
        else:
            return False
    return True


def _is_placed(statement: Statement, one: _Field, following: list[_Field], *, whole: bool) -> bool:
    """Whether an unknown name must be a place: a country follows, or a date does, and it is no acronym at the start
    of a line. Within a paragraph, where names of people and bodies stand too, a mere date is not enough unless the
    name is in capitals or an outlet is named."""
    words = one.words.strip(" .")
    if len(words) < SHORTEST_PLACE:
        return False
    if following and not one.before_date and following[0].after_comma and naming.country(following[0].words):
        return whole or words.isupper() or bool(statement.outlets or statement.moments)
    if whole:
        return one.before_date and not (ACRONYM.fullmatch(words) and not statement.outlets)
    return one.before_date and (words.isupper() or bool(statement.outlets))


def _may_publish(statement: Statement, words: str, at_end: bool, whole: bool) -> bool:
    """Whether an unknown name can be the outlet's: in a line of its own at either end; else acronyms beside a place."""
    acronym = ACRONYM.fullmatch(words) is not None
    if whole:
        return acronym or at_end
    return acronym and len(words) >= SHORTEST_PLACE and bool(statement.places)


def _may_be_place(statement: Statement, words: str, n: int, whole: bool) -> bool:
    if whole:
        return bool(statement.outlets) and not _sluglike(words, statement, n)
    return words.isupper() and len(words) >= SHORTEST_PLACE and bool(statement.outlets or statement.moments)


def _sluglike(words: str, statement: Statement, n: int) -> bool:
    """Capitals with a hyphen after an outlet, or at the end of a line of fields: a slug, not a place."""
    return (
        words.isupper()
        and bool(statement.outlets)
        and n > 0
        and bool(statement.moments)
        and ("-" in words or " " in words)
    )
