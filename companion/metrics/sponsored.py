"""How much of what was read is paid for, how it fares, and what may be paid for without saying so."""

import math
import re
from functools import cache
from itertools import product

from companion.metrics.maturity import YOUNGEST_DAYS, growth_ahead
from companion.metrics.priors import Growth
from companion.metrics.quantiles import normal_quantile, wilson_interval
from companion.metrics.sample import Selection, age_days
from companion.metrics.words import Terms, compile_terms, find, read_text
from companion.model import AdFlags, CreatorEvidence, Estimate, Found, Video, VideoRecord

METHOD = (
    "Of the posts read, the share that TikTok marks as paid or that say so themselves; payment nobody disclosed "
    "can't be seen (paid posts / posts that show it either way, Wilson interval)."
)
UNTOLD = "what was read does not say which posts are paid (a saved page or grid shows none of TikTok's ad marks)"


def sponsored_share(evidence: CreatorEvidence) -> Estimate:
    """Share of the posts read that are sponsored, of every kind and age; posts that can't be told are left out.

    Where most can't be told there is no share: what remains are the captions that disclose, all of them paid.
    """
    signs = {record.facts.id: _paid(record.facts.ad) for record in evidence.videos}
    told = {video_id: paid for video_id, paid in signs.items() if paid is not None}
    if not told or 2 * len(told) < len(signs):
        missing = UNTOLD if evidence.videos else "no post was read"
        return Estimate.absent(missing, unit="fraction", method=METHOD)
    paid = sum(told.values())
    low, high = wilson_interval(paid, len(told))
    return Estimate(
        value=paid / len(told),
        low=low,
        high=high,
        n=len(told),
        unit="fraction",
        method=METHOD,
        video_ids=tuple(told),
    )


def _paid(ad: AdFlags) -> bool | None:
    """Whether a post is paid; None where none of TikTok's marks was read and the caption says nothing."""
    if ad.sponsored:
        return True
    return None if ad.is_ad is None and ad.authorized is None else False


FEWEST_ADS = 5
NO_DIFFERENCE = "no evidence of a difference"
PAID_FEWER, PAID_MORE = "paid posts get fewer views", "paid posts get more views"
AGAINST = (
    "Paid posts against this creator's ordinary ones, all brought to 30 days: below 1, paid posts get fewer. "
    "A post that a brand boosts has bought views in it (median of all pairwise ratios, Hodges and Lehmann 1963)."
)


def sponsored_views(evidence: CreatorEvidence, selection: Selection, growth: Growth | None = None) -> Estimate:
    """Views of paid posts against ordinary ones of the same creator at the same age, as a ratio.

    The Hodges-Lehmann shift on ln(views) with its Mann-Whitney interval (Hollander, Wolfe and Chicken 2013,
    section 4.3), which one hit among few ads does not move.
    """
    paid = [
        (record.facts.id, views)
        for record in evidence.videos
        if (views := _log_views_of_ad(record, growth)) is not None
    ]
    organic = [video.log_views for video in selection.videos]
    if len(paid) < FEWEST_ADS or len(organic) < FEWEST_ADS:
        fewer, kind = min((len(paid), "paid"), (len(organic), "ordinary"))
        missing = (
            f"at least {FEWEST_ADS} paid and {FEWEST_ADS} ordinary posts are needed, {fewer or 'no'} {kind} read"
        )
        return Estimate.absent(missing, unit="ratio", method=AGAINST, n=len(paid))
    shifts = sorted(ad - other for (_, ad), other in product(paid, organic))
    pairs = len(shifts)
    error = math.sqrt(pairs * (len(paid) + len(organic) + 1) / 12)
    cut = max(0, math.floor(pairs / 2 - normal_quantile(0.95) * error))
    low, high = math.exp(shifts[cut]), math.exp(shifts[pairs - 1 - cut])
    return Estimate(
        value=math.exp((shifts[(pairs - 1) // 2] + shifts[pairs // 2]) / 2),
        low=low,
        high=high,
        n=len(paid),
        unit="ratio",
        method=AGAINST,
        video_ids=tuple(video_id for video_id, _ in paid),
        says=PAID_FEWER if high < 1 else PAID_MORE if low > 1 else NO_DIFFERENCE,
    )


def _log_views_of_ad(record: VideoRecord, growth: Growth | None) -> float | None:
    seen = record.latest
    if not record.facts.ad.sponsored or record.facts.photo or seen is None or not seen.counts.views:
        return None
    age = age_days(record, seen)
    if age is None:
        return math.log(seen.counts.views)
    return None if age < YOUNGEST_DAYS else math.log(seen.counts.views) + growth_ahead(age, growth)[0]


_HINTS = (
    *("gifted", "collab", "ambassador", "brand partner", "#spon", "#sp", "#partner", "#aff", "affiliate link"),
    *("pr package", "PR-Sample", "#prhaul", "for sending me", "Kooperation", "sponsored by", "unbezahlte Werbung"),
    *("partenariat", "offert par", "colab", "embajadora", "embajador", "por enviarme", "supplied by"),
    *("samenwerking", "parceria", "recebidos", "samarbete", "spons", "samarbejde", "współpraca", "ギフティング"),
    *("#제공", "hợp tác", "kerjasama", "işbirliği", "işbirliğiyle", "سفيرة", "بالتعاون مع"),
)
"""Words that hint at a business relation and that regulators call no disclosure (METRICS section 8, "yellow").

"PR" alone is a personal record, and "thanks to" mostly thanks a friend.
"""
_CODE = re.compile(
    r"(?i:(?<![\w#])(?:[^\W_]+(?:code|kod|コード)|codes?|código|codigo|codice|kode?|kodu|mã giảm(?: giá)?|nhập mã|"
    r"คูปอง|โค้ด|クーポン|コード|할인코드|كود(?: خصم)?))\s*(?:is|ist|est|es)?\s*[:：]?\s*"
    r"[\"'“«]?(?=[\w-]*[A-Za-z])(?:[A-Z0-9_-]{3,}|[a-z]+\d+)\b"
)
"""A discount code: the word and behind it something in capitals or with digits at its end, not digits alone."""


@cache
def _hints() -> Terms:
    return compile_terms(_HINTS)


def possible_promotions(videos: list[Video]) -> tuple[Found, ...]:
    """Posts not known to be paid that name somebody and show a discount code or a hint of a business relation.

    TikTok names the same cues to creators (a financial incentive with a mention of the brand); alone none counts.
    """
    return tuple(
        Found(name="possible undisclosed promotion?", video_ids=(video.id,), says=cue)
        for video in videos
        if not video.ad.sponsored and (cue := promotion_cue(video)) is not None
    )


def promotion_cue(video: Video) -> str | None:
    """What about a post makes one ask whether it is paid; None where nothing does."""
    caption = video.caption or ""
    if not caption or not video.mentions:
        return None
    code = _CODE.search(caption)
    if code:
        return f"“{code.group().strip()}” with @{video.mentions[0]}"
    hints = find(_hints(), read_text(caption, video.hashtags or ()), frozenset())
    if hints:
        return f"“{hints[0].shown}” with @{video.mentions[0]}"
    return None
