"""`rashomon users`, and that no desk opens to others without them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rashomon.archive import open_archive, users
from rashomon.archive.users import Credentials
from rashomon.cli import app
from rashomon.errors import RashomonError, SetupError

PASSWORD = "correct horse battery"


def _run(*arguments: str, typed: str = "") -> Result:
    result = CliRunner().invoke(app, list(arguments), input=typed)
    if isinstance(result.exception, RashomonError):
        raise result.exception
    return result


def test_people_are_added_changed_and_shut_out(tmp_path: Path) -> None:
    file = str(tmp_path / "a.db")
    _run("users", "add", "ann", "coder", "--archive", file, typed=f"{PASSWORD}\n")
    assert _run("users", "list", "--archive", file).output.split() == ["ann", "coder"]
    _run("users", "role", "ann", "editor", "--archive", file)
    _run("users", "password", "ann", "--archive", file, typed="another long password\n")
    address = _run("users", "totp", "ann", "--archive", file).output
    assert "otpauth://totp/Rashomon:ann?secret=" in address
    assert "one-time code" in _run("users", "list", "--archive", file).output
    _run("users", "totp", "ann", "--off", "--archive", file)
    given = Credentials(name="ann", password="another long password")
    with open_archive(Path(file)) as archive:
        assert users.login(archive, given)
    _run("users", "disable", "ann", "--archive", file)
    with open_archive(Path(file)) as archive, pytest.raises(users.Refused):
        users.login(archive, given)


@pytest.mark.parametrize(("role", "typed"), [("admin", PASSWORD), ("coder", "short"), ("coder", "")])
def test_who_cannot_be_added_is_not(tmp_path: Path, role: str, typed: str) -> None:
    file = str(tmp_path / "a.db")
    with pytest.raises(RashomonError):
        _run("users", "add", "ann", role, "--archive", file, typed=f"{typed}\n")
    assert _run("users", "list", "--archive", file).output == ""


def test_the_desk_does_not_open_to_others_while_it_has_no_users(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="rashomon users add"):
        _run("serve", "--host", "0.0.0.0", "--archive", str(tmp_path / "a.db"))
