"""The popup and the options: what they say of the connection, and what can be done about it there."""

import re
import time

from companion.service import access
from companion.store import open_store
from tests.e2e.driver import eventually


def opened(browser, path):
    tab = browser.new_tab()
    tab.goto(browser.extension_address(path))
    return tab


def says(tab, selector="#connection"):
    return tab.evaluate(f"document.querySelector('{selector}')?.innerText ?? ''")


def types(tab, text):
    assert tab.pick("#port")
    tab.evaluate("document.getElementById('port').select()")
    for letter in text:
        tab.press(letter)
    tab.press("Enter")


def test_the_popup_connects_and_leads_to_the_desk_that_the_browser_never_saw(newcomer):
    popup = opened(newcomer.browser, "popup/popup.html")
    eventually(lambda: "is not connected to the companion yet" in says(popup), lambda: says(popup))
    assert popup.pick("#connection button")
    code = eventually(lambda: says(popup, ".code"), lambda: says(popup))
    store = open_store(newcomer.home)
    (request,) = access.waiting(store, int(time.time()))
    assert request.code == code
    access.allow(store, request.id, int(time.time()))
    store.close()
    eventually(lambda: str(newcomer.companion.port) in says(popup, ".good"), lambda: says(popup))
    assert popup.pick("#connection button")
    desk = eventually(lambda: newcomer.browser.tab_at(f"{newcomer.here}/shortlist"))
    eventually(lambda: "Shortlist" in says(desk, "main"), lambda: says(desk, "main"))
    assert popup.said() == []


def test_the_popup_says_what_was_read_last_in_the_tab_before_it(connected):
    popup = opened(connected.browser, "popup/popup.html")
    tab = connected.visits("mira.bakes.slow")
    eventually(lambda: "of 35 videos" in tab.text(), tab.text)
    tab.calms_down()
    # It looks once more, while the profile's tab is the one in front.
    popup.evaluate("import('/popup/popup.js?again').then(() => null)")
    eventually(lambda: re.search(r"videos \d+, creators \d+", says(popup)), lambda: says(popup))


def test_the_options_take_a_port_and_refuse_what_is_none(connected):
    options = opened(connected.browser, "options/options.html")
    port = str(connected.companion.port)
    eventually(lambda: port in says(options, ".good"), lambda: says(options))
    for wrong in ("80", "65536", "abc"):
        types(options, wrong)
        eventually(lambda: "1024" in says(options, "#help"), lambda: says(options, "#help"))
        assert connected.browser.stored()["port"] == connected.companion.port
        types(options, port)
        eventually(lambda: "1024" not in says(options, "#help"), lambda: says(options, "#help"))
    eventually(lambda: port in says(options, ".good"), lambda: says(options))
    assert options.said() == []


def test_forgetting_takes_the_token_away_and_the_next_profile_asks_to_connect(connected):
    options = opened(connected.browser, "options/options.html")
    eventually(lambda: says(options, ".good"), lambda: says(options))
    assert options.pick("#forget")
    eventually(lambda: "token" not in connected.browser.stored())
    tab = connected.visits("loaf.ledger.ned")
    eventually(lambda: tab.has_button("Connect"), tab.text)
