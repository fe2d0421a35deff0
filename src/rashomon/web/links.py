"""Addresses: where a dossier's parts are found, on the desk or within one page."""

from __future__ import annotations

import re
from urllib.parse import quote

_KEPT = re.compile(r"[^\w-]", re.UNICODE)
_CODED = re.compile(r"(?:~[0-9A-F]{2})+")


def key(name: str) -> str:
    """A name as one part of a path: letters of any script, digits, - and _ stay, all else becomes ~XX of its UTF-8."""
    return _KEPT.sub(lambda found: "".join(f"~{byte:02X}" for byte in found.group().encode()), name)


def name(key: str) -> str:
    """The name that `key` made this of. What is no key of a name is returned as it is, and found nowhere."""
    try:
        return _CODED.sub(lambda found: bytes.fromhex(found.group().replace("~", "")).decode(), key)
    except ValueError:
        return key


class OnDesk:
    """Addresses on the desk, of one dossier."""

    def __init__(self, dossier: str, *, reviewing: bool = False) -> None:
        """`reviewing`: whether claims lead to their review too."""
        self.base = f"/dossiers/{quote(key(dossier), safe='~')}"
        self._reviewing = reviewing

    def claim(self, id: str) -> str:
        """The words of the claim, lit in its report. A claim's id begins with its report's."""
        return f"{self.report(id.rpartition('.')[0])}#{quote(id)}"

    def review(self, claim: str) -> str:
        return f"{self.base}/claims/{quote(claim, safe='')}" if self._reviewing else ""

    def report(self, id: str) -> str:
        return f"{self.base}/reports/{quote(id, safe='')}"

    def question(self, id: str) -> str:
        return f"{self.base}/questions/{quote(id, safe='')}"

    def incident(self, id: str) -> str:
        return f"{self.base}/incidents/{quote(id, safe='')}"

    def source(self, name: str) -> str:
        return f"{self.base}/sources/{quote(key(name), safe='~')}"


class InPage:
    """Addresses within the one page that `report` writes."""

    def claim(self, id: str) -> str:
        return f"#{quote(id)}"

    def report(self, id: str) -> str:
        return f"#{quote(id)}"

    def question(self, id: str) -> str:
        return f"#{quote(id)}"

    def incident(self, id: str) -> str:  # noqa: ARG002
        return ""

    def review(self, claim: str) -> str:  # noqa: ARG002
        return ""

    def source(self, name: str) -> str:  # noqa: ARG002
        return ""
