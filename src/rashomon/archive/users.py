"""People who may use the desk: passwords as Argon2id hashes, sessions kept here, failed logins counted."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Literal, get_args

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from rashomon.archive import reviewtables as r
from rashomon.archive.opening import Archive
from rashomon.errors import InputError, NotFound

Role = Literal["reader", "coder", "editor"]
ROLES: tuple[Role, ...] = get_args(Role)

SHORTEST_PASSWORD = 10
"""Characters. NIST SP 800-63B asks for at least 8 (15 where it stands alone); no rules on which characters."""
LONGEST_PASSWORD = 1024
"""Characters: hashing costs time, and nobody types more."""
ATTEMPTS, WINDOW = 5, 15 * 60
"""Failed logins by name, and the seconds after which they no longer count: 480 guesses a day against one name."""
ATTEMPTS_FROM = 30
"""Failed logins from one address in the same time, whatever the names: an office behind one address still gets in."""
IDLE, LONGEST = 8 * 3600, 7 * 24 * 3600
"""Seconds after which a session ends unused (a working day), and at the latest."""
STEP = 30
"""Seconds of a one-time code (RFC 6238)."""

Now = Callable[[], float]

_HASHING = BoundedSemaphore(2)
"""Argon2id takes 64 MB for each password that is checked: no more than two at once, however many try."""


class User(msgspec.Struct, frozen=True, kw_only=True):
    """A person with a login."""

    name: str
    role: Role
    disabled: bool
    totp: bool
    """Whether a one-time code is asked for too."""


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody who wants to come in gives."""

    name: str
    password: str
    code: str = ""
    """The one-time code, where one is asked for."""
    address: str = ""
    """Where the request comes from."""


class Refused(Exception):
    """The login failed. Never says whether name, password or code was wrong; `wait` is when too many failed."""

    def __init__(self, *, wait: bool = False) -> None:
        self.wait = wait
        super().__init__(
            "too many failed logins: try again in 15 minutes" if wait else "name, password or code is wrong"
        )


def add(archive: Archive, name: str, role: str, password: str) -> None:
    """Raises InputError when the name is taken or not usable, the role is none, or the password is too short."""
    if not name.strip() or name != name.strip() or len(name) > 64 or not name.isprintable():
        raise InputError(f"{name!r} cannot be a name", remedy="1 to 64 characters, no spaces at the ends")
    hashed = _hashed(password)
    with archive.writing() as connection:
        if connection.scalar(select(r.users.c.name).where(r.users.c.name == name)) is not None:
            raise InputError(f"there is a user {name!r} already", remedy="`rashomon users list` shows them")
        connection.execute(
            insert(r.users).values(name=name, role=_role(role), password=hashed, totp=None, totp_used=0, disabled=False)
        )


def all_of(archive: Archive) -> tuple[User, ...]:
    """By name."""
    with archive.reading() as connection:
        return known(connection)


def known(connection: Connection) -> tuple[User, ...]:
    """By name."""
    found = connection.execute(select(r.users).order_by(r.users.c.name)).all()
    return tuple(User(name=row.name, role=row.role, disabled=row.disabled, totp=row.totp is not None) for row in found)


def set_role(archive: Archive, name: str, role: str) -> None:
    """Ends the user's sessions, as every change does. Raises InputError, NotFound."""
    _change(archive, name, role=_role(role))


def set_password(archive: Archive, name: str, password: str) -> None:
    """Raises InputError, NotFound."""
    _change(archive, name, password=_hashed(password))


def disable(archive: Archive, name: str, *, disabled: bool = True) -> None:
    """Shuts the user out, or lets them in again. Raises NotFound."""
    _change(archive, name, disabled=disabled)


def set_totp(archive: Archive, name: str, secret: str | None) -> None:
    """Asks for one-time codes made from the secret (base 32); None: no more. Raises NotFound."""
    _change(archive, name, totp=secret, totp_used=0)


def _change(archive: Archive, name: str, **values: object) -> None:
    with archive.writing() as connection:
        if not connection.execute(update(r.users).where(r.users.c.name == name).values(**values)).rowcount:
            raise NotFound(f"no user {name!r}", remedy="`rashomon users list` shows them")
        connection.execute(delete(r.sessions).where(r.sessions.c.user == name))


def login(archive: Archive, given: Credentials, *, now: Now = time.time) -> str:
    """A new session's token, for the cookie. Raises Refused.

    Whether the name is known cannot be told from how long it takes. A one-time code works once.
    """
    at = int(now())
    _attempt(archive, given, at)
    with archive.reading() as connection:
        user = connection.execute(select(r.users).where(r.users.c.name == given.name)).one_or_none()
    right = _matches(user.password if user is not None else None, given.password)
    step = _step(user.totp, user.totp_used, given.code, at) if user is not None else None
    if user is None or not right or user.disabled or step is None:
        raise Refused
    token = secrets.token_urlsafe(32)
    with archive.writing() as connection:
        unused = (r.users.c.name == given.name) & (r.users.c.totp_used < step)
        # Two logins with one code at the same moment: only the first finds the code unused.
        if user.totp and not connection.execute(update(r.users).where(unused).values(totp_used=step)).rowcount:
            raise Refused
        connection.execute(delete(r.attempts).where(r.attempts.c.who == f"name {given.name}"))
        mine = select(func.max(r.attempts.c.number)).where(r.attempts.c.who == f"from {given.address}")
        connection.execute(delete(r.attempts).where(r.attempts.c.number == mine.scalar_subquery()))
        connection.execute(delete(r.sessions).where(r.sessions.c.begun < at - LONGEST))
        connection.execute(insert(r.sessions).values(token=_digest(token), user=given.name, begun=at, seen=at))
    return token


def _attempt(archive: Archive, given: Credentials, at: int) -> None:
    """Counts the attempt before it is looked at, so that many at the same moment are not more than one after the other.
    Raises Refused when there were too many."""
    limits = ((f"name {given.name[:64]}", ATTEMPTS), (f"from {given.address}", ATTEMPTS_FROM))
    with archive.writing() as connection:
        connection.execute(delete(r.attempts).where(r.attempts.c.at <= at - WINDOW))
        for who, most in limits:
            query = select(func.count()).select_from(r.attempts).where(r.attempts.c.who == who)
            if (connection.scalar(query) or 0) >= most:
                raise Refused(wait=True)
        connection.execute(insert(r.attempts), [{"who": who, "at": at} for who, _ in limits])


def of_session(archive: Archive, token: str, *, now: Now = time.time) -> User | None:
    """Whose session it is; None when there is none, it has ended, or its user was disabled."""
    at = int(now())
    query = (
        select(r.users, r.sessions.c.begun, r.sessions.c.seen)
        .join(r.sessions, r.sessions.c.user == r.users.c.name)
        .where(r.sessions.c.token == _digest(token))
    )
    with archive.reading() as connection:
        row = connection.execute(query).one_or_none()
    if row is None or row.disabled or row.seen < at - IDLE or row.begun < at - LONGEST:
        return None
    if row.seen < at - 60:  # Not with every request: a write a minute is enough to tell that somebody is there.
        with archive.writing() as connection:
            connection.execute(update(r.sessions).where(r.sessions.c.token == _digest(token)).values(seen=at))
    return User(name=row.name, role=row.role, disabled=False, totp=row.totp is not None)


def logout(archive: Archive, token: str) -> None:
    """Ends the session."""
    with archive.writing() as connection:
        connection.execute(delete(r.sessions).where(r.sessions.c.token == _digest(token)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _role(role: str) -> str:
    if role not in ROLES:
        raise InputError(f"{role!r} is no role", remedy=f"one of: {', '.join(ROLES)}")
    return role


def _hashed(password: str) -> str:
    from argon2 import PasswordHasher

    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise InputError(
            "the password cannot be used", remedy=f"{SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters, any of them"
        )
    return PasswordHasher().hash(password)


_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$B6A0ed0gkkM9jyKqY9+/kg$KMY0RlnmZf5cRohKSQKShhRxbU3RAjORAxz/m91vZMo"
"""Of a password that nobody knows: checked where there is no such user, so that it takes as long."""


def _matches(hashed: str | None, password: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error, InvalidHashError

    if len(password) > LONGEST_PASSWORD:
        return False
    try:
        with _HASHING:
            return PasswordHasher().verify(hashed or _NOBODY, password) and hashed is not None
    except (Argon2Error, InvalidHashError):
        return False


def _step(secret: str | None, used: int, code: str, at: int) -> int | None:
    """The time step of the code, which may be one step early or late; 0 when none is asked for; None when wrong."""
    if secret is None:
        return 0
    from pyotp import TOTP

    clock = TOTP(secret, interval=STEP)
    steps = [at // STEP + shift for shift in (0, -1, 1)]
    given = code.strip().replace(" ", "")
    return next((s for s in steps if s > used and secrets.compare_digest(clock.at(s * STEP), given or "-")), None)
