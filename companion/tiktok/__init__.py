"""TikTok payloads in, typed readings out. Pure: no I/O, no clock; odd data gives `None`, never an exception.

    body ─ decoding ─ body.opened ─ formats (recognises, read) ─ items, people, figures, captions … ─ Reading

    file ─ packing ─ files ─┤ (what is around a body: wrapping)
                            └ exports (tables → records → layouts) ─ words ───┘

One module for each format, listed in ``formats.FORMATS``, one for each layout of other tools' files, listed in
``exports.LAYOUTS``; both in ``docs/formats.md``.
"""

from companion.tiktok.file_reading import FileReading
from companion.tiktok.files import read_file
from companion.tiktok.reader import read

__all__ = ["FileReading", "read", "read_file"]
