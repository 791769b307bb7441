"""Covers and portraits, painted: no third party's picture is needed."""

from __future__ import annotations

import html
import math

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


def cover(post_id: str, hue: int) -> str:
    """Paint a post's cover: a warm gradient, a round thing on a table, light from one side."""
    draw = stream("cover", post_id)
    tint = hue + draw.uniform(-28, 28)
    light = draw.randrange(38, 68)
    sky = _gradient("a", _hsl(tint, 52, light + 14), _hsl(tint + 18, 48, light - 22))
    glow = _gradient("b", _hsl(tint + 24, 70, 84), _hsl(tint + 8, 56, light - 4))
    horizon = draw.randrange(330, 420)
    wood = _hsl(tint - 12, 36, light - 26)
    table = f'<path d="M0 {horizon} Q150 {horizon - 24} 300 {horizon} V533 H0Z" fill="{wood}"/>'
    x, y, radius = draw.randrange(90, 210), horizon - draw.randrange(10, 60), draw.randrange(62, 118)
    squash = draw.choice((0.62, 0.74, 1.0))
    floor, reach, flat = y + radius * squash * 0.96, radius * 1.06, radius * 0.16
    shadow = f'<ellipse cx="{x}" cy="{floor:.0f}" rx="{reach:.0f}" ry="{flat:.0f}" fill="#0005"/>'
    thing = f'<ellipse cx="{x}" cy="{y}" rx="{radius}" ry="{radius * squash:.0f}" fill="url(#b)"/>'
    cuts = "".join(
        f'<path d="M{x + radius * 0.55 * math.cos(angle):.0f} {y + radius * squash * 0.6 * math.sin(angle):.0f} '
        f'q12 -14 26 -6" stroke="#fff8" stroke-width="5" stroke-linecap="round" fill="none"/>'
        for angle in (draw.uniform(0, 6.28) for _ in range(draw.randrange(2, 6)))
    )
    bokeh = "".join(
        f'<circle cx="{draw.randrange(300)}" cy="{draw.randrange(240)}" r="{draw.randrange(6, 34)}" fill="#fff2"/>'
        for _ in range(7)
    )
    sheet = '<rect width="300" height="533" fill="url(#a)"/>'
    return _svg(300, 533, f"<defs>{sky}{glow}</defs>{sheet}{bokeh}{table}{shadow}{thing}{cuts}")


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
