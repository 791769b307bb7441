"""Disclosures in captions."""

import pytest

from companion.tiktok.disclosure import discloses


@pytest.mark.parametrize(
    ("caption", "language"),
    [
        ("New pan! #ad", "en"),
        ("This video contains ad", "en"),
        ("my new pan (ad)", "en"),
        ("AD my new pan", "en"),
        ("new pan 🍳 ad 🍳", "en"),
        ("Ad with @pans", "en"),
        ("dieses Video enthält Werbung", "de"),
        ("Neue Pfanne - Werbung", "de"),
        ("Werbung @pfannen", "de"),
        ("Werbung für @pfannen", "de"),
        ("PUBLICITÉ nouvelle poêle", "fr"),
        ("publi\nla sartén nueva", "es"),
        ("#AD my new pan", None),
        ("Ad | my new pan", "en"),
        ("soup ##ad##yum", "en"),
        ("In a paid partnership with Pan & Co", "en"),
        ("In a paid partnership with Pan & Co", None),
        ("#sponsored", "vi"),
        ("Werbung | neue Pfanne", "de"),
        ("ANZEIGE neue Pfanne", "de-DE"),
        ("neue Pfanne #werbung", None),
        ("Collaboration commerciale avec Poêle", "fr"),
        ("collaboration   COMMERCIALE", None),
        ("Publicite : nouvelle poêle", "fr"),
        ("#publicité", "fr"),
        ("Partenariat remunere", "fr"),
        ("nueva sartén #publi", "es"),
        ("padella #adv", "it"),
        ("Sponsorizzato da Padella", "it"),
        ("Reklam för pannan", "sv"),
        ("annonce", "da"),
        ("annonse", "nb"),
        ("materiał reklamowy", "pl"),
        ("新しい鍋 #PR", "ja"),
        ("【タイアップ】鍋", "ja"),
        ("새 냄비 #광고", "ko"),
        ("#quangcao nồi mới", "vi"),
        ("#quảngcáo nồi mới", "vi"),
        ("video được tài trợ", "vi"),
        ("panci baru #iklan", "id"),
        ("หม้อใหม่ #โฆษณา", "th"),
    ],
)
def test_sufficient_words_are_found(caption: str, language: str | None) -> None:
    assert discloses(caption, language)


@pytest.mark.parametrize(
    ("caption", "language"),
    [
        ("", "en"),
        ("glad I had a salad, bad day, #adventure #advice", "en"),
        ("my add-ons", "en"),
        ("ad hoc dinner, ad-hoc dessert", "en"),
        ("adding more protein, ad hoc", "en"),
        ("unbezahlte Werbung @marke", "de"),
        ("unpaid ad @brand", "en"),
        ("Werbung | unbezahlt, selbst gekauft", "de"),
        ("Werbung (unbezahlt) wegen Markennennung", "de"),
        ("Werbung nervt mich im Fernsehen", "de"),
        ("die Anzeige ist raus", "de"),
        ("j'ai vu une publicité bizarre", "fr"),
        ("den där reklam som alla pratar om", "sv"),
        ("This is not an ad", "en"),
        ("this isn't sponsored", "en"),
        ("keine Werbung!", "de"),
        ("grande annonce demain #annonce", "fr"),
        ("New PR today: 180 kg deadlift #PR", "en"),
        ("new PR #pr", None),
        ("nhận tài trợ rồi nha", "vi"),
        ("quảng cáo gì mà hay thế", "vi"),
        ("ad esempio la zuppa", "it"),
        ("ad", None),
        ("neue Pfanne #ad", "de"),
        ("nowa patelnia #ad", "pl"),
        ("thanks to Pan & Co #sp #spon #partner #collab #gifted", "en"),
        ("Kooperation mit Pfanne", "de"),
        ("鍋を提供しています", "ja"),
    ],
)
def test_traps_and_insufficient_words_are_not(caption: str, language: str | None) -> None:
    assert not discloses(caption, language)
