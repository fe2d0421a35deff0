"""robots.txt (RFC 9309): whether a page may be fetched, and how long to wait between two of one site."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.robotparser import RobotFileParser

from rashomon.errors import InputError
from rashomon.fetching import addresses
from rashomon.fetching.getting import AGENT, Getter

LARGEST = 500 * 1024
"""Bytes that are looked at: the standard asks for no more."""
LEAST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds between two pages of a site: what crawlers keep at least; who asks for more than a minute gets a minute."""


@dataclass(slots=True)
class Robots:
    """The rules of the sites that were asked, each fetched once."""

    getter: Getter
    _known: dict[str, RobotFileParser | None] = field(default_factory=dict)

    def allow(self, address: str) -> bool:
        """Whether the page may be fetched. Without a robots.txt it may; where the site cannot be asked for one, not."""
        rules = self._rules(address)
        return rules is not None and rules.can_fetch(AGENT, address)

    def pause(self, address: str) -> float:
        """Seconds to wait after a page of this site."""
        rules = self._rules(address)
        asked = rules.crawl_delay(AGENT) if rules is not None else None
        return min(LONGEST_PAUSE, max(LEAST_PAUSE, float(asked or 0)))

    def _rules(self, address: str) -> RobotFileParser | None:
        site = addresses.root(address)
        if site not in self._known:
            self._known[site] = self._fetched(f"{site}/robots.txt")
        return self._known[site]

    def _fetched(self, address: str) -> RobotFileParser | None:
        rules = RobotFileParser()
        try:
            answer = self.getter.get(address)
        except InputError:
            return None
        if 400 <= answer.status < 500:
            rules.parse([])
        elif answer.status == 200:
            rules.parse(answer.body[:LARGEST].decode("utf-8", "replace").splitlines())
        else:
            return None
        return rules
