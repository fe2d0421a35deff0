"""Templates and static files. Everything a template writes is escaped unless it was escaped before."""

from __future__ import annotations

from functools import cache
from importlib import resources
from urllib.parse import urlencode

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from rashomon.archive.searching import CLOSING, OPENING
from rashomon.web import ladder, lighting


def render(template: str, **values: object) -> str:
    """The page. Raises jinja2.UndefinedError for a value that the template names and did not get."""
    return _environment().get_template(template).render(**values)


def static(name: str) -> bytes:
    """A file that is served as it is."""
    return resources.files("rashomon.web").joinpath("static", name).read_bytes()


def found(snippet: str) -> Markup:
    """A snippet with the words that were found marked."""
    safe = str(escape(snippet)).replace(OPENING, "<mark>").replace(CLOSING, "</mark>")
    return Markup(safe)  # escaped above; only our own marks are added


def again(query: msgspec.Struct) -> str:
    """The query, without its page, to be continued with another."""
    values = {name: getattr(query, name) for name in query.__struct_fields__ if name != "page"}
    said = urlencode({name: value for name, value in values.items() if value})
    return f"{said}&" if said else ""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("rashomon.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["lit"] = lighting.html
    environment.filters["found"] = found
    environment.filters["interval"] = ladder.bounds
    environment.filters["again"] = again
    return environment
