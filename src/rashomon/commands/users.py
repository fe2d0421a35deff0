"""`rashomon users`: who may use the desk, and as what."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from rashomon.commands import opened
from rashomon.terminal import options as o
from rashomon.terminal import streams

app = typer.Typer(
    help="People who may use the desk: reader (reads), coder (decides), editor (all)", no_args_is_help=True
)

UserName = Annotated[str, typer.Argument(help="The name to log in with.")]
RoleName = Annotated[str, typer.Argument(help="reader, coder or editor.")]


@app.command()
def add(
    name: UserName,
    role: RoleName,
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
) -> None:
    """Add a person; the password is asked for (or read from a pipe)."""
    from rashomon.archive import users

    with opened.archive(archive, create=True) as kept:
        users.add(kept, name, role, _password())
    streams.tell(f"{name} may log in as {role}")


@app.command(name="list")
def list_(archive: o.ArchiveFile = o.DEFAULT_ARCHIVE, json: o.AsJson = False) -> None:
    """List the people."""
    from rashomon.archive import users

    with opened.archive(archive) as kept:
        found = users.all_of(kept)
    if json:
        streams.write_json(found)
        return
    for user in found:
        more = [word for word, true in (("disabled", user.disabled), ("one-time code", user.totp)) if true]
        print("  ".join([user.name, user.role, *more]))


@app.command()
def role(name: UserName, role: RoleName, archive: o.ArchiveFile = o.DEFAULT_ARCHIVE) -> None:
    """Give a person another role. Ends their sessions, as every change does."""
    from rashomon.archive import users

    with opened.archive(archive) as kept:
        users.set_role(kept, name, role)
    streams.tell(f"{name} is {role} now")


@app.command()
def password(name: UserName, archive: o.ArchiveFile = o.DEFAULT_ARCHIVE) -> None:
    """Set a new password; it is asked for (or read from a pipe)."""
    from rashomon.archive import users

    with opened.archive(archive) as kept:
        users.set_password(kept, name, _password())
    streams.tell(f"{name} has a new password")


@app.command()
def disable(
    name: UserName,
    undo: Annotated[bool, typer.Option("--undo", help="Let them in again.")] = False,
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
) -> None:
    """Shut a person out. What they decided stays."""
    from rashomon.archive import users

    with opened.archive(archive) as kept:
        users.disable(kept, name, disabled=not undo)
    streams.tell(f"{name} {'may log in again' if undo else 'may not log in any more'}")


@app.command()
def totp(
    name: UserName,
    off: Annotated[bool, typer.Option("--off", help="Ask for no one-time code any more.")] = False,
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
) -> None:
    """Ask a person for a one-time code too; prints the address that an authenticator app takes."""
    from rashomon.archive import users

    with opened.archive(archive) as kept:
        if off:
            users.set_totp(kept, name, None)
            return
        from pyotp import TOTP, random_base32

        secret = random_base32()
        users.set_totp(kept, name, secret)
    print(TOTP(secret).provisioning_uri(name=name, issuer_name="Rashomon"))


def _password() -> str:
    """Typed twice at a terminal; a line of a pipe. Never an argument: those are seen by everyone on the machine."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    given: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return given
