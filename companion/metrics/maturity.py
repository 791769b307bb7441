"""How much a young video still grows, so that it can stand beside mature ones."""

from companion.metrics.priors import shipped

MATURE_DAYS = 14.0
"""From this age on a video enters as it is (DESIGN section 6)."""
YOUNGEST_DAYS = 1.0
"""Below this age the first hours say too little: not used at all."""
HORIZON_DAYS = 30.0
"""The age that young videos are brought to."""


def growth_ahead(age_days: float) -> tuple[float, float]:
    """Expected growth of ln(views) from ``age_days`` to the horizon, and its variance.

    The curve ``scale * age**-power`` is fitted on 2,282 pairs of readings 7.8 days apart (Denmark politics 2026).
    A second source, videos picked for virality (Vietnam 2025), grows about twice as fast: half of that gap is
    added to the width.

    Args:
        age_days: at the reading, at least 1; from `MATURE_DAYS` on nothing is added.
    """
    if age_days >= MATURE_DAYS:
        return 0.0, 0.0
    growth = shipped().growth
    age = max(age_days, YOUNGEST_DAYS)
    expected: float = growth.scale * (age**-growth.power - HORIZON_DAYS**-growth.power)
    own = max(growth.floor, growth.spread * expected)
    between_sources = (growth.disagreement - 1) / 2 * expected
    return expected, own * own + between_sources * between_sources
