"""What a post is worth to the brief: transparent arithmetic on the forecast, never a market price.

Published prices differ twentyfold and are no input here (METRICS section 2); from three deals on the brand's own
past prices replace what the brief says of CPM and CPE.
"""

import msgspec

from companion.model import Brief, Estimate, PriceRange, Surcharge

FAIR = (
    "It is what the views or engagements of an average post are worth at your prices; the walk-away price is what "
    "the sales of a weak post earn back, so the two differ"
)
WALK_AWAY = (
    "Not a chance but an assumption: the range if 0.1% to 0.5% of viewers click (published practice, 2026; your "
    "own rates are better). It is what the sales of a weak post, at the low end of the 8 in 10 forecast, earn "
    "back; the fair price is what the views of an average post are worth at your CPM, so the two differ"
)
CLICKS_PER_VIEW = (0.001, 0.005)
"""TikTok organic clicks per view, castlytics.app 2026-03-17: a vendor's figure, not audited."""
FEWEST_DEALS = 3


class Offer(msgspec.Struct, frozen=True):
    """What one thing (a thousand views, an engagement) is worth, and where that comes from."""

    low: float
    high: float
    words: str

    @property
    def middle(self) -> float:
        """The price that values are made with."""
        return (self.low + self.high) / 2


def fair_price(mean_views: Estimate, engagement_rate: Estimate, brief: Brief | None) -> Estimate:
    """Expected views at the brief's CPM, expected engagements at its CPE, with rights on top."""
    unit = brief.currency if brief is not None else "currency"
    if brief is None:
        return Estimate.absent(
            "write a brief with a CPM to see a price", unit=unit, method=_fair(()), n=mean_views.n
        )
    cpm, cpe = cpm_of(brief), cpe_of(brief)
    if cpm is None and cpe is None:
        return Estimate.absent("write a CPM in the brief", unit=unit, method=_fair(()), n=mean_views.n)
    worth = [] if cpm is None else [(_at(mean_views, cpm, 1000), cpm)]
    if cpe is not None:
        worth.append((_at(_product(mean_views, engagement_rate), cpe, 1), cpe))
    found = [(each, offer) for each, offer in worth if each is not None]
    if not found:
        missing = mean_views.missing or engagement_rate.missing or ""
        return Estimate.absent(missing, unit=unit, method=_fair(()), n=mean_views.n)
    values, lows, highs = zip(*(each for each, _ in found), strict=True)
    extra = rights(brief.surcharge)
    return Estimate(
        value=sum(values) / len(values) * (1 + (extra[0] + extra[1]) / 2),
        low=min(lows) * (1 + extra[0]),
        high=max(highs) * (1 + extra[1]),
        n=mean_views.n,
        unit=unit,
        method=_fair(tuple(offer.words for _, offer in found), extra),
    )


def worth(views: float, rate: float | None, brief: Brief) -> float:
    """What a post with these views and this engagement rate is worth at the middle of the brief's prices.

    The mean of views x CPM / 1,000 and engagements x CPE, as far as the brief has them; with ``rate`` None of the
    first alone. Rights are left out: they raise every creator's price by the same share.
    """
    cpm, cpe = cpm_of(brief), cpe_of(brief)
    found = [] if cpm is None else [views * cpm.middle / 1000]
    if cpe is not None and rate is not None:
        found.append(views * rate * cpe.middle)
    return sum(found) / len(found) if found else 0.0


def cpm_of(brief: Brief) -> Offer | None:
    """What a thousand views are worth: past deals, else the brief's own range."""
    return _offer("CPM", brief.cpm, [1000 * deal.paid / deal.views for deal in brief.deals])


def cpe_of(brief: Brief) -> Offer | None:
    """What an engagement is worth: past deals that have engagements, else the brief's own range."""
    paid = [deal.paid / deal.engagements for deal in brief.deals if deal.engagements is not None]
    return _offer("CPE", brief.cpe, paid)


def rights(surcharge: Surcharge) -> tuple[float, float]:
    """What usage rights and boosting add, as shares of the price: lowest and highest."""
    known = [each for each in (surcharge.low, surcharge.high) if each is not None]
    return (known[0], known[-1]) if known else (0.0, 0.0)


def _offer(name: str, written: PriceRange, paid: list[float]) -> Offer | None:
    if len(paid) >= FEWEST_DEALS:
        return Offer(min(paid), max(paid), f"the lowest to the highest {name} of your {len(paid)} past deals")
    known = [amount for amount in (written.low, written.high) if amount is not None]
    return Offer(known[0], known[-1], f"your low to your high {name}") if known else None


def _product(views: Estimate, rate: Estimate) -> Estimate:
    """Engagements of an average post; the ends multiply, as if views and rate always erred together."""
    if None in (views.value, rate.value):
        return rate if views.value is not None else views
    ends = {
        name: (getattr(views, name) or 0.0) * (getattr(rate, name) or 0.0) for name in ("value", "low", "high")
    }
    return msgspec.structs.replace(views, unit="engagements", **ends)


def _at(known: Estimate, offer: Offer, per: int) -> tuple[float, float, float] | None:
    if known.value is None or known.low is None or known.high is None:
        return None
    return known.value * offer.middle / per, known.low * offer.low / per, known.high * offer.high / per


def _fair(offers: tuple[str, ...], extra: tuple[float, float] = (0.0, 0.0)) -> str:
    """The method in words: the ranges that were used, and what was added for rights."""
    chosen = " and ".join(offers)
    ranges = (
        f"Not a chance but your prices: the range from {chosen}, and over the 90% range of the average views. "
    )
    ranges = ranges if offers else ""
    added = f" x (1 + {extra[0]:.0%} to {extra[1]:.0%} for rights)" if extra[1] else ""
    return f"{ranges}{FAIR} (average views x CPM / 1,000, or engagements x CPE{added})."


def walk_away_price(next_views: Estimate, brief: Brief | None) -> Estimate:
    """The highest price, before rights, that a weak post with these rights still earns back."""
    if brief is None:
        missing = "write a brief with margin, average order and conversion rate to see it"
        return Estimate.absent(missing, unit="currency", method=_walk_away(), n=next_views.n)
    needed = {
        "margin": brief.margin,
        "average order": brief.average_order,
        "conversion rate": brief.conversion_rate,
    }
    lacking = [name for name, value in needed.items() if value is None]
    extra = rights(brief.surcharge)
    method = _walk_away(extra)
    if lacking or next_views.low is None:
        missing = f"write {_listed(lacking)} in the brief" if lacking else next_views.missing or ""
        return Estimate.absent(missing, unit=brief.currency, method=method, n=next_views.n)
    per_click = (brief.margin or 0.0) * (brief.average_order or 0.0) * (brief.conversion_rate or 0.0)
    few, many = (
        next_views.low * clicks * per_click / (1 + share)
        for clicks, share in zip(CLICKS_PER_VIEW, reversed(extra), strict=True)
    )
    return Estimate(
        value=(few * many) ** 0.5, low=few, high=many, n=next_views.n, unit=brief.currency, method=method
    )


def _walk_away(extra: tuple[float, float] = (0.0, 0.0)) -> str:
    less = f" / (1 + {extra[0]:.0%} to {extra[1]:.0%} for rights)" if extra[1] else ""
    return f"{WALK_AWAY} (views x clicks per view x conversion rate x average order x margin{less})."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
