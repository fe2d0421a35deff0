"""`rashomon gazetteer`: which gazetteer places are looked up in, and a user's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.terminal import options as o
from rashomon.terminal import streams

if TYPE_CHECKING:
    from rashomon.reading.gazetteer_store import About

MEGABYTE = 2**20

app = typer.Typer(help="Which gazetteer places are looked up in; load a GeoNames dump.", invoke_without_command=True)


@app.callback()
def status(context: typer.Context, json: o.AsJson = False) -> None:
    """Show which gazetteer is in use, of what day, and how large; `load` takes a GeoNames dump, `reset` goes back."""
    if context.invoked_subcommand is not None:
        return
    from rashomon.reading import gazetteer_store

    _show(gazetteer_store.status(), json=json)


@app.command()
def load(
    dump: Annotated[Path, typer.Argument(help="allCountries, cities500, IQ ... from GeoNames: the .zip, or its .txt.")],
    json: o.AsJson = False,
) -> None:
    """Load a GeoNames dump: its places are found beside the built-in ones from now on. Replaces one loaded before."""
    from rashomon.reading import gazetteer_store

    with streams.progress("places") as tick:
        path = gazetteer_store.load(dump, progress=lambda done: tick(done, None))
    _show(gazetteer_store.about(path), json=json)
    streams.tell("what was read before keeps its places until it is read anew (rashomon reread --all)")


@app.command()
def reset() -> None:
    """Go back to the built-in gazetteer."""
    from rashomon.reading import gazetteer_store

    there = gazetteer_store.reset()
    streams.tell("the built-in gazetteer is in use" + ("" if there else "; no other was loaded"))


def _show(about: About, *, json: bool) -> None:
    if json:
        streams.write_json(about)
        return
    kind = "loaded, beside the built-in towns" if about.loaded else "built in"
    edition = f"last changed {about.edition}" if about.loaded else f"version {about.edition}"
    print(f"{about.source} ({kind}), {edition}")
    if about.path:
        print(f"{about.rows:,} places, {about.bytes / MEGABYTE:.0f} MB: {about.path}")
    else:
        print("compiled at first use, which takes about ten seconds")
