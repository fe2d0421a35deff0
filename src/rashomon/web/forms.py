"""Forms: who may send them, and that they come from a page of the desk."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from rashomon.web import guard
from rashomon.web.desk import Desk, Person, Role
from rashomon.web.views import person

RANK: dict[Role, int] = {"reader": 0, "coder": 1, "editor": 2}
"""Who may do more comes later."""
LARGEST_FIELD = 2**20
"""Bytes of one field that is no file."""


def required(desk: Desk, request: Request, role: Role) -> Person:
    """The person, if they may do what takes this role. Raises HTTPException 401 or 403."""
    found = person(desk, request)
    if RANK[found.role] < RANK[role]:
        raise HTTPException(403, f"this takes a {role}; you are logged in as {found.name}, a {found.role}")
    return found


async def sent(desk: Desk, request: Request, role: Role, *, files: int = 0) -> tuple[FormData, Person]:
    """The form and who sent it; whoever takes files closes it.

    Raises HTTPException when they may not, or when it comes from no page of theirs.
    """
    who = required(desk, request, role)
    form = await request.form(max_files=files, max_fields=200, max_part_size=LARGEST_FIELD)
    token = form.get("token", "")
    if not isinstance(token, str) or not guard.genuine(desk.secret, request.state.session, token):
        await form.close()
        raise HTTPException(403, "this form is not from a page of yours: load the page again, then send it")
    if not plain(form):
        await form.close()
        raise HTTPException(422, "no field of a form has a NUL character")
    return form, who


def plain(form: FormData) -> bool:
    """Whether no field has a NUL, which nobody can type and not every archive can keep."""
    return not any("\0" in value for _, value in form.multi_items() if isinstance(value, str))
