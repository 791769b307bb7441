"""The scorecard on the command line: all that the desk says of a creator, in sections of at most 100 columns."""

from collections import Counter
from collections.abc import Iterable, Sequence

from companion.cli import output
from companion.model import Check, Estimate, Fit, Reconciled, Sample, Scorecard
from companion.service.wording import (
    CONTENT_WORDS,
    chance,
    check_name,
    check_status,
    cohorts,
    compact,
    counted,
    estimate_name,
    interval,
    missing,
    odds,
    part,
    percent,
    reason,
    sentence,
    signed,
    value,
    whole_percent,
)

MARKS = {"pass": "", "unusual": "!", "not_enough_data": "?"}
"""Before a check, so that what is unusual is found at a glance and without colour."""

MOST_VIDEOS = 3
"""Videos that are named behind a reason."""


def tell(card: Scorecard) -> None:
    """Print a scorecard for a person."""
    _head(card)
    _fit(card.fit)
    _numbers(card.estimates)
    _peers(card)
    _checks(card.checks)
    _content(card)
    _others(card)
    _formulas(card)


def _head(card: Scorecard) -> None:
    creator, sample = card.creator, card.sample
    output.heading(" · ".join(filter(None, (output.who(creator), creator.name))))
    used = f"{sample.eligible} of {counted(sample.read, 'video')} used"
    if sample.from_ and sample.to:
        used += f", posted {sample.from_[:10]} to {sample.to[:10]}"
    output.lines(
        (f"{counted(creator.followers, 'follower')}; {used}; as of {card.as_of[:10]}.", *_left_out(sample))
    )


def _left_out(sample: Sample) -> Iterable[str]:
    counts = Counter(left.reason for left in sample.excluded)
    if counts:
        told = ", ".join(f"{count} {reason(why)}" for why, count in counts.most_common())
        yield f"Left out: {told}."


def _fit(fit: Fit) -> None:
    output.heading(f"Fit for {fit.brief}" if fit.brief else "Fit")
    if fit.score.value is None:
        output.lines(
            (f"{fit.word}: {fit.score.missing}." if fit.brief else f"{sentence(fit.score.missing or '')}.",)
        )
    else:
        told = f"{fit.word}: {_with_range(fit.score)}"
        output.lines((f"{told}, from {whole_percent(fit.coverage)} of the weights.",))
    whole = sum(each.weight for each in fit.parts.values()) or 1
    for name, each in fit.parts.items():
        output.lines(
            (f"{part(name)}, {whole_percent(each.weight / whole)} of the fit: {_with_range(each.score)}",)
        )
        output.lines(
            (
                f"{signed(why.moves):>5}  {sentence(why.says)}{_behind(why.video_ids)}"
                for why in sorted(each.why, key=lambda why: -abs(why.moves))
            ),
            indent=4,
            hang=7,
        )


def _behind(video_ids: Sequence[str]) -> str:
    if not video_ids:
        return ""
    shown = ", ".join(video_ids[:MOST_VIDEOS])
    return f" ({counted(len(video_ids), 'video')}: {shown}{' …' if len(video_ids) > MOST_VIDEOS else ''})"


def _with_range(estimate: Estimate) -> str:
    said = output.shown(estimate)
    return f"{said}, {estimate.says}" if estimate.says else said


def _numbers(estimates: dict[str, Estimate]) -> None:
    output.heading("Numbers")
    output.table(
        ("Number", "Value", "Range", "Videos"),
        (
            (estimate_name(name), value(each), _range_or_why(each), f"{each.n}" if each.n else "none")
            for name, each in estimates.items()
        ),
        width=output.PAGE,
    )


def _range_or_why(estimate: Estimate) -> str:
    if estimate.value is None:
        return missing(estimate)
    told = f"{interval(estimate)} ({odds(estimate)})" if odds(estimate) else interval(estimate)
    return f"{told}, {estimate.says}" if estimate.says else told


def _peers(card: Scorecard) -> None:
    if not card.peers:
        return
    output.heading("Among peers")
    for cohort in cohorts(card.peers):
        output.lines((f"Of {cohort.peers}, {cohort.read}:",))
        output.lines(
            (f"above {whole_percent(above):>4}  {estimate_name(name)}" for name, above in cohort.ranks), indent=4
        )


def _checks(checks: Sequence[Check]) -> None:
    output.heading("Do the signals look usual?")
    output.table(
        ("", "Check", "Status", "Finding"),
        (
            (
                MARKS.get(check.status, "?"),
                check_name(check.name),
                check_status(check.status),
                sentence(check.says),
            )
            for check in checks
        ),
        width=output.PAGE,
    )
    output.lines(("! is a question to look into, never a verdict about a person. ? could not be checked.",))


def _content(card: Scorecard) -> None:
    found = [(title, each) for field, (title, _) in CONTENT_WORDS.items() for each in getattr(card.content, field)]
    if not found:
        return
    output.heading("What the videos are about")
    output.table(
        ("What", "Found", "Videos", "Seen"),
        ((title, each.name, str(len(each.video_ids)), each.says or "") for title, each in found),
        width=output.PAGE,
    )


def _no_reason(other: Reconciled) -> str:
    return "can't be computed from what was read" if other.value is None else "no rate of ours to compare it with"


def _others(card: Scorecard) -> None:
    if not card.reconcile:
        return
    output.heading("What other tools would say")
    output.table(
        ("Tool", "Rate", "Why it differs from ours", "Formula and source"),
        (
            (
                other.tool,
                "–" if other.value is None else percent(other.value),
                sentence(other.why or _no_reason(other)),
                f"{other.formula} ({other.source})",
            )
            for other in card.reconcile
        ),
        width=output.PAGE,
    )


def _formulas(card: Scorecard) -> None:
    output.heading("How it is computed")
    methods = [("Fit", card.fit.score.method)]
    methods += [(f"  {part(name)}", each.score.method) for name, each in card.fit.parts.items()]
    methods += [(estimate_name(name), _method(each)) for name, each in card.estimates.items()]
    output.table(("Number", "Formula"), methods, width=output.PAGE)
    output.lines((f"Formulas, version {card.formula_version}; --json gives the videos behind each number.",))


def _method(estimate: Estimate) -> str:
    others = [
        (share, ends) for share, ends in (estimate.intervals or {}).items() if float(share) != estimate.level
    ]
    wider = "; ".join(f"{chance(share)}: {compact(low)} – {compact(high)}" for share, (low, high) in others)
    return f"{estimate.method} {wider}." if wider else estimate.method
