"""What every implementation of documents must do; a second implementation joins by a second parameter."""

import json
import multiprocessing
import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from companion.model import InvalidInput, Unusable
from companion.store import open_store
from companion.store.files import shared_lock
from companion.store.interfaces import Document, Documents, Store

Opener = Callable[[Path], Store]


@pytest.fixture(params=[open_store], ids=["files"])
def opener(request: pytest.FixtureRequest) -> Opener:
    chosen: Opener = request.param
    return chosen


@pytest.fixture
def documents(opener: Opener, home: Path) -> Iterator[Documents]:
    store = opener(home)
    yield store.documents
    store.close()


def reopened(opener: Opener, home: Path, collection: str) -> dict[str, Document]:
    store = opener(home)
    try:
        return store.documents.all(collection)
    finally:
        store.close()


def test_what_was_put_is_there_for_the_next_one_who_opens(
    documents: Documents, opener: Opener, home: Path
) -> None:
    documents.put("briefs", 'Café & "co" 🥐', {"keywords": ["crème"], "weight": 0.5, "none": None})
    assert documents.get("briefs", 'Café & "co" 🥐') == {"keywords": ["crème"], "weight": 0.5, "none": None}
    assert reopened(opener, home, "briefs") == documents.all("briefs")
    assert documents.get("briefs", "other") is None
    assert documents.all("shortlist") == {}


def test_documents_keep_the_order_in_which_they_came(documents: Documents, opener: Opener, home: Path) -> None:
    for name in ("zoe", "10", "ada", "9"):
        documents.put("shortlist", name, {"n": 1})
    documents.put("shortlist", "10", {"n": 2})
    assert list(documents.all("shortlist")) == ["zoe", "10", "ada", "9"]
    assert list(reopened(opener, home, "shortlist")) == ["zoe", "10", "ada", "9"]


def test_put_replaces_and_never_merges(documents: Documents) -> None:
    documents.put("shortlist", "ada", {"stage": "agreed", "notes": "old"})
    documents.put("shortlist", "ada", {"stage": "declined"})
    assert documents.get("shortlist", "ada") == {"stage": "declined"}


def test_nobody_changes_what_is_kept_from_outside(documents: Documents) -> None:
    given = {"tags": ["a"], "inner": {"x": 1}}
    documents.put("shortlist", "ada", given)
    given["tags"].append("from the giver")
    taken = documents.get("shortlist", "ada")
    assert taken is not None
    taken["tags"].append("from the taker")
    documents.all("shortlist")["ada"]["inner"]["x"] = 2
    returned = documents.update("shortlist", "ada", lambda kept: kept)
    assert returned is not None
    returned["inner"]["x"] = 3
    assert documents.get("shortlist", "ada") == {"tags": ["a"], "inner": {"x": 1}}


def test_update_reads_changes_and_deletes(documents: Documents) -> None:
    assert documents.update("shortlist", "ada", lambda kept: {"was": kept}) == {"was": None}
    assert documents.update("shortlist", "ada", lambda kept: {"was": kept}) == {"was": {"was": None}}
    assert documents.update("shortlist", "ada", lambda _: None) is None
    assert documents.update("shortlist", "ada", lambda _: None) is None
    assert documents.all("shortlist") == {}


def test_an_update_that_fails_changes_nothing(documents: Documents, opener: Opener, home: Path) -> None:
    documents.put("shortlist", "ada", {"tags": ["a"]})

    def spoil(kept: Document | None) -> Document | None:
        assert kept is not None
        kept["tags"].append("b")
        raise KeyError("on the way")

    with pytest.raises(KeyError):
        documents.update("shortlist", "ada", spoil)
    assert documents.get("shortlist", "ada") == {"tags": ["a"]}
    assert reopened(opener, home, "shortlist") == {"ada": {"tags": ["a"]}}
    documents.put("shortlist", "bob", {})  # and the locks are free again


def test_an_update_may_look_at_other_documents(documents: Documents) -> None:
    documents.put("settings", "active", {"brief": "Oat milk"})
    documents.update("shortlist", "ada", lambda _: documents.get("settings", "active"))
    assert documents.get("shortlist", "ada") == {"brief": "Oat milk"}


@pytest.mark.parametrize("name", ["", "../up", "a/b", "UPPER", ".hidden", "con", "x" * 41, "tab\t", "a.json"])
def test_collections_have_plain_names(documents: Documents, home: Path, name: str) -> None:
    with pytest.raises(InvalidInput):
        documents.put(name, "ada", {})
    with pytest.raises(InvalidInput):
        documents.all(name)


@pytest.mark.parametrize("document_id", ["", "a\nb", "a\x00b", "x" * 201, "half \ud83d"])
def test_ids_are_printable_text(documents: Documents, document_id: str) -> None:
    with pytest.raises(InvalidInput):
        documents.put("shortlist", document_id, {})
    with pytest.raises(InvalidInput):
        documents.get("shortlist", document_id)


def test_an_id_is_never_a_path(documents: Documents, home: Path) -> None:
    documents.put("shortlist", "../../escaped", {"n": 1})
    assert documents.get("shortlist", "../../escaped") == {"n": 1}
    assert not list(home.parent.glob("escaped*"))


@pytest.mark.parametrize("document", [{"n": object()}, {"n": {1, 2j}}, {(1, 2): 3}, ["no", "mapping"], "text"])
def test_what_is_no_json_is_refused_and_loses_nothing(documents: Documents, document: Document) -> None:
    documents.put("shortlist", "ada", {"n": 1})
    with pytest.raises(InvalidInput):
        documents.put("shortlist", "ada", document)
    assert documents.get("shortlist", "ada") == {"n": 1}


def test_half_an_emoji_is_replaced(documents: Documents, opener: Opener, home: Path) -> None:
    documents.put("shortlist", "ada", {"notes": "wow \ud83d", "\udc00": ["\ud83d"]})
    assert documents.get("shortlist", "ada") == {"notes": "wow \ufffd", "\ufffd": ["\ufffd"]}
    assert reopened(opener, home, "shortlist") == documents.all("shortlist")


def test_two_stores_on_one_home_see_each_other(documents: Documents, opener: Opener, home: Path) -> None:
    other = opener(home)
    documents.put("shortlist", "ada", {"n": 1})
    assert other.documents.get("shortlist", "ada") == {"n": 1}
    other.documents.put("shortlist", "ada", {"n": 2})
    assert documents.get("shortlist", "ada") == {"n": 2}
    other.documents.update("shortlist", "ada", lambda _: None)
    assert documents.get("shortlist", "ada") is None
    other.close()


def test_threads_lose_nothing(documents: Documents) -> None:
    def work(name: int) -> None:
        for _ in range(15):
            documents.update("counters", "all", lambda kept: {"n": (kept or {"n": 0})["n"] + 1})
            documents.put("counters", f"thread {name}", {"n": name})

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert documents.get("counters", "all") == {"n": 120}
    assert len(documents.all("counters")) == 9


def count_up(opener: Opener, home: Path, name: str) -> None:
    store = opener(home)
    for n in range(40):
        store.documents.update("counters", "all", lambda kept: {"n": (kept or {"n": 0})["n"] + 1})
        store.documents.put("counters", f"{name} {n}", {})
    store.close()


def test_two_processes_lose_nothing(opener: Opener, home: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=count_up, args=(opener, home, name)) for name in ("one", "two")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    kept = reopened(opener, home, "counters")
    assert kept["all"] == {"n": 80}
    assert len(kept) == 81


def fill_disk(home: Path) -> None:
    """Run in a process of its own: a limit on the size of files is a real full disk to whoever writes."""
    import resource

    store = open_store(home)
    store.documents.put("shortlist", "ada", {"notes": "short"})
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    with pytest.raises(Unusable, match="disk is full"):
        store.documents.put("shortlist", "ada", {"notes": "long" * 4096})
    assert store.documents.get("shortlist", "ada") == {"notes": "short"}
    store.documents.put("shortlist", "bob", {"notes": "fits again"})
    os._exit(0)  # SQLite could not close its files under the limit


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_a_full_disk_leaves_file_and_memory_as_they_were(home: Path) -> None:
    child = multiprocessing.get_context("spawn").Process(target=fill_disk, args=(home,))
    child.start()
    child.join()
    assert child.exitcode == 0
    kept = reopened(open_store, home, "shortlist")
    assert kept == {"ada": {"notes": "short"}, "bob": {"notes": "fits again"}}


# What only files promise.


def test_files_are_readable_private_and_alone(home: Path) -> None:
    store = open_store(home)
    store.documents.put("briefs", "Café", {"keywords": ["crème"], "n": 1})
    store.close()
    file = home / "documents" / "briefs.json"
    text = file.read_text(encoding="utf-8")
    assert json.loads(text) == {"briefs": {"Café": {"keywords": ["crème"], "n": 1}}}
    assert re.search(r'\n +"Café": \{\n', text)
    if os.name != "nt":
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["briefs.json"]


@pytest.mark.parametrize(
    "broken", ["", "{", '{"briefs": []}', '{"briefs": {"a": 1}}', "[" * 5000, '{"briefs": {}}x', "\x00", "null"]
)
def test_a_broken_file_is_named_and_left_untouched(home: Path, broken: str) -> None:
    store = open_store(home)
    file = home / "documents" / "briefs.json"
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(Unusable, match=r"briefs\.json is damaged"):
        store.documents.all("briefs")
    with pytest.raises(Unusable):
        store.documents.put("briefs", "ada", {})
    assert file.read_text(encoding="utf-8") == broken
    store.documents.put("shortlist", "ada", {})
    file.write_text('{"briefs": {"mended": {"by": "hand"}}}', encoding="utf-8")
    assert store.documents.all("briefs") == {"mended": {"by": "hand"}}
    store.close()


def test_a_lock_that_is_never_freed_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.store.files.BUSY_SECONDS", 0)
    store = open_store(home)
    store.documents.put("briefs", "a", {"n": 1})
    holding, done = threading.Event(), threading.Event()

    def hog() -> None:
        with shared_lock(home):
            holding.set()
            done.wait()

    thread = threading.Thread(target=hog)
    thread.start()
    holding.wait()
    with pytest.raises(Unusable, match="busy"):
        store.documents.put("briefs", "b", {"n": 2})
    assert store.documents.all("briefs") == {"a": {"n": 1}}
    done.set()
    thread.join()
    store.documents.put("briefs", "b", {"n": 2})
    store.close()


def test_a_killed_writers_leftover_is_harmless(home: Path) -> None:
    store = open_store(home)
    store.documents.put("briefs", "a", {"n": 1})
    (home / "documents" / "briefs.json.new").write_bytes(b'{"half')
    assert store.documents.all("briefs") == {"a": {"n": 1}}
    store.documents.put("briefs", "b", {"n": 2})
    assert [path.name for path in (home / "documents").iterdir()] == ["briefs.json"]
    store.close()
