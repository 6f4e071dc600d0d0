"""Checks as jobs: begun, watched, read, given up, deleted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Header, Query, Request
from fastapi import Path as InPath
from sse_starlette import EventSourceResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from factcheck.models import Report
from factcheck.report import TEXT_FORMATS, render
from factcheck.server.events import follow, wait_for
from factcheck.server.problems import problem, responses
from factcheck.server.routes.shared import ARTICLE_EXAMPLES, desk_of
from factcheck.service.jobs import FINISHED, Job, Jobs, JobState
from factcheck.service.requests import CheckRequest

__all__ = ["router"]

router = APIRouter(tags=["checks"])

Seconds = Annotated[float, Query(ge=0, le=600, description="Wait so long for the job to finish; the server waits a minute at most.")]
JobId = Annotated[str, InPath(min_length=1, max_length=64)]
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "json": "application/json",
    "sarif": "application/sarif+json",
    "junit": "application/xml",
    "github": "text/plain; charset=utf-8",
    "github-summary": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
_ACCEPTED = {"text/html": "html", "text/markdown": "markdown", "application/json": "json", "application/sarif+json": "sarif"} | {
    "application/xml": "junit",
    "text/xml": "junit",
    "text/csv": "csv",
    "application/*": "json",
    "text/*": "markdown",
    "*/*": "json",
}


@router.post(
    "/checks",
    status_code=202,
    response_model=Job,
    responses={
        200: {"model": Job, "description": "Finished within `wait`"},
        202: {"headers": {"Location": {"description": "Address of the job", "schema": {"type": "string"}}}},
        **responses("unusable", "too-large", "not-json", "forbidden", "busy"),
    },
)
async def check(
    request: Request,
    body: Annotated[CheckRequest, Body(openapi_examples=ARTICLE_EXAMPLES)],
    wait: Seconds = 0,
) -> Response:
    """Check every claim of an article against the evidence. Answers 202 and the job's address, or 200 if finished within `wait`."""
    desk = desk_of(request)
    await run_in_threadpool(_require_readable, request, body)
    job = await run_in_threadpool(desk.store.add, body.model_dump_json(exclude_none=True))
    desk.workers.wake()
    job = await wait_for(desk.store, desk.bell, job.id, min(wait, desk.most_wait))
    return JSONResponse(job.model_dump(mode="json"), 200 if job.state in FINISHED else 202, headers={"location": f"/v1/jobs/{job.id}"})


def _require_readable(request: Request, body: CheckRequest) -> None:
    """What cannot be read is refused at once; an address is fetched by the job."""
    desk = desk_of(request)
    if body.article.address is None or not desk.service.limits.allow_fetch or body.article.content is not None:
        with desk.turnstile.through():
            desk.service.read(body)


@router.get("/jobs", responses=responses())
def jobs(request: Request, state: JobState | None = None, most: Annotated[int, Query(ge=1, le=500)] = 50) -> Jobs:
    """The jobs that are kept, newest first."""
    return Jobs(jobs=desk_of(request).store.jobs(state=state, most=most))


@router.get("/jobs/{job}", responses=responses("not-found", "busy"))
async def job(request: Request, job: JobId, wait: Seconds = 0) -> Job:
    """How a job stands; with `wait`, as soon as it is finished."""
    desk = desk_of(request)
    return await wait_for(desk.store, desk.bell, job, min(wait, desk.most_wait))


@router.get(
    "/jobs/{job}/report",
    response_class=Response,
    responses={
        200: {"description": "The report", "content": {kind.split(";")[0]: {"schema": {}} for kind in MEDIA_TYPES.values()}},
        **responses("not-found", "conflict", "not-acceptable"),
    },
)
def report(
    request: Request,
    job: JobId,
    format: Annotated[str | None, Query(max_length=40, description=f"One of {', '.join(TEXT_FORMATS)}.")] = None,  # noqa: A002 - its name
    accept: Annotated[str | None, Header(max_length=1_000)] = None,
) -> Response:
    """The report of a finished job, in the format that `?format=` or `Accept` asks for; JSON otherwise."""
    chosen = format if format is not None else _accepted(accept or "*/*")
    if chosen not in TEXT_FORMATS:
        return problem("not-acceptable", f"a report can be had as {', '.join(TEXT_FORMATS)}")
    stored = desk_of(request).store.report(job)
    # As it is kept, it is the JSON rendering: nothing to read or write again.
    rendered = stored if chosen == "json" else render(Report.model_validate_json(stored), chosen)
    return Response(rendered, media_type=MEDIA_TYPES[chosen])


def _accepted(accept: str) -> str | None:
    """The format for an Accept header: of those with the highest weight, the first named."""
    weighed: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept.split(",")):
        kind, *parameters = (one.strip().lower() for one in part.split(";"))
        weight = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        try:
            weighed.append((-float(weight), place, kind))
        except ValueError:
            continue
    return next((_ACCEPTED[kind] for weight, _, kind in sorted(weighed) if weight < 0 and kind in _ACCEPTED), None)


@router.get(
    "/jobs/{job}/events",
    response_class=EventSourceResponse,
    responses={
        200: {"description": "Events `state` and `progress`, numbered", "content": {"text/event-stream": {"schema": {"type": "string"}}}},
        **responses("not-found", "busy"),
    },
)
async def events(
    request: Request, job: JobId, last_event_id: Annotated[str | None, Header(max_length=20, pattern=r"^\d{1,9}$")] = None
) -> EventSourceResponse:
    """What happens to a job, as server-sent events, until it is finished; with Last-Event-ID, what happened since that one."""
    desk = desk_of(request)
    await run_in_threadpool(desk.store.job, job)
    desk.bell.require_room()
    return EventSourceResponse(follow(desk.store, desk.bell, job, int(last_event_id or 0)))


@router.post("/jobs/{job}/cancel", responses=responses("not-found"))
def cancel(request: Request, job: JobId) -> Job:
    """Give a job up: at once where it waits, at its next step where it runs. A finished one stays as it is."""
    desk = desk_of(request)
    given_up = desk.store.cancel(job)
    desk.bell.ring(job)
    return given_up


@router.delete("/jobs/{job}", status_code=204, responses=responses("not-found", "conflict"))
def delete(request: Request, job: JobId) -> None:
    """Delete a finished job, with the article's text and the report."""
    desk_of(request).store.delete(job)
