"""TikTok payloads in, typed readings out. Pure: no I/O, no clock; odd data gives `None`, never an exception.

    body ─ decoding ─ body.opened ─ formats (recognises, read) ─ items, people, figures, captions … ─ Reading

One module for each format, listed in ``formats.FORMATS`` and in ``docs/formats.md``.
"""

from companion.tiktok.files import FileReading, read_file
from companion.tiktok.reader import read

__all__ = ["FileReading", "read", "read_file"]
