"""What the extension costs the page: the sample profile in Chromium, visited in turn with and without it.

*Added scripting* is the paired difference of the page's time in scripts over a whole visit, traced: load, list,
panel, badges, until a second and a half after the list. *Our scripts* is what the trace itself gives to scripts of
the extension. *Delay of a list answer* is measured by the page: from its own call to the parsed answer, as paired
differences; two bare browsers, compared the same way, show what is noise. The floor of each is the browser without
the extension.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from benchmarks.tracing import Recorder, Visit
from companion import config
from companion.browser import find_chromium
from companion.demo.overlay import OverlayReader
from companion.demo.stage import Stage, raised
from companion.demo.tour import BRIEF
from companion.sample_tiktok.server import Server, chromium_flags
from companion.sample_tiktok.world import DEFAULT_CREATOR
from companion.service import access, briefs
from companion.store import open_store

VISITS = 15
ANSWERS = 60
WARM_UP = 3
SETTLED_MS = 1500
"""How long after its list a page is still watched."""
PATIENCE_S = 30
ORIGIN = "https://www.tiktok.com"
PROFILE = f"{ORIGIN}/@{DEFAULT_CREATOR}"
ASK = """async () => {
  const api = await import("/sample-static/api.js");
  const { user } = api.scope["webapp.user-detail"].userInfo;
  const started = performance.now();
  await api.itemList(user, "0");
  return performance.now() - started;
}"""


def run(folder: Path) -> dict[str, object]:
    """Visit and ask in turn, and compare."""
    with sync_playwright() as playwright, ExitStack() as stack:
        _write_brief(folder / "home")
        stage = stack.enter_context(raised(playwright, config.load(), home=folder, seed=1, headless=True))
        bare = stack.enter_context(_bare(playwright, stage.tiktok, folder / "bare"))
        other = stack.enter_context(_bare(playwright, stage.tiktok, folder / "other"))
        _connect(stage)
        pages = [context.new_page() for context in (stage.browser, bare, other)]
        visits = _in_turn(VISITS, [_visiting(page) for page in pages[:2]])
        answers = _in_turn(ANSWERS, [lambda page=page: float(page.evaluate(ASK)) for page in _opened(pages)])
    return _visit_figures(*visits) | _answer_figures(*answers)


def _visit_figures(with_it: Sequence[Visit], without: Sequence[Visit]) -> dict[str, object]:
    added = [one.scripting - two.scripting for one, two in zip(with_it, without, strict=True)]
    return {
        "benchmark": "what the extension costs the page",
        "visits": VISITS,
        "scripting_without_ms": _middle(visit.scripting for visit in without),
        "scripting_with_ms": _middle(visit.scripting for visit in with_it),
        "added_scripting_ms": _middle(added),
        "added_scripting_interval_ms": _interval(added),
        "our_scripts_ms": _middle(visit.ours for visit in with_it),
        "bar_added_scripting_ms": 30.0,
        "longest_task_of_ours_ms": round(max(visit.longest_task for visit in with_it), 1),
        "longest_task_of_ours_median_ms": _middle(visit.longest_task for visit in with_it),
        "bar_longest_task_ms": 50.0,
    }


def _answer_figures(
    with_it: Sequence[float], without: Sequence[float], again: Sequence[float]
) -> dict[str, object]:
    delay = [one - two for one, two in zip(with_it, without, strict=True)]
    noise = [one - two for one, two in zip(again, without, strict=True)]
    low, high = _interval(noise)
    return {
        "list_answers": ANSWERS,
        "list_answer_without_ms": _middle(without),
        "list_answer_with_ms": _middle(with_it),
        "added_delay_ms": _middle(delay),
        "added_delay_interval_ms": _interval(delay),
        "noise_ms": _middle(noise),
        "noise_interval_ms": (low, high),
    }


def _middle(values: Sequence[float] | Iterator[float]) -> float:
    return round(statistics.median(values), 2)


def _interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the median, from the ranks alone (sign test)."""
    ranked = sorted(values)
    rank = max(0, int((len(ranked) - 1.96 * len(ranked) ** 0.5) / 2))
    return round(ranked[rank], 2), round(ranked[-1 - rank], 2)


def _in_turn(rounds: int, sides: Sequence[Callable[[], object]]) -> list[list]:
    """What each side gives, round by round, each as often first as any other."""
    given: list[list] = [[] for _ in sides]
    for number in range(rounds + WARM_UP):
        for turn in range(len(sides)):
            side = (number + turn) % len(sides)
            given[side].append(sides[side]())
    return [each[WARM_UP:] for each in given]


def _visiting(page: Page) -> Callable[[], Visit]:
    recorder = Recorder(page)

    def visit() -> Visit:
        page.goto("about:blank")
        recorder.start()
        with page.expect_response(lambda answer: "/api/post/item_list" in answer.url):
            page.goto(PROFILE)
        page.wait_for_timeout(SETTLED_MS)
        return recorder.stop(ORIGIN)

    return visit


def _opened(pages: Sequence[Page]) -> Iterator[Page]:
    for page in pages:
        page.goto(PROFILE)
        page.wait_for_load_state("networkidle")
        yield page


def _write_brief(home: Path) -> None:
    store = open_store(home)
    briefs.put(store, BRIEF, now=int(time.time()))
    store.close()


@contextmanager
def _bare(playwright: Playwright, tiktok: Server, profile: Path) -> Iterator[BrowserContext]:
    """The same browser on the same pages, without the extension."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=find_chromium(config.load().browser, lambda: playwright.chromium.executable_path),
        channel="chromium",
        headless=True,
        ignore_https_errors=True,
        viewport={"width": 1280, "height": 900},
        args=chromium_flags(tiktok.port),
    )
    try:
        yield context
    finally:
        context.close()


def _connect(stage: Stage) -> None:
    """Pair the extension, and wait until its panel shows the scores."""
    stage.worker.evaluate("port => chrome.storage.local.set({port})", stage.companion.port)
    page = stage.browser.new_page()
    page.goto(PROFILE)
    overlay = OverlayReader(page)
    _until(page, lambda: overlay.click("Connect"))
    store = open_store(stage.home)
    _until(page, lambda: access.waiting(store, int(time.time())))
    for request in access.waiting(store, int(time.time())):
        access.allow(store, request.id, int(time.time()))
    store.close()
    _until(page, lambda: overlay.has_button("Save"))
    page.close()


def _until(page: Page, found: Callable[[], object]) -> None:
    for _ in range(PATIENCE_S * 10):
        if found():
            return
        page.wait_for_timeout(100)
    raise SystemExit("the extension did not connect")
