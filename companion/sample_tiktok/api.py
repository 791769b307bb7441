"""The site's own requests: signed, in JSON, with planted secrets in every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request

from . import finding
from .world import PAGE_SIZE, World

if TYPE_CHECKING:
    from .pace import Pace


def _number(name: str, usual: int) -> int:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else usual


def _signed() -> bool:
    """Say whether the page's signer signed: TikTok answers an unsigned request with an empty body."""
    return bool(request.args.get("X-Bogus"))


def install(world: World, app: Flask, pace: Pace) -> None:
    """Add the requests that the site's own pages make."""
    _manners(app, pace)
    _of_creators(world, app)
    _finding(world, app)


def _manners(app: Flask, pace: Pace) -> None:
    @app.before_request
    def refuse_unsigned() -> Response | None:
        return Response() if request.path.startswith("/api/") and not _signed() else None

    @app.after_request
    def told_more(answer: Response) -> Response:
        if request.path.startswith("/api/"):
            answer = pace.paced(answer, request.args.get("pace", ""))
            answer.headers["x-ms-token"] = "PLANTED-HEADER-f1a9"
        return answer

    @app.post("/mcs/v1/list")
    def telemetry() -> dict[str, Any]:
        return {"e": 0}


def _of_creators(world: World, app: Flask) -> None:
    @app.get("/api/user/detail/")
    def user_detail() -> dict[str, Any]:
        return world.user_detail(request.args.get("uniqueId", ""))

    @app.get("/api/post/item_list/")
    def item_list() -> dict[str, Any]:
        handle = world.handle_of(request.args.get("secUid", "")) or ""
        return world.item_list(handle, _number("cursor", 0), min(_number("count", PAGE_SIZE), PAGE_SIZE))

    @app.get("/api/preload/item_list/")
    def preload() -> dict[str, Any]:
        return world.item_list(world.handle_of(request.args.get("secUid", "")) or "", 0, 4)

    @app.get("/api/item/detail/")
    def item_detail() -> dict[str, Any]:
        video = request.args.get("itemId", "")
        return world.item_detail(world.owner(video) or "", video)

    @app.get("/api/recommend/item_list/")
    def recommended() -> dict[str, Any]:
        beside = request.args.get("uniqueId")
        return finding.for_you(world) if beside is None else world.recommended(beside)

    @app.get("/api/recommend/user/")
    def suggested() -> dict[str, Any]:
        return world.suggested(request.args.get("uniqueId", ""), _number("count", 6))

    @app.get("/api/comment/list/")
    def comments() -> dict[str, Any]:
        return finding.comments(world, request.args.get("aweme_id", ""))


def _finding(world: World, app: Flask) -> None:
    def words() -> str:
        return request.args.get("keyword", "")

    @app.get("/api/challenge/detail/")
    def hashtag() -> dict[str, Any]:
        return finding.hashtag(world, request.args.get("challengeName", ""))

    @app.get("/api/challenge/item_list/")
    def of_hashtag() -> dict[str, Any]:
        return finding.of_hashtag(world, request.args.get("challengeID", ""), _number("cursor", 0))

    @app.get("/api/search/item/full/")
    def videos() -> dict[str, Any]:
        return finding.videos(world, words(), _number("offset", 0))

    @app.get("/api/search/general/full/")
    def top() -> dict[str, Any]:
        return finding.top(world, words(), _number("offset", 0))

    @app.get("/api/search/user/full/")
    def people() -> dict[str, Any]:
        return finding.people(world, words(), _number("offset", 0))
