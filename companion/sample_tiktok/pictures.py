"""Covers and portraits, painted: no third party's picture is needed."""

from __future__ import annotations

import html
import random

from .draws import stream


def _hsl(hue: float, saturation: int, lightness: int) -> str:
    return f"hsl({hue % 360:.0f} {saturation}% {lightness}%)"


def _svg(width: int, height: int, body: str) -> str:
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{body}</svg>'


def _gradient(name: str, top: str, bottom: str) -> str:
    return (
        f'<linearGradient id="{name}" x1="0" y1="0" x2="0.35" y2="1"><stop stop-color="{top}"/>'
        f'<stop offset="1" stop-color="{bottom}"/></linearGradient>'
    )


def _ellipse(x: float, y: float, wide: float, high: float, fill: str) -> str:
    return f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{wide:.0f}" ry="{high:.0f}" fill="{fill}"/>'


def _loaf(draw: random.Random, x: float, floor: float) -> str:
    wide = draw.randrange(72, 120)
    high = wide * draw.choice((0.6, 0.72, 0.9))
    y = floor - high * 0.8
    cuts = "".join(
        f'<path d="M{x + wide * at:.0f} {y - high * 0.55:.0f}'
        f'q{wide * 0.14:.0f} {high * 0.4:.0f} 4 {high * 0.8:.0f}" '
        'stroke="#fff9" stroke-width="6" stroke-linecap="round" fill="none"/>'
        for at in draw.choice(((-0.35, 0.0, 0.35), (-0.15, 0.2), (0.0,)))
    )
    return _ellipse(x, floor, wide * 1.08, wide * 0.16, "#0005") + _ellipse(x, y, wide, high, "url(#b)") + cuts


def _plate(draw: random.Random, x: float, floor: float) -> str:
    wide = draw.randrange(96, 140)
    crumbs = "".join(
        _ellipse(x + draw.uniform(-0.4, 0.4) * wide, floor - 34 + draw.uniform(-10, 10), 16, 12, "url(#b)")
        for _ in range(draw.randrange(4, 9))
    )
    rim = _ellipse(x, floor - 22, wide, wide * 0.34, "#fffd")
    well = _ellipse(x, floor - 26, wide * 0.72, wide * 0.22, "#0001")
    return _ellipse(x, floor, wide * 1.02, wide * 0.3, "#0004") + rim + well + crumbs


def _jar(draw: random.Random, x: float, floor: float) -> str:
    wide, high = draw.randrange(84, 130), draw.randrange(130, 210)
    left, top = x - wide / 2, floor - high
    glass = f'<rect x="{left:.0f}" y="{top:.0f}" width="{wide}" height="{high}" rx="18" fill="url(#b)"/>'
    lid = f'<rect x="{left + 6:.0f}" y="{top - 20:.0f}" width="{wide - 12}" height="24" rx="6" fill="#0007"/>'
    shine = f'<rect x="{left + 12:.0f}" y="{top + 16:.0f}" width="10" height="{high - 40}" rx="5" fill="#fff6"/>'
    return _ellipse(x, floor, wide * 0.66, 14, "#0005") + glass + lid + shine


def _figure(draw: random.Random, x: float, floor: float) -> str:
    head = draw.randrange(40, 54)
    y = floor - draw.randrange(110, 160)
    # The curve's top, a quarter of its ends and three quarters of its handles, meets the chin.
    handle = (y + head * 0.8 - 533 / 4) * 4 / 3
    body = f'<path d="M{x - 120} 533C{x - 110} {handle:.0f} {x + 110} {handle:.0f} {x + 120} 533z" fill="#000a"/>'
    face = _ellipse(x, y, head * 0.86, head, "url(#b)")
    hair = _ellipse(x, y - head * 0.6, head * 0.95, head * 0.52, "#000a")
    return body + face + hair


_MOTIFS = (_loaf, _loaf, _plate, _jar, _figure)


def cover(post_id: str, hue: int) -> str:
    """Paint a post's cover: light from one side, a table, and something to look at."""
    draw = stream("cover", post_id)
    tint, light = hue + draw.uniform(-14, 14), draw.randrange(40, 66)
    colour = draw.randrange(24, 52)
    sky = _gradient("a", _hsl(tint, colour, light + 16), _hsl(tint - 14, colour, light - 20))
    # What is shown keeps warm colours of its own, whatever the room's are.
    warm = draw.uniform(18, 40)
    glow = _gradient("b", _hsl(warm + 8, 66, 82), _hsl(warm - 4, 52, 46))
    floor = draw.randrange(350, 430)
    wood = _hsl(tint - 16, 30, light - 24)
    table = f'<path d="M0 {floor - 40} Q150 {floor - 62} 300 {floor - 40} V533 H0Z" fill="{wood}"/>'
    window = f'<path d="M{draw.randrange(-80, 180)} 0h120l-90 533h-150z" fill="#fff1"/>'
    bokeh = "".join(
        f'<circle cx="{draw.randrange(300)}" cy="{draw.randrange(220)}" r="{draw.randrange(6, 30)}" fill="#fff2"/>'
        for _ in range(5)
    )
    motif = draw.choice(_MOTIFS)(draw, draw.randrange(110, 190), floor)
    sheet = '<rect width="300" height="533" fill="url(#a)"/>'
    return _svg(300, 533, f"<defs>{sky}{glow}</defs>{sheet}{bokeh}{table}{motif}{window}")


def avatar(handle: str, nickname: str, hue: int) -> str:
    """Paint a creator's portrait: two colours and an initial."""
    blend = _gradient("a", _hsl(hue + 20, 85, 66), _hsl(hue - 70, 62, 42))
    initial = next((letter for letter in nickname if letter.isalnum()), handle[0]).upper()
    ring = '<circle cx="150" cy="60" r="56" fill="#ffffff2e"/><circle cx="34" cy="168" r="64" fill="#0000001c"/>'
    letter = (
        '<text x="100" y="100" dy=".36em" text-anchor="middle" font-family="sans-serif" font-weight="700" '
        f'font-size="92" fill="#fffffff0">{html.escape(initial)}</text>'
    )
    return _svg(200, 200, f'<defs>{blend}</defs><rect width="200" height="200" fill="url(#a)"/>{ring}{letter}')


def icon() -> str:
    """Paint the site's icon: a plain note, nobody's trademark."""
    stem = '<path d="M19 7v13.5a4.5 4.5 0 1 1-3-4.2V7z" fill="#fff"/>'
    flag = '<path d="M19 7q2 5 6 5" stroke="#fff" stroke-width="3" fill="none"/>'
    return _svg(32, 32, f'<rect width="32" height="32" rx="8" fill="#161823"/>{stem}{flag}')
