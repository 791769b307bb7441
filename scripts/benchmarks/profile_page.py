"""Reading a profile page of 600 KB, as the browser loads it: its data is cut out, and no DOM is built.

The floor decodes the cut-out script alone, into plain values; finding it in the page is ours.
"""

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks.sample import compact
from companion import tiktok
from companion.sample_tiktok.world import DEFAULT_CREATOR, World
from companion.tiktok import pages

ROUNDS = 200
SIZE = 600 * 1024
CUT = '"webapp.a-b":{"vidList":[],"parameters":{}}'


def run(folder: Path) -> dict[str, object]:  # noqa: ARG001  every benchmark is given a folder
    """Median milliseconds of the floor and of reading the same page, taken in turn."""
    page = full_sized(World(seed=1, now=int(time.time())).profile_html(DEFAULT_CREATOR))
    script = pages.script(page, pages.REHYDRATION) or ""
    address = f"https://www.tiktok.com/@{DEFAULT_CREATOR}"
    data = page.encode()
    floor, read, imported = [], [], []
    for _ in range(ROUNDS):
        floor.append(timed(lambda: msgspec.json.decode(script)))
        read.append(timed(lambda: tiktok.read(page, source="embedded", page_url=address)))
        imported.append(timed(lambda: tiktok.read_file(data)))
    if tiktok.read(page, source="embedded", page_url=address).outcome != "read":
        raise SystemExit("the benchmark's page was not read")
    floor_ms, read_ms = statistics.median(floor), statistics.median(read)
    return {
        "benchmark": "read a profile page",
        "page_kb": round(len(data) / 1024),
        "script_kb": round(len(script.encode()) / 1024),
        "floor_ms": round(floor_ms, 2),
        "read_ms": round(read_ms, 2),
        "read_p95_ms": round(statistics.quantiles(read, n=20)[-1], 2),
        "ratio": round(read_ms / floor_ms, 2),
        "import_ms": round(statistics.median(imported), 2),
        "bar_ms": 25.0,
    }


def full_sized(page: str) -> str:
    """The sample's page with as much around its data as TikTok's has.

    Half of it is in the script (settings of experiments), half in styles and markup.
    """
    chance = random.Random(1)  # noqa: S311

    def word() -> str:
        return f"{chance.getrandbits(40):x}"

    settings = {word(): {"vid": word(), "on": True, "share": 0.5, "note": word()} for _ in range(SIZE // 2 // 80)}
    page = page.replace(CUT, f'"webapp.a-b":{{"vidList":[],"parameters":{compact(settings)}}}')
    styles = "".join(f".css-{word()}-Div{word()}{{display:flex;color:#{word()}}}" for _ in range(SIZE // 5 // 50))
    page = page.replace("</head>", f"<style>{styles}</style></head>")
    rest = SIZE - len(page)
    boxes = "".join(f'<div class="css-{word()}"><span>{word()}</span></div>' for _ in range(rest // 55))
    return page.replace("</body>", f"{boxes}</body>")


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of a call."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
