"""A parse as plain columns: one list a property, so that rules over all tokens cost no attribute calls."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(frozen=True, slots=True)
class Columns:
    """Per token: the word, its lower case with straight apostrophes, lemma, coarse part of speech, dependency label,
    index of its head, number of its sentence. `told` holds the verbs whose clause stands before them ("Y, X said")."""

    word: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    sentence: list[int]
    told: frozenset[int]

    def __len__(self) -> int:
        return len(self.word)

    def root(self, start: int, end: int) -> int:
        """The token of `[start, end)` that the others hang on: the first whose head lies outside."""
        for i in range(start, end):
            inside = start <= self.head[i] < end and self.head[i] != i
            if not inside and self.pos[i] not in ("PUNCT", "SPACE", "DET"):
                return self._nominal(i, start, end)
        return start

    def _nominal(self, i: int, start: int, end: int) -> int:
        """The token itself, or the noun a preposition governs, or the subject of what was taken for a verb."""
        if self.pos[i] in ("ADP", "SCONJ"):
            return self._object(i, end)
        if self.pos[i] in ("VERB", "AUX"):
            return next((j for j in range(start, end) if self.head[j] == i and self.dep[j] in SUBJECTS), i)
        return i

    def _object(self, preposition: int, end: int) -> int:
        """The noun that a leading preposition ("according to ...") governs."""
        for i in range(preposition + 1, end):
            if self.dep[i] in ("pobj", "pcomp", "prep") and self.head[i] == preposition:
                return self._object(i, end) if self.dep[i] == "prep" else i
        return preposition


def of(doc: Doc) -> Columns:
    """The columns of a parse."""
    strings, rows = doc.vocab.strings, doc.to_array(["LEMMA", "POS", "DEP"])
    labels = {int(code): strings[int(code)] for code in set(rows.ravel().tolist())}
    offsets = doc.to_array(["HEAD"]).astype("int64").ravel().tolist()
    words = [token.text for token in doc]
    sentence, at = [], -1
    for token in doc:
        at += bool(token.is_sent_start) or at < 0
        sentence.append(at)
    dep = [labels[code] for code in rows[:, 2].tolist()]
    head = [i + offset for i, offset in enumerate(offsets)]
    return Columns(
        word=words,
        lower=[word.lower().replace("’", "'") for word in words],
        lemma=[labels[code].lower() for code in rows[:, 0].tolist()],
        pos=[labels[code] for code in rows[:, 1].tolist()],
        dep=dep,
        head=head,
        sentence=sentence,
        told=frozenset(up for i, up in enumerate(head) if up > i and dep[i] == "ccomp"),
    )
