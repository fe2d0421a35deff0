"""Adding reports by upload: what is sent, where it is put until it is read, and the page that shows how far it is."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from rashomon.archive import browsing
from rashomon.web import forms, links, views
from rashomon.web.adding import Batch, Batches
from rashomon.web.desk import Desk

MOST_FILES = 2_000
LONGEST_NAME = 100
"""Characters of the name of a dossier or of a file."""
CHUNK = 2**20


class BatchPage(msgspec.Struct, frozen=True, kw_only=True):
    """A batch, and what a person is told of it."""

    batch: Batch
    words: str
    finished: bool
    done: int
    total: int


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """Where files are sent, and where it is shown how far they are."""
    batches = Batches(desk)

    async def upload(request: Request) -> Response:
        form, _ = await forms.sent(desk, request, "coder", files=MOST_FILES)
        try:
            batch = await _kept(batches, form)
        finally:
            await form.close()
        return RedirectResponse(f"/batches/{batch.id}", status_code=303)

    async def conclude(request: Request) -> Response:
        await forms.sent(desk, request, "coder")
        name = links.name(request.path_params["dossier"])

        def draw() -> None:
            with desk.opened() as archive, archive.reading() as connection:
                claims = browsing.head(connection, name).claims
            desk.redraw(name, claims)

        await run_in_threadpool(draw)
        return RedirectResponse(links.OnDesk(name).base, status_code=303)

    def shown(request: Request) -> Response:
        page = found(request)
        around = views.frame(desk, request, title=f"Adding to {page.batch.dossier}", tab="adding")
        return views.answer(request, views.shown("batch.html", around, page=page).encode(), "text/html; charset=utf-8")

    def data(request: Request) -> Response:
        views.person(desk, request)
        return views.answer(request, msgspec.json.encode(found(request)), "application/json")

    def found(request: Request) -> BatchPage:
        batch = batches.get(request.path_params["batch"])
        if batch is None:
            raise HTTPException(404, "there is no such batch: the desk was closed since, or it is long done")
        return BatchPage(batch=batch, words=batch.words, finished=batch.finished, done=batch.done, total=batch.total)

    return (
        Route("/upload", upload, methods=["POST"], name="upload"),
        Route("/dossiers/{dossier}/conclude", conclude, methods=["POST"], name="conclude"),
        Route("/batches/{batch}.json", data, methods=["GET"], name="batch.json"),
        Route("/batches/{batch}", shown, methods=["GET"], name="batch"),
    )


async def _kept(batches: Batches, form: FormData) -> Batch:
    """The files put into a folder of their own, and their batch begun. Raises HTTPException 422 or 429."""
    name = dossier_name(form.get("dossier"))
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if not files:
        raise HTTPException(422, "no file was chosen: go back and choose some")
    if batches.full:
        raise HTTPException(429, "too many batches wait to be read: send this one when some are done")
    folder = Path(tempfile.mkdtemp(prefix="rashomon-upload-"))
    for number, file in enumerate(files):
        await run_in_threadpool(_put, file, folder, number)
    return batches.start(folder, name)


def dossier_name(given: object) -> str:
    """The name of a dossier as it was typed. Raises HTTPException 422 when it cannot be one."""
    name = unicodedata.normalize("NFC", given.strip()) if isinstance(given, str) else ""
    if not name or len(name) > LONGEST_NAME or not all(one.isprintable() for one in name):
        raise HTTPException(422, f"a dossier needs a name of at most {LONGEST_NAME} printable characters")
    return name


def file_name(given: str, number: int) -> str:
    """A name under which a file can be put into a folder of ours, whatever it was called: no path, nothing hidden."""
    last = PureWindowsPath(PurePosixPath(given).name).name
    kept = re.sub(r"[^\w.()\[\] -]", "_", last, flags=re.UNICODE).strip(". ")[-LONGEST_NAME:]
    return kept.lstrip(". ") or f"file-{number}.txt"


def _put(file: UploadFile, folder: Path, number: int) -> None:
    """Two files of one name are both kept."""
    path = folder / file_name(file.filename or "", number)
    if path.exists():
        path = folder / f"{number}-{path.name}"
    with path.open("xb") as out:
        while chunk := file.file.read(CHUNK):
            out.write(chunk)
