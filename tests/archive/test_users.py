"""Who gets in, who does not, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from pyotp import TOTP

from rashomon.archive import Archive, open_archive, users
from rashomon.archive import reviewtables as r
from rashomon.archive.users import Credentials, Refused
from rashomon.errors import InputError, NotFound

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOON = 1_800_000_000.0


@pytest.fixture
def staffed(archive: Archive) -> Archive:
    users.add(archive, "ann", "coder", PASSWORD)
    return archive


def _given(password: str = PASSWORD, code: str = "", name: str = "ann", address: str = "10.0.0.1") -> Credentials:
    return Credentials(name=name, password=password, code=code, address=address)


def test_a_login_gives_a_session_of_its_user(staffed: Archive) -> None:
    token = users.login(staffed, _given())
    found = users.of_session(staffed, token)
    assert found == users.User(name="ann", role="coder", disabled=False, totp=False)
    assert users.login(staffed, _given()) != token


@pytest.mark.parametrize("given", [_given("wrong password"), _given(name="ben"), _given(""), _given("x" * 100_000)])
def test_wrong_name_and_wrong_password_are_refused_in_the_same_words(staffed: Archive, given: Credentials) -> None:
    with pytest.raises(Refused, match="name, password or code is wrong"):
        users.login(staffed, given)


def test_neither_password_nor_token_can_be_read_from_the_archive(staffed: Archive) -> None:
    token = users.login(staffed, _given())
    with staffed.reading() as connection:
        kept = [str(row) for table in (r.users, r.sessions) for row in connection.execute(table.select())]
    assert not any(PASSWORD in line or token in line for line in kept)
    assert "$argon2id$" in kept[0]


def test_a_made_up_session_is_nobodys(staffed: Archive) -> None:
    assert users.of_session(staffed, "x" * 43) is None


def test_sessions_end_by_logging_out_unused_and_at_last(staffed: Archive) -> None:
    token = users.login(staffed, _given(), now=lambda: NOON)
    assert users.of_session(staffed, token, now=lambda: NOON + users.IDLE - 1)
    assert users.of_session(staffed, token, now=lambda: NOON + 2 * users.IDLE - 3)
    assert not users.of_session(staffed, token, now=lambda: NOON + 4 * users.IDLE)
    assert not users.of_session(staffed, token, now=lambda: NOON + users.LONGEST + 1)
    users.logout(staffed, token)
    assert not users.of_session(staffed, token, now=lambda: NOON + 1)


def test_every_change_of_a_user_ends_the_sessions(staffed: Archive) -> None:
    changes: list[Callable[[], None]] = [
        lambda: users.set_role(staffed, "ann", "reader"),
        lambda: users.set_password(staffed, "ann", PASSWORD),
        lambda: users.disable(staffed, "ann", disabled=False),
    ]
    for change in changes:
        token = users.login(staffed, _given())
        change()
        assert users.of_session(staffed, token) is None


def test_a_disabled_user_does_not_get_in(staffed: Archive) -> None:
    users.disable(staffed, "ann")
    with pytest.raises(Refused):
        users.login(staffed, _given())


def test_after_five_wrong_passwords_even_the_right_one_must_wait(staffed: Archive) -> None:
    for _ in range(users.ATTEMPTS):
        with pytest.raises(Refused):
            users.login(staffed, _given("guess guess"), now=lambda: NOON)
    with pytest.raises(Refused, match="15 minutes"):
        users.login(staffed, _given(address="10.9.9.9"), now=lambda: NOON + 60)
    assert users.login(staffed, _given(), now=lambda: NOON + users.WINDOW + 1)


def test_guesses_at_the_same_moment_are_counted_like_guesses_one_after_the_other(staffed: Archive) -> None:
    def guess(number: int) -> bool:
        with open_archive(staffed.path) as own:
            try:
                users.login(own, _given(f"guess number {number}"))
            except Refused as refused:
                return refused.wait
        raise AssertionError("a guess got in")

    with ThreadPoolExecutor(users.ATTEMPTS + 3) as pool:
        waits = list(pool.map(guess, range(users.ATTEMPTS + 3)))
    assert waits.count(False) == users.ATTEMPTS


def test_logging_in_rightly_is_not_held_against_an_address(staffed: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "ATTEMPTS_FROM", 3)
    for _ in range(5):
        users.login(staffed, _given())


def test_an_address_that_tries_many_names_must_wait(staffed: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "ATTEMPTS_FROM", 3)
    for number in range(3):
        with pytest.raises(Refused):
            users.login(staffed, _given(name=f"user{number}"))
    with pytest.raises(Refused, match="15 minutes"):
        users.login(staffed, _given())
    assert users.login(staffed, _given(address="10.0.0.2"))


def test_a_one_time_code_is_asked_for_and_works_once(staffed: Archive) -> None:
    users.set_totp(staffed, "ann", SECRET)
    code = TOTP(SECRET).at(int(NOON))
    for wrong in ("", "000000" if code != "000000" else "111111"):
        with pytest.raises(Refused):
            users.login(staffed, _given(code=wrong), now=lambda: NOON)
    assert users.login(staffed, _given(code=f" {code[:3]} {code[3:]}"), now=lambda: NOON)
    with pytest.raises(Refused):
        users.login(staffed, _given(code=code), now=lambda: NOON)
    users.set_totp(staffed, "ann", None)
    assert users.login(staffed, _given(), now=lambda: NOON)


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [
        ("ann", "coder", PASSWORD),
        ("", "coder", PASSWORD),
        ("a\nb", "coder", PASSWORD),
        ("b", "admin", PASSWORD),
        ("b", "coder", "short"),
        (" b", "coder", PASSWORD),
        ("b" * 65, "coder", PASSWORD),
    ],
)
def test_users_that_cannot_be_are_refused(staffed: Archive, name: str, role: str, password: str) -> None:
    with pytest.raises(InputError):
        users.add(staffed, name, role, password)
    assert len(users.all_of(staffed)) == 1


def test_nobody_is_changed_who_is_not_there(staffed: Archive) -> None:
    with pytest.raises(NotFound):
        users.set_role(staffed, "ben", "coder")
