"""What a trace of Chromium says of one page: time in scripts, tasks, and what of it are an extension's scripts.

Times are the main thread's own (processor time), so that other programs on the machine are not counted.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from playwright.sync_api import CDPSession, Page

CATEGORIES = "devtools.timeline,v8,disabled-by-default-devtools.timeline,disabled-by-default-v8.cpu_profiler"
SCRIPTING = frozenset(
    (
        *("EvaluateScript", "FunctionCall", "RunMicrotasks", "v8.run", "v8.callFunction", "v8.compile"),
        *("v8.compileModule", "v8.evaluateModule", "v8.produceCache", "MinorGC", "MajorGC"),
    )
)
"""What runs, or serves, JavaScript; layout that a script forces counts as its time."""
TASK = "RunTask"
PATIENCE_MS = 30_000

Span = tuple[float, float]
"""Start and end in milliseconds of the thread's time."""


class Visit(msgspec.Struct, frozen=True):
    """One page's main thread during a trace, in milliseconds.

    Attributes:
        scripting: time in scripts, whoever's.
        ours: time in which the stack held a script of the extension, by its URL or by the profiler's samples.
        longest_task: the longest task in which at least half of the scripting was the extension's.
    """

    scripting: float
    ours: float
    longest_task: float


class Recorder:
    """Traces what happens between ``start`` and ``stop`` on one page."""

    def __init__(self, page: Page) -> None:
        """Attach to the page."""
        self._page = page
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._events: list[dict[str, Any]] = []
        self._done = False
        self._session.on("Tracing.dataCollected", lambda batch: self._events.extend(batch["value"]))
        self._session.on("Tracing.tracingComplete", lambda _: setattr(self, "_done", True))

    def start(self) -> None:
        """Begin."""
        self._events.clear()
        self._done = False
        self._session.send("Tracing.start", {"transferMode": "ReportEvents", "categories": CATEGORIES})

    def stop(self, origin: str) -> Visit:
        """End, and say what the page of this origin did."""
        self._session.send("Tracing.end")
        for _ in range(PATIENCE_MS // 50):
            if self._done:
                return summed(self._events, origin)
            self._page.wait_for_timeout(50)
        raise SystemExit("the browser did not hand over its trace")


def summed(events: list[dict[str, Any]], origin: str) -> Visit:
    """The visit in a trace."""
    thread = _main_thread(events, origin)
    mine = [e for e in events if (e["pid"], e["tid"]) == thread and e["ph"] == "X" and "tts" in e]
    spans = [(e["name"], (e["tts"] / 1000, (e["tts"] + e.get("tdur", 0)) / 1000), _url(e)) for e in mine]
    scripting = merged(span for name, span, _ in spans if name in SCRIPTING)
    ours = merged(
        [
            *(span for name, span, url in spans if name in SCRIPTING and url.startswith("chrome-extension://")),
            *_sampled(events, thread, _Clock(mine)),
        ]
    )
    tasks = [span for name, span, _ in spans if name == TASK]
    extensions = [task for task in tasks if _within(ours, task) * 2 >= max(_within(scripting, task), 0.001)]
    return Visit(total(scripting), total(ours), max((end - start for start, end in extensions), default=0.0))


def _main_thread(events: list[dict[str, Any]], origin: str) -> tuple[int, int]:
    """The main thread of the renderer that ran most of the origin's scripts."""
    renderers = {
        (e["pid"], e["tid"])
        for e in events
        if e["name"] == "thread_name" and e["args"].get("name") == "CrRendererMain"
    }
    ran: dict[tuple[int, int], int] = defaultdict(int)
    for event in events:
        if (event["pid"], event["tid"]) in renderers and _url(event).startswith(origin):
            ran[event["pid"], event["tid"]] += 1
    if not ran:
        raise SystemExit("the trace holds nothing of the page")
    return max(ran, key=ran.__getitem__)


def _url(event: dict[str, Any]) -> str:
    data = event.get("args", {}).get("data") or {}
    return str(data.get("url") or data.get("fileName") or "") if isinstance(data, dict) else ""


class _Clock:
    """From the machine's time to the thread's."""

    def __init__(self, events: list[dict[str, Any]]) -> None:
        ends = ((e["ts"] + e["dur"], e["tts"] + e["tdur"]) for e in events if "dur" in e and "tdur" in e)
        self._known = sorted({*((e["ts"], e["tts"]) for e in events), *ends})

    def thread_ms(self, at: float) -> float:
        """The thread's time at a moment, as far on between two known ones as the machine's."""
        place = min(max(bisect_right(self._known, (at, float("inf"))), 1), len(self._known) - 1)
        (before, one), (after, other) = self._known[place - 1], self._known[place]
        share = min(max((at - before) / (after - before), 0), 1) if after > before else 0
        return float(one + (other - one) * share) / 1000


def _sampled(events: list[dict[str, Any]], thread: tuple[int, int], clock: _Clock) -> Iterator[Span]:
    """Times at which the profiler found a script of an extension on the stack, as spans between samples."""
    nodes: dict[int, tuple[int | None, bool]] = {}
    inside = False
    started = {e["id"]: e for e in events if e["name"] == "Profile" and (e["pid"], e["tid"]) == thread}
    at = min((e["args"]["data"]["startTime"] for e in started.values()), default=0)
    for event in events:
        if event["name"] != "ProfileChunk" or event.get("id") not in started or event["pid"] != thread[0]:
            continue
        data = event["args"]["data"]
        profile = data.get("cpuProfile", {})
        for node in profile.get("nodes", ()):
            url = node["callFrame"].get("url", "")
            nodes[node["id"]] = (node.get("parent"), url.startswith("chrome-extension://"))
        for sample, delta in zip(profile.get("samples", ()), data.get("timeDeltas", ()), strict=False):
            before, at = at, at + delta
            if inside:
                yield clock.thread_ms(before), clock.thread_ms(at)
            inside = _of_extension(nodes, sample)


def _of_extension(nodes: dict[int, tuple[int | None, bool]], node: int | None) -> bool:
    while node is not None:
        node, extension = nodes.get(node, (None, False))
        if extension:
            return True
    return False


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans without overlaps."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def total(spans: Iterable[Span]) -> float:
    """Their length."""
    return sum(end - start for start, end in spans)


def _within(spans: list[Span], task: Span) -> float:
    return sum(max(0.0, min(end, task[1]) - max(start, task[0])) for start, end in spans)
