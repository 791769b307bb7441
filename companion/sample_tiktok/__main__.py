"""Runs the sample TikTok in the foreground: `python -m companion.sample_tiktok --port 8443 --seed 1`."""

from __future__ import annotations

import argparse
import contextlib
import shlex
import sys

from .server import SITE, chromium_flags, serve
from .world import DEFAULT_CREATOR


def main() -> None:
    """Serve until interrupted, after saying how a browser gets there."""
    parser = argparse.ArgumentParser(prog="python -m companion.sample_tiktok", description="The sample TikTok.")
    parser.add_argument(
        "--port", type=int, default=0, help="where to listen on 127.0.0.1; a free port when left out"
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other numbers, dates and captions")
    chosen = parser.parse_args()
    with serve(chosen.seed, chosen.port) as server:
        flags = [*chromium_flags(server.port), "--ignore-certificate-errors", "--user-data-dir=sample-profile"]
        lines = [f"The sample TikTok listens on 127.0.0.1:{server.port}. Open it with:", ""]
        lines += [
            f"  chromium {shlex.join(flags)} {SITE}/@{DEFAULT_CREATOR}",
            "",
            "Creators, with their followers:",
        ]
        lines += [
            f"  @{creator.handle:24} {creator.followers:>11,}  {', '.join(creator.truths) or creator.topic}"
            for creator in server.world.creators.values()
        ]
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            server.wait()


if __name__ == "__main__":
    main()
