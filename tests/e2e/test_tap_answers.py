"""The tap copies the answers that the page reads, and the page never feels it."""

import pytest

from tests.e2e.driver import eventually
from tests.e2e.page_code import WAYS, asked, list_of

MIRA = "mira.bakes.slow"
QUIET_PAGE = "https://www.tiktok.com/tag/nothingatall"
LARGEST = 2 * 1024 * 1024
# Chromium by itself, without us, takes 61 MiB of a body that a page does not read.
BROWSER_AHEAD = 80 * 1024 * 1024


@pytest.fixture
def quiet(connected):
    """A page that asks for nothing by itself, and fails the test for anything on its console."""
    tab = connected.browser.new_tab()
    tab.goto(QUIET_PAGE)
    eventually(lambda: tab.has("[data-e2e=challenge-title]"))
    yield tab
    assert [each for each in tab.said() if "Failed to load resource" not in each] == []


def creators(marketer):
    return list(marketer.tiktok.world.creators.values())


def noted(marketer):
    """What the popup would say of the tab that read last."""
    held = marketer.browser.office.evaluate("chrome.storage.session.get(null)")
    return [value for key, value in held.items() if key.startswith("read:")]


@pytest.mark.parametrize(("number", "way"), enumerate(WAYS), ids=list(WAYS))
def test_an_answer_is_read_however_the_page_reads_it(connected, quiet, number, way):
    world = connected.tiktok.world
    creator = [each for each in creators(connected) if each.public_posts][-1 - number]
    got = asked(quiet, WAYS[way], list_of(creator))
    assert got == world.item_list(creator.handle)
    eventually(lambda: connected.asks(f"/creators/@{creator.handle}"), lambda: noted(connected))


def test_letters_cut_through_by_the_network_arrive_whole(connected, quiet):
    creator = connected.tiktok.world.creators["matbakh.sawsan.q"]
    wanted = connected.tiktok.world.item_list(creator.handle)["itemList"]
    asked(quiet, WAYS["fetch and json"], list_of(creator, pace="pieces"))
    videos = eventually(lambda: (connected.asks(f"/creators/@{creator.handle}/videos") or {}).get("videos"))
    captions = {video["id"]: video["caption"] for video in videos}
    assert all(captions[item["id"]] == item["desc"] for item in wanted if item["id"] in captions)


@pytest.mark.parametrize("pace", ["stalled", "endless"])
def test_a_page_can_leave_a_body_that_does_not_end(connected, quiet, pace):
    read = """async url => {
      const reader = (await fetch(url)).body.getReader();
      const {value} = await reader.read();
      await reader.cancel("enough");
      return value.length;
    }"""
    assert asked(quiet, read, list_of(creators(connected)[0], pace=pace)) > 0


def test_an_aborted_request_fails_as_it_does_without_us(connected, quiet):
    aborted = """async url => {
      const control = new AbortController();
      const answer = await fetch(url, {signal: control.signal});
      control.abort();
      return answer.text().then(() => "read", (error) => error.name);
    }"""
    assert asked(quiet, aborted, list_of(creators(connected)[0], pace="stalled")) == "AbortError"


def test_a_torn_answer_fails_as_it_does_without_us(connected, quiet):
    torn = "url => fetch(url).then(a => a.text()).then(() => 'read', (error) => error.name)"
    assert asked(quiet, torn, list_of(creators(connected)[0], pace="torn")) == "TypeError"


READ = """async (url, length) => {
  const reader = (await fetch(url)).body.getReader();
  for (let read = 0; read < length; ) read += (await reader.read()).value.length;
  window.kept = reader; // and reads no further
}"""


# Firefox by itself reads ahead without end, so that there is nothing that we could spoil.
@pytest.mark.parametrize("each_browser", ["chromium"], indirect=True)
@pytest.mark.parametrize("length", [0, 1, LARGEST + 1])
def test_the_network_stands_still_while_the_page_takes_nothing(connected, quiet, length):
    pace = connected.tiktok.pace
    pace.poured = 0
    some = creators(connected)
    asked(quiet, READ, list_of(some[0], pace="endless"), length)
    if length > LARGEST:
        eventually(lambda: {"tooLarge": True} in noted(connected), lambda: noted(connected))

    def stands_still():
        before = pace.poured
        for creator in some[:3]:
            asked(quiet, WAYS["fetch and json"], list_of(creator))
        return 0 < pace.poured == before

    eventually(stands_still, lambda: pace.poured)
    assert pace.poured < BROWSER_AHEAD
    quiet.evaluate("kept.cancel()")


def test_a_list_that_is_too_large_reaches_the_page_and_is_said(connected):
    tab = connected.visits(MIRA)
    eventually(lambda: tab.has_button("Save") or tab.has_button("Saved"), tab.text)
    creator = connected.tiktok.world.creators[MIRA]
    got = asked(tab, WAYS["fetch and json"], list_of(creator, pace="huge"))
    assert got == connected.tiktok.world.item_list(MIRA)
    eventually(lambda: "too large to read" in tab.text(), tab.text)
