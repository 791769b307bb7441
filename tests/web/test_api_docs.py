"""docs/api.md names every route of the API and no other."""

import re
from pathlib import Path

from companion.store import open_store
from companion.web.app import create_app
from companion.web.context import Context

DOCS = Path(__file__).resolve().parents[2] / "docs" / "api.md"


def test_every_route_is_documented(tmp_path):
    store = open_store(tmp_path / "home")
    app = create_app(Context(store=store, now=lambda: 0, port=8417, extension=tmp_path))
    served = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    store.close()
    documented = re.findall(r"^### ([A-Z]+) (/\S+)$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(documented) == len(set(documented))
    assert set(documented) == served
