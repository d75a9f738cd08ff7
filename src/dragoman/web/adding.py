"""Reports handed in on a page, as files or as pasted text, coded on the spot and added to the desk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from dragoman.desk.adding import Added, add
from dragoman.errors import OptionError
from dragoman.intake import ReadOptions, Skipped, read
from dragoman.intake.formats import ENDINGS
from dragoman.report import Report
from dragoman.web import csrf
from dragoman.web.jobs import Job, TooMany
from dragoman.web.limits import BODY
from dragoman.web.rendering import page
from dragoman.web.site import Site, site

FILES = 50
"""Files of one lot."""
MEMBERS = 1_000
"""Members of one archive that is handed in."""
PASTED = "pasted text"


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as it was handed in. Its name is for people: it is kept under another."""

    name: str
    content: bytes


def add_page(request: Request) -> Response:
    """The page on which reports are pasted or dropped."""
    return page(request, "add.html", jobs=list(site(request).jobs), endings=",".join(ENDINGS), error="")


async def hand_in(request: Request) -> Response:
    """Takes reports and begins to code them. A script that asks for JSON gets the lot; a form is led to its page."""
    form: FormData
    async with request.form(max_files=FILES, max_fields=20, max_part_size=BODY) as form:
        csrf.check(request, form)
        given = await _handed(form)
        outlet, published = str(form.get("outlet", "")).strip(), str(form.get("published", "")).strip()
    scripted = "application/json" in request.headers.get("accept", "")
    held = site(request)
    try:
        if not given:
            raise OptionError("There is nothing to read: paste a text or choose a file.")
        options = ReadOptions(outlet=outlet or None, published=published or None, max_bytes=BODY, max_members=MEMBERS)
        job = held.jobs.start(tuple(one.name for one in given), lambda job: code(held, given, options, job))
    except (OptionError, TooMany) as error:
        told = str(error) or "Too many lots are waiting; try again when they are done."
        if scripted:
            return JSONResponse({"error": told}, 400)
        return page(request, "add.html", 400, jobs=list(held.jobs), endings=",".join(ENDINGS), error=told)
    if scripted:
        return JSONResponse(_told(job), 202)
    return RedirectResponse(f"/add/{job.id}", 303)


def lot(request: Request) -> Response:
    """How far a lot is: a page that loads itself anew until it is over, or JSON."""
    job = site(request).jobs.get(request.path_params["lot"])
    scripted = "application/json" in request.headers.get("accept", "")
    if job is None:
        told = "This lot is no longer remembered; what it kept is on the desk."
        return (
            JSONResponse({"error": told}, 404)
            if scripted
            else page(request, "error.html", 404, title="Not found", detail=told)
        )
    return JSONResponse(_told(job)) if scripted else page(request, "lot.html", job=job)


def code(held: Site, given: Sequence[Handed], options: ReadOptions, job: Job) -> None:
    """Reads, codes and keeps a lot, and writes into its job how far that is."""

    def tell(added: Added) -> None:
        job.kept, job.held, job.statements, job.skipped = added.kept, added.held, added.statements, list(added.skipped)

    job.stage = "reading"
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        items = _read(given, Path(folder), options, job)
        desk = held.desk
        add(desk.engine, desk.shown, items, held.coder, tell)


def _read(given: Sequence[Handed], folder: Path, options: ReadOptions, job: Job) -> Iterator[Report | Skipped]:
    for number, one in enumerate(given):
        path = folder / f"{number}{_ending(one.name)}"
        path.write_bytes(one.content)
        for item in read(path, options):
            place = (item.location or str(path)).replace(str(path), one.name)
            if isinstance(item, Report):
                job.read += 1
                job.hashes.append(item.id)
                job.stage = "coding"
            yield replace(item, location=place)


def _ending(name: str) -> str:
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    # Endings tell how a file is read; any other is none that intake knows, and could be anything.
    return ending if ending in ENDINGS else ".unknown" if ending and name != PASTED else ""


async def _handed(form: FormData) -> list[Handed]:
    found = list[Handed]()
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        # Browsers write line ends of forms as CR LF; the text was pasted without.
        found.append(Handed(PASTED, text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")))
    for file in form.getlist("files"):
        if isinstance(file, UploadFile) and file.filename:
            found.append(Handed(PurePosixPath(file.filename.replace("\\", "/")).name or "file", await file.read()))
    return found


def _told(job: Job) -> dict[str, object]:
    return {
        "id": job.id,
        "page": f"/add/{job.id}",
        "names": job.names,
        "stage": job.stage,
        "over": job.over,
        "read": job.read,
        "kept": job.kept,
        "held": job.held,
        "statements": job.statements,
        "reports": job.hashes,
        "skipped": [{"location": one.location, "reason": one.reason, "detail": one.detail} for one in job.skipped],
        "error": job.error,
    }


ROUTES = [
    Route("/add", add_page),
    Route("/add", hand_in, methods=["POST"]),
    Route("/add/{lot}", lot),
]
