"""What a post is worth to the brief: transparent arithmetic on the forecast, never a market price."""

from companion.model import Brief, Estimate

FAIR = (
    "Range from your low to your high CPM, and over the 90% range of the average views. It is what the views "
    "of an average post are worth at your CPM; the walk-away price is what the sales of a weak post earn "
    "back, so the two differ (average views x CPM / 1,000)."
)
WALK_AWAY = (
    "Range if 0.1% to 0.5% of viewers click (published practice, 2026; your own rates are better). It is what"
    " the sales of a weak post, at the low end of the 8 in 10 forecast, earn back; the fair price is what the"
    " views of an average post are worth at your CPM, so the two differ (views x clicks per view x conversion"
    " rate x average order x margin)."
)
CLICKS_PER_VIEW = (0.001, 0.005)
"""TikTok organic clicks per view, castlytics.app 2026-03-17: a vendor's figure, not audited."""


def fair_price(mean_views: Estimate, brief: Brief | None) -> Estimate:
    """Expected views at the brief's CPM, in the brief's currency."""
    unit = brief.currency if brief is not None else "currency"
    missing = "write a CPM in the brief" if brief is not None else "write a brief with a CPM to see a price"
    cpm = [amount for amount in (brief.cpm.low, brief.cpm.high) if amount is not None] if brief is not None else []
    if not cpm:
        return Estimate.absent(missing, unit=unit, method=FAIR, n=mean_views.n)
    if mean_views.value is None or mean_views.low is None or mean_views.high is None:
        return Estimate.absent(mean_views.missing or "", unit=unit, method=FAIR, n=mean_views.n)
    return Estimate(
        value=mean_views.value * (cpm[0] + cpm[-1]) / 2 / 1000,
        low=mean_views.low * cpm[0] / 1000,
        high=mean_views.high * cpm[-1] / 1000,
        n=mean_views.n,
        unit=unit,
        method=FAIR,
    )


def walk_away_price(next_views: Estimate, brief: Brief | None) -> Estimate:
    """The highest price that a weak post still earns back."""
    if brief is None:
        missing = "write a brief with margin, average order and conversion rate to see it"
        return Estimate.absent(missing, unit="currency", method=WALK_AWAY, n=next_views.n)
    needed = {
        "margin": brief.margin,
        "average order": brief.average_order,
        "conversion rate": brief.conversion_rate,
    }
    lacking = [name for name, value in needed.items() if value is None]
    if lacking or next_views.low is None:
        missing = f"write {_listed(lacking)} in the brief" if lacking else next_views.missing or ""
        return Estimate.absent(missing, unit=brief.currency, method=WALK_AWAY, n=next_views.n)
    per_click = (brief.margin or 0.0) * (brief.average_order or 0.0) * (brief.conversion_rate or 0.0)
    few, many = (next_views.low * clicks * per_click for clicks in CLICKS_PER_VIEW)
    return Estimate(
        value=(few * many) ** 0.5, low=few, high=many, n=next_views.n, unit=brief.currency, method=WALK_AWAY
    )


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
