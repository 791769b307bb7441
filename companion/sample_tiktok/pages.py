"""The raw HTML that tiktok.com sends: data in a script, no profile in the markup. Its own script draws it."""

from __future__ import annotations

import html
import json
from typing import Any

from .dictionary import DICTIONARIES

Json = dict[str, Any]

# What a visitor's page knows about the visitor. Recognisable: a test can prove that none of it ever leaves.
PLANTED_SECRETS = (
    "PLANTED-CSRF-7d1f0c52",
    "PLANTED-WID-7461920385516",
    "PLANTED-ODIN-5c0ffee90210",
    "PLANTED-NONCE-b1a5ed",
    "PLANTED-ENCRYPTED-WID-e77a",
    "PLANTED-DEVICE-7329184650",
    "PLANTED-MAIL@visitor.example",
)
_CSRF, _WID, _ODIN, _NONCE, _ENCRYPTED, _DEVICE, _MAIL = PLANTED_SECRETS
# In every answer of the site's own requests.
ANSWERED = "PLANTED-ANSWERED-5ca1ab1e"


def _app_context(language: str) -> Json:
    return {
        "language": language, "region": "US", "appId": 1988, "appType": "m", "user": {"hasLogin": False},
        "wid": _WID, "webIdCreatedTime": "1794700000", "odinId": _ODIN, "nonce": _NONCE, "botType": "others",
        "requestId": "20261122130000000000000000000000", "clusterRegion": "no1a", "abTestVersion":
        {"versionName": "70405643,72144837", "parameters": {}}, "csrfToken": _CSRF, "userAgent": "",
        "encryptedWebid": _ENCRYPTED, "host": "www.tiktok.com", "deviceId": _DEVICE, "email": _MAIL,
    }  # fmt: skip


def _biz_context() -> Json:
    return {
        "os": "windows", "isMobile": False, "isAndroid": False, "isIOS": False, "jumpType": "", "navList": [],
        "kapLinks": [], "config": {"featureFlags": {"feature_tt4b_ads": True}}, "domains": {"kind": "www",
        "webcastApi": "webcast.tiktok.com"}, "downloadLink": {}, "deviceLimitRegisterExpired": False,
        "subdivisions": [], "geo": [], "gprivacySettings": {}, "videoPlayerConfig": {},
    }  # fmt: skip


def scope(language: str, detail: Json | None = None) -> Json:
    """Give `__DEFAULT_SCOPE__`: the keys that are always there, and the page's detail scope if it has one."""
    return {
        "webapp.app-context": _app_context(language),
        "webapp.biz-context": _biz_context(),
        "webapp.i18n-translation": {"Webapp": DICTIONARIES.get(language, DICTIONARIES["en"])},
        "seo.abtest": {"canonical": "https://www.tiktok.com/", "pageId": "", "vidList": [], "parameters": {}},
        "webapp.a-b": {"vidList": [], "parameters": {}},
        **(detail or {}),
    }


def embedded(data: Json) -> str:
    r"""Write data as TikTok embeds it: one line of JSON, every slash as `\u002F`, so that no tag can end early."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("/", "\\u002F")
        .replace("<", "\\u003C")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def page(default_scope: Json, *, title: str, description: str, nonce: str) -> str:
    """Give a whole page.

    Args:
        default_scope: What `scope` gave.
        title: The document's title.
        description: For search engines.
        nonce: The one that the answer's content security policy names.
    """
    language = html.escape(default_scope["webapp.app-context"]["language"])
    data = embedded({"__DEFAULT_SCOPE__": default_scope})
    return f"""<!DOCTYPE html>
<html lang="{language}" dir="ltr">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
<meta name="description" content="{html.escape(description)}">
<link rel="icon" href="/sample-media/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/sample-static/app.css">
<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">{data}</script>
<script nonce="{nonce}" src="/sample-static/theme.js"></script>
<script nonce="{nonce}" src="/sample-static/signer.js"></script>
<script nonce="{nonce}" src="/sample-static/app.js" type="module"></script>
</head>
<body>
<div id="app"></div>
</body>
</html>
"""
