"""Bytes to text: byte order marks, other encodings than UTF-8, line ends, control characters."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

BINARY_SHARE = 0.02
"""Control characters among the first bytes; text of any encoding that is read has none but white space, images and
archives have more than 10% (measured on PNG, JPEG, ZIP, PDF, ELF)."""
SNIFFED = 8_192
"""Bytes looked at to tell text from binary data."""
ALIKE = frozenset({"cp1250", "cp1254", "cp1257", "cp1258", "cp775", "cp858", "mac_iceland", "mac_roman"})
"""Encodings that short Western texts are taken for where the most common one, cp1252, would do as well."""
GUESSED = 200_000
"""Bytes from which an encoding is guessed."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3",
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f\ufeff\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and what was assumed to get it."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(raw: bytes) -> Decoded | None:
    """The text of a file, or None when it is not text. Encodings are told by byte order mark, UTF-8 validity, the
    pattern of zero bytes (UTF-16 without mark), and last charset-normalizer's guess, which is warned about."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return Decoded(
                tidy(raw[len(mark) :].decode("utf-8", "replace") if name == "utf-8" else raw.decode(name, "replace"))
            )
    if raw.startswith(_MAGIC):
        return None
    if wide := _utf16(raw):
        return Decoded(tidy(raw.decode(wide, "replace")), ("the text has no byte order mark and was read as UTF-16",))
    if _is_binary(raw):
        return None
    try:
        return Decoded(tidy(raw.decode("utf-8")))
    except UnicodeDecodeError:
        return _guessed(raw)


def encoding_of(head: bytes) -> tuple[str, tuple[str, ...]]:
    """The encoding of a stream by its start, and what was assumed; for what is too long to be decoded as a whole."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return ("utf-8-sig" if name == "utf-8" else name), ()
    if wide := _utf16(head[: len(head) // 2 * 2]):
        return wide, ("the text has no byte order mark and was read as UTF-16",)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
        return "utf-8", ()
    except UnicodeDecodeError:
        return _guess(head)


def tidy(text: str) -> str:
    """Line ends as \\n; each control character or stray surrogate becomes one space, so that offsets hold."""
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _utf16(raw: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every other byte is zero."""
    head = raw[:SNIFFED]
    if len(head) < 4 or len(raw) % 2:
        return None
    half = len(head) // 2
    low, high = head[::2].count(0), head[1::2].count(0)
    if high > 0.7 * half and low < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if low > 0.7 * half and high < 0.05 * half else None


def _is_binary(raw: bytes) -> bool:
    head = raw[:SNIFFED]
    controls = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 27) for byte in head)
    return controls > BINARY_SHARE * len(head)


def _guessed(raw: bytes) -> Decoded:
    encoding, warnings = _guess(raw[:GUESSED])
    return Decoded(tidy(raw.decode(encoding, "replace")), warnings)


def _guess(sample: bytes) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    found = from_bytes(sample)
    best = found.best()
    encoding = best.encoding if best else "cp1252"
    if encoding in ALIKE and any(other.encoding == "cp1252" for other in found):
        encoding = "cp1252"
    if encoding in ("utf_8", "ascii"):  # a few broken bytes in otherwise good UTF-8
        return "utf-8", ("some bytes are not UTF-8 and were replaced",)
    return encoding, (f"the text is not UTF-8 and was read as {encoding.replace('_', '-')}",)
