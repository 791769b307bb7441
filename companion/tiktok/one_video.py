"""What pages and answers share when they describe one video."""

from companion.model import Outcome, Reading
from companion.tiktok.items import read_items
from companion.tiktok.outcomes import SENTENCES, VIDEO_SENTENCES, code_outcome, without_data
from companion.tiktok.problems import count_checks, missing_counts
from companion.tiktok.wire import ABSENT, VideoDetail, present


def read_detail(reader: str, detail: VideoDetail, *, asked_for: str | None, without: Outcome) -> Reading:
    """Read one video with its status code.

    Args:
        reader: the format's name.
        detail: the video.
        asked_for: the handle in the page's address, in case the video itself does not say.
        without: the outcome when TikTok says that all is well and sends no video.
    """
    raw = detail.item_info.item_struct if detail.item_info else ABSENT
    items = read_items([raw] if present(raw) else [])
    if items.videos:
        checks = count_checks(items.videos)
        return Reading(
            format=reader,
            outcome="read",
            says=SENTENCES["read"],
            creators=items.creators,
            videos=items.videos,
            problems=missing_counts(reader, checks),
            checks=checks,
            about=items.videos[0].handle or asked_for,
        )
    trouble = code_outcome(detail.status_code, detail.status_code_snake)
    if trouble:
        return without_data(reader, trouble, says=VIDEO_SENTENCES.get(trouble), about=asked_for)
    return without_data(reader, without, about=asked_for)
