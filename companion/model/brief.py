"""A brief: what the brand sells, to whom, in which words, and what a post is worth to it."""

import re
from typing import Annotated

import msgspec

from companion.model.errors import InvalidInput

Term = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Terms = Annotated[tuple[Term, ...], msgspec.Meta(max_length=100)]
Text = Annotated[str, msgspec.Meta(max_length=2000)]
Amount = Annotated[float, msgspec.Meta(ge=0, le=1e12)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class FollowerRange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sizes that the brand looks for, in followers."""

    min: Annotated[int, msgspec.Meta(ge=0)] | None = None
    max: Annotated[int, msgspec.Meta(ge=0)] | None = None


class PriceRange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a thousand views (CPM) or one engagement (CPE) is worth to the brand, in the brief's currency."""

    low: Amount | None = None
    high: Amount | None = None


class Surcharge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What usage rights, boosting and exclusivity cost on top, as a share of the price of the post."""

    low: Annotated[float, msgspec.Meta(ge=0, le=10)] | None = None
    high: Annotated[float, msgspec.Meta(ge=0, le=10)] | None = None


class Deal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One post that the brand paid for: the price, without rights, and what the post brought."""

    paid: Annotated[float, msgspec.Meta(gt=0, le=1e12)]
    views: Annotated[int, msgspec.Meta(gt=0, le=2**53)]
    engagements: Annotated[int, msgspec.Meta(gt=0, le=2**53)] | None = None


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much each part of the fit counts; they need not add up to 1, only their ratios matter."""

    niche: Share = 0.35
    engagement: Share = 0.30
    authenticity: Share = 0.20
    quality: Share = 0.15


class Brief(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One brief (contract: DESIGN section 5); only a name and one keyword or hashtag are needed.

    Attributes:
        margin: share of the price that is left after the cost of goods, 0 to 1.
        average_order: in ``currency``.
        conversion_rate: orders per click, 0 to 1.
        exclude: words that a creator must not be about; one found caps the niche part at 20.
        cpe: price of one engagement (a like, comment or share).
        deals: posts paid for earlier, in ``currency``; from three on they replace ``cpm`` and ``cpe``.
    """

    name: Name
    sells: Text = ""
    audience: Text = ""
    keywords: Terms = ()
    hashtags: Terms = ()
    topics: Terms = ()
    languages: Terms = ()
    places: Terms = ()
    exclude: Terms = ()
    competitors: Terms = ()
    followers: FollowerRange = FollowerRange()
    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")] = "USD"
    budget: Amount | None = None
    margin: Share | None = None
    average_order: Amount | None = None
    conversion_rate: Share | None = None
    cpm: PriceRange = PriceRange()
    cpe: PriceRange = PriceRange()
    surcharge: Surcharge = Surcharge()
    deals: Annotated[tuple[Deal, ...], msgspec.Meta(max_length=200)] = ()
    weights: Weights = Weights()

    def __post_init__(self) -> None:
        """Hold what types alone can't say.

        Raises:
            InvalidInput: no keyword or hashtag, a range upside down, all weights 0, or control characters.
        """
        if not any(re.search(r"\w", term) for term in (*self.keywords, *self.hashtags)):
            raise InvalidInput("A brief needs at least one keyword or hashtag.")
        if not self.name.isprintable() or self.name != self.name.strip() or "/" in self.name:
            raise InvalidInput("A brief's name is plain text without a slash or spaces at its ends.")
        for low, high, says in (
            (self.cpm.low, self.cpm.high, "The low CPM is above the high one."),
            (self.cpe.low, self.cpe.high, "The low CPE is above the high one."),
            (self.surcharge.low, self.surcharge.high, "The low surcharge is above the high one."),
            (self.followers.min, self.followers.max, "The smallest number of followers is above the largest."),
        ):
            if low is not None and high is not None and low > high:
                raise InvalidInput(says)
        if not any((self.weights.niche, self.weights.engagement, self.weights.authenticity, self.weights.quality)):
            raise InvalidInput("At least one weight must be above 0.")
