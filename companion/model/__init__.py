"""The typed words that every room speaks: frozen structs, no behaviour beyond their own meaning.

Unknown is ``None`` with, where a person will read it, a reason; never 0 and never an empty string.
Instants are whole Unix seconds (UTC) inside the program and ISO 8601 text at its borders.
"""

from companion.model.brief import Brief, Deal, FollowerRange, PriceRange, Surcharge, Weights
from companion.model.capture import Capture, CaptureSource
from companion.model.clock import DAY, WEEK, end_of_day, iso, parse_instant
from companion.model.comments import CommentFigures, CommentPage
from companion.model.comparison import Apart, Comparison, Measure, MeasureName, Pair, Place, Verdict
from companion.model.counts import (
    COUNT_NAMES,
    EXACT_BELOW,
    Counts,
    more_exact,
    rounding_half_width,
    tells_more,
    unrounded,
)
from companion.model.creator import AccountState, Creator, CreatorCounts, CreatorSummary
from companion.model.errors import (
    AlreadyRunning,
    FitlensError,
    InvalidInput,
    NotFound,
    TooLarge,
    Unreadable,
    Unusable,
)
from companion.model.estimate import Estimate
from companion.model.evidence import CreatorEvidence, DatedBy, FollowerReading, Observation, VideoRecord
from companion.model.reading import FieldCheck, Outcome, Problem, Reading, Skipped
from companion.model.scorecard import (
    Badge,
    Check,
    Content,
    Exclusion,
    Fit,
    Found,
    Part,
    PeerRank,
    Reconciled,
    Sample,
    Scorecard,
    Why,
)
from companion.model.shortlist import STAGES, ShortlistEntry
from companion.model.video import AdFlags, AiLabels, Mask, Permissions, Restrictions, Sound, Video

__all__ = [
    "COUNT_NAMES",
    "DAY",
    "EXACT_BELOW",
    "STAGES",
    "WEEK",
    "AccountState",
    "AdFlags",
    "AiLabels",
    "AlreadyRunning",
    "Apart",
    "Badge",
    "Brief",
    "Capture",
    "CaptureSource",
    "Check",
    "CommentFigures",
    "CommentPage",
    "Comparison",
    "Content",
    "Counts",
    "Creator",
    "CreatorCounts",
    "CreatorEvidence",
    "CreatorSummary",
    "DatedBy",
    "Deal",
    "Estimate",
    "Exclusion",
    "FieldCheck",
    "Fit",
    "FitlensError",
    "FollowerRange",
    "FollowerReading",
    "Found",
    "InvalidInput",
    "Mask",
    "Measure",
    "MeasureName",
    "NotFound",
    "Observation",
    "Outcome",
    "Pair",
    "Part",
    "PeerRank",
    "Permissions",
    "Place",
    "PriceRange",
    "Problem",
    "Reading",
    "Reconciled",
    "Restrictions",
    "Sample",
    "Scorecard",
    "ShortlistEntry",
    "Skipped",
    "Sound",
    "Surcharge",
    "TooLarge",
    "Unreadable",
    "Unusable",
    "Verdict",
    "Video",
    "VideoRecord",
    "Weights",
    "Why",
    "end_of_day",
    "iso",
    "more_exact",
    "parse_instant",
    "rounding_half_width",
    "tells_more",
    "unrounded",
]
