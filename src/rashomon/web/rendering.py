"""Templates and static files. Everything a template writes is escaped unless it was escaped before."""

from __future__ import annotations

from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from rashomon.web import lighting


def render(template: str, **values: object) -> str:
    """The page. Raises jinja2.UndefinedError for a value that the template names and did not get."""
    return _environment().get_template(template).render(**values)


def static(name: str) -> bytes:
    """A file that is served as it is."""
    return resources.files("rashomon.web").joinpath("static", name).read_bytes()


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
    return environment
