"""Make a sample that names nobody out of a saved page, answer or capture of TikTok.

    python scripts/record_fixture.py FILE        # prints it
    python scripts/record_fixture.py FILE OUT    # writes it to a new file
    python scripts/record_fixture.py - OUT       # of what is piped in

A page saved as a single file (.mhtml) gives its HTML.

Names, handles, ids, keys, tokens, texts and addresses get stand-ins; structure, counts and times stay.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from companion.model import FitlensError
from companion.tiktok.redaction import redacted


def main() -> int:
    """Redact one file; 0 if that was done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("out", type=Path, nargs="?", metavar="OUT")
    asked = parser.parse_args()
    try:
        sample = redacted(_content(asked.file))
        if asked.out is None:
            sys.stdout.buffer.write(sample)
        else:
            with asked.out.open("xb") as file:
                file.write(sample)
    except FitlensError as error:
        print(error.says, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


def _content(file: Path) -> bytes:
    return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()


if __name__ == "__main__":
    raise SystemExit(main())
