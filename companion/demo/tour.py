"""The tour: open the desk, open a creator, connect, wait for the scores, check them, shortlist."""

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import click
import msgspec
from playwright.sync_api import Error, Page, sync_playwright

from companion.config import Settings
from companion.demo.overlay import OverlayReader, Shown, says
from companion.demo.stage import PATIENCE_S, Stage, raised, temporary_home
from companion.model import Brief, Scorecard, Unusable
from companion.sample_tiktok.world import World
from companion.service import access, briefs
from companion.store import open_store

BRIEF = Brief(
    name="Crumb & Co.",
    sells="Flour, sourdough starters and baking tools",
    audience="People who bake bread at home",
    keywords=("sourdough", "baking", "bread", "dough", "home baking"),
    hashtags=("sourdough", "breadtok", "homebaking"),
    languages=("en",),
    competitors=("Flourish",),
    margin=0.4,
    average_order=38.0,
    conversion_rate=0.02,
)

NUMBERS = {
    "Engagement rate": "engagement_rate",
    "Typical views": "typical_views",
    "Next video's views": "next_video_views",
}
"""The scores that must be on screen, by the name that the overlay gives them."""

STEP_MS = 100
CALM_S = 8
"""When nothing on screen has changed for so long, nothing more is to come."""

T = TypeVar("T")


def run(
    settings: Settings,
    *,
    inside: Path | None,
    handle: str,
    seed: int,
    headless: bool,
    once: bool,
    screenshot: Path | None,
) -> None:
    """Do the main job on the sample TikTok and print the scorecard, or stay open until the window is closed.

    Raises:
        Unusable: something on the way did not work; the sentence says what.
    """
    known = World(seed=seed, now=int(time.time())).creators
    if handle not in known:
        raise Unusable(f"There is no @{handle[:60]} on the sample TikTok; there are: {', '.join(sorted(known))}.")
    with temporary_home(inside) as folder, sync_playwright() as playwright:
        _write_brief(folder / "home")
        with raised(playwright, settings, home=folder, seed=seed, headless=headless) as stage:
            try:
                scorecard = _visit(stage, handle, screenshot)
            except Error as error:
                stage.companion.check()
                raise Unusable(f"The browser stopped the demo: {error.message.splitlines()[0]}") from error
            if once:
                click.echo(msgspec.json.format(msgspec.json.encode(scorecard), indent=2))
            else:
                click.echo("Everything shown was checked. Close the browser window to end the demo.")
                _until_closed(stage)


def _write_brief(home: Path) -> None:
    with closing(open_store(home)) as store:
        briefs.put(store, BRIEF, now=int(time.time()))


def _visit(stage: Stage, handle: str, screenshot: Path | None) -> Scorecard:
    stage.worker.evaluate("port => chrome.storage.local.set({port})", stage.companion.port)
    desk = _open_desk(stage)
    profile = stage.browser.new_page()
    profile.goto(f"https://www.tiktok.com/@{handle}")
    overlay = OverlayReader(profile)
    _until(stage, lambda: overlay.click("Connect"), lambda: f"The overlay offers no Connect. {_words(overlay)}")
    desk.bring_to_front()
    desk.goto(f"http://127.0.0.1:{stage.companion.port}/connection")
    with desk.expect_navigation(timeout=PATIENCE_S * 1000):
        desk.get_by_role("button", name="Allow").first.click(timeout=PATIENCE_S * 1000)
    desk.goto(f"http://127.0.0.1:{stage.companion.port}/shortlist")
    profile.bring_to_front()
    profile.wait_for_load_state("networkidle")
    scorecard = _until_checked(stage, overlay, desk, handle)
    _until(stage, lambda: overlay.click("Save"), lambda: f"The overlay offers no Save. {_words(overlay)}")
    _until(stage, lambda: overlay.has_button("Saved"), lambda: f"Saving did not work. {_words(overlay)}")
    if screenshot is not None:
        _keep_picture(profile, screenshot)
    return scorecard


def _open_desk(stage: Stage) -> Page:
    with closing(open_store(stage.home)) as store:
        ticket = access.new_ticket(store, now=int(time.time()))
    desk = stage.browser.pages[0]
    desk.goto(f"http://127.0.0.1:{stage.companion.port}/?ticket={ticket}")
    return desk


def _until_checked(stage: Stage, overlay: OverlayReader, desk: Page, handle: str) -> Scorecard:
    """The companion's scorecard, once the overlay says all the scores and each is the companion's.

    Raises:
        Unusable: the companion stopped, or nothing has changed for a while and the scores are not there.
    """
    before: object = None
    settled_at = time.monotonic()
    while True:
        stage.companion.check()
        shown, scorecard = overlay.numbers(), _companions_answer(desk, handle)
        wrong = _differences(shown, scorecard)
        if scorecard is not None and not wrong:
            return scorecard
        now = (overlay.text(), wrong)
        if now != before:
            before, settled_at = now, time.monotonic()
        if time.monotonic() - settled_at > CALM_S:
            reasons = "; ".join(f"{', '.join(names)}: {reason}" for reason, names in wrong.items())
            raise Unusable(f"@{handle} can't be scored. {reasons or 'Nothing was read'}. {_words(overlay)}")
        stage.browser.pages[-1].wait_for_timeout(STEP_MS)


def _differences(shown: dict[str, Shown], scorecard: Scorecard | None) -> dict[str, list[str]]:
    """What keeps the overlay from being right, by reason: scores that are not there, or are other numbers."""
    if scorecard is None:
        return {}
    expected = {name: scorecard.estimates[key] for name, key in NUMBERS.items()}
    expected[f"Fit, {scorecard.fit.word}"] = scorecard.fit.score
    wrong: dict[str, list[str]] = {}
    for name, estimate in expected.items():
        said = shown.get(name)
        if estimate.value is None:
            wrong.setdefault(estimate.missing or "not known", []).append(name)
        elif said is None or said.value is None:
            wrong.setdefault("known, but not shown in the panel", []).append(name)
        elif not all(
            says(text, exact)
            for text, exact in ((said.value, estimate.value), (said.low, estimate.low), (said.high, estimate.high))
        ):
            wrong[f"shown as {said.value} ({said.low} to {said.high}), but it is {estimate.value:.6g}"] = [name]
    return wrong


def _companions_answer(desk: Page, handle: str) -> Scorecard | None:
    ask = "path => fetch(path).then(answer => answer.ok ? answer.text() : null, () => null)"
    answer = desk.evaluate(ask, f"/api/v1/creators/@{handle}/scorecard")
    return msgspec.json.decode(answer, type=Scorecard) if answer else None


def _words(overlay: OverlayReader) -> str:
    said = overlay.text()
    return f"The overlay says: {said[:200]}" if said else "The overlay is not there."


def _until(stage: Stage, step: Callable[[], T | None], why_not: Callable[[], str]) -> T:
    """Try a step until it gives something.

    Raises:
        Unusable: the companion stopped, or the step gave nothing for as long as the patience lasts.
    """
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        stage.companion.check()
        if result := step():
            return result
        stage.browser.pages[-1].wait_for_timeout(STEP_MS)
    stage.companion.check()
    raise Unusable(why_not())


def _keep_picture(profile: Page, file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        profile.screenshot(path=file)
    except OSError as error:
        raise Unusable(f"The picture can't be written to {file}: {error.strerror or error}.") from error


def _until_closed(stage: Stage) -> None:
    while stage.browser.pages:
        stage.companion.check()
        try:
            stage.browser.pages[-1].wait_for_timeout(500)
        except Error:
            return
