"""One page over the network, politely and safely: addresses checked, sizes and times bounded. Nothing else fetches."""

from rashomon.fetching.getting import Answer, Getter, Known, Limits
from rashomon.fetching.robots import Robots

__all__ = ["Answer", "Getter", "Known", "Limits", "Robots"]
