"""A real companion, killed while it is written to: what it acknowledged is there afterwards."""

import json
import os
import random
import signal
import threading
import time
from typing import Any

from companion.demo.stage import CompanionProcess
from companion.sample_tiktok.world import World
from companion.store import instance
from tests.support.command import PATIENCE_S, Fitlens
from tests.support.raw_http import Answer, send

ROUNDS = 5
MOST_WRITES = 30
"""The kill comes after 1 to this many acknowledged writes, in the middle of whatever comes next."""
HANDLES = ("mira.bakes.slow", "ynez.glowdesk")
VIDEOS = 6
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""Windows ends a process at once with what it calls SIGTERM."""


class Program:
    """A program on this machine that writes one thing after the other, and remembers what was acknowledged."""

    def __init__(self, token: str) -> None:
        self.token, self.port = token, 0
        self.readings: dict[str, dict[str, int]] = {}
        self.notes: dict[str, str] = {}
        self.briefs: dict[str, list[str]] = {}
        self.cut_off: Any = None
        self.number = 0
        self.acknowledged = threading.Semaphore(0)
        self.refused: list[Answer] = []
        self.started_at = int(time.time()) - 86_400
        self.world = World(seed=1, now=self.started_at)

    def call(self, method: str, path: str, content: object = None) -> Answer:
        headers = [("Host", f"127.0.0.1:{self.port}"), ("Authorization", f"Bearer {self.token}")]
        body = None if content is None else json.dumps(content).encode()
        typed = [("Content-Type", "application/json")] if body else []
        return send(self.port, method, path, [*headers, *typed], body)

    def writes_until_nobody_answers(self) -> None:
        try:
            while not self.refused:
                self.number += 1
                self._capture()
                self._note()
                self._brief()
        except (OSError, IndexError):
            return  # the connection ended before a status came
        finally:
            self.acknowledged.release(MOST_WRITES)

    def _write(self, method: str, path: str, content: object, cut_off: Any) -> None:
        self.cut_off = cut_off
        answer = self.call(method, path, content)
        if answer.status != 200:
            self.refused.append(answer)
        self.cut_off = None
        self.acknowledged.release()

    def _capture(self) -> None:
        handle, moment = HANDLES[self.number % 2], self.started_at + self.number
        listed = self.world.item_list(handle, count=VIDEOS)
        for item in listed["itemList"]:
            views = item["stats"]["playCount"] + self.number
            item["stats"] |= {"playCount": views}
            item["statsV2"] |= {"playCount": str(views)}
        seen_at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))
        capture = {
            "schema": 1,
            "source": "api",
            "page_url": f"https://www.tiktok.com/@{handle}",
            "request_url": "https://www.tiktok.com/api/post/item_list/?cursor=0",
            "captured_at": seen_at,
            "body": json.dumps(listed),
        }
        self._write("POST", "/api/v1/captures", capture, None)
        for item in listed["itemList"]:
            self.readings.setdefault(item["id"], {})[seen_at] = item["stats"]["playCount"]

    def _note(self) -> None:
        handle, note = HANDLES[self.number % 2], f"note {self.number}"
        self._write("PUT", f"/api/v1/shortlist/@{handle}", {"notes": note}, note)
        self.notes[handle] = note

    def _brief(self) -> None:
        name, words = f"Brief{self.number % 5}", [f"word {self.number}"]
        self._write("PUT", f"/api/v1/briefs/{name}", {"name": name, "keywords": words}, words)
        self.briefs[name] = words

    def finds_everything(self) -> None:
        """What was acknowledged is there; the write that was cut off is there as a whole or not at all."""
        entries = {
            entry["handle"]: entry["notes"] for entry in self.call("GET", "/api/v1/shortlist").json["entries"]
        }
        for handle, note in self.notes.items():
            assert entries[handle] in (note, self.cut_off)
        briefs = {brief["name"]: brief["keywords"] for brief in self.call("GET", "/api/v1/briefs").json["briefs"]}
        for name, words in self.briefs.items():
            assert briefs[name] in (words, self.cut_off)
        captures: dict[str, int] = {}
        for video, readings in self.readings.items():
            history = self.call("GET", f"/api/v1/videos/{video}/history").json["history"]
            views = {moment["seen_at"]: moment["views"] for moment in history}
            assert readings.items() <= views.items()
            for seen_at in views:
                captures[seen_at] = captures.get(seen_at, 0) + 1
        assert set(captures.values()) == {VIDEOS}
        self.notes, self.briefs = entries, briefs


def test_what_was_acknowledged_survives_a_kill(tmp_path):
    chance = random.Random(11)  # noqa: S311
    home = tmp_path / "home"
    program = Program(Fitlens(home).does("clients", "add", "Writer").strip())
    for _ in range(ROUNDS):
        companion = CompanionProcess(home)
        try:
            program.port = companion.port
            if program.readings:
                program.finds_everything()
            program.acknowledged = threading.Semaphore(0)
            writer = threading.Thread(target=program.writes_until_nobody_answers)
            writer.start()
            for _ in range(chance.randrange(1, MOST_WRITES)):
                assert program.acknowledged.acquire(timeout=PATIENCE_S)
            os.kill(companion.pid, KILL)
            writer.join(PATIENCE_S)
            assert not writer.is_alive()
            assert program.refused == []
        finally:
            companion.stop()
        assert instance.running(home) is None
    companion = CompanionProcess(home)
    try:
        program.port = companion.port
        program.finds_everything()
    finally:
        companion.stop()
    assert len(program.notes) == len(HANDLES)
