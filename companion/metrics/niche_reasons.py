"""Why the niche part is as it is, in sentences with the videos behind them."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from companion.metrics.language_names import can_be_judged, language_code
from companion.metrics.relevance import Judged, named
from companion.metrics.seeking import Hint, Sought
from companion.metrics.topics import name_of
from companion.model import Why


def share_why(judged: list[Judged], share: float, sought: Sought) -> Why:
    """The share, against a creator of whom nothing is known (50), and what says so."""
    n = len(judged)
    relevant = [each for each in judged if each.relevant]
    if not relevant:
        says = (
            f"none of {n} videos is about what the brief looks for"
            if n > 1
            else "the one video is not about what the brief looks for"
        )
        says += _undecided(judged)
        return Why(says=says, moves=share - 50, video_ids=tuple(each.video.id for each in judged))
    names = Counter(name for each in relevant for name in named(each, sought))
    strongest = sorted(names, key=lambda name: (-names[name], name))[:3]
    says = f"{len(relevant)} of {n} videos are about {', '.join(strongest)}{_undecided(judged)}"
    return Why(says=says, moves=share - 50, video_ids=tuple(each.video.id for each in relevant))


def _undecided(judged: list[Judged]) -> str:
    mute = sum(each.mute for each in judged)
    return f"; {mute} {'says' if mute == 1 else 'say'} nothing that can be judged" if mute else ""


def unheard_why(judged: list[Judged]) -> list[Why]:
    """Languages in which only the brief's own words are heard."""
    unheard = [each.video for each in judged if each.mute and not can_be_judged(each.video.language)]
    if not unheard:
        return []
    names = ", ".join(sorted({language_code(video.language or "") for video in unheard}))
    says = f"captions in {names} can't be judged by topic: only your own words are found in them"
    return [Why(says=says, moves=0.0, video_ids=tuple(video.id for video in unheard))]


def signs_why(judged: list[Judged], sought: Sought) -> list[Why]:
    """Videos without a word of the brief, told by other words of its topic or by words that go with it."""
    other = [each for each in judged if each.relevant and not each.terms]
    listed = [each for each in other if any(sought.main in sign.weights for sign in each.signs)]
    hinted = [each for each in other if each.hints]
    why = []
    if listed:
        said = Counter(sign.shown for each in listed for sign in each.signs if sought.main in sign.weights)
        strongest = ", ".join(_quoted(shown) for shown, _ in said.most_common(3))
        of = f"others of {name_of(sought.main)}"
        says = f"{_videos(len(listed))} {_use(listed)} none of your words but {of}: {strongest}"
        why.append(Why(says=says, moves=0.0, video_ids=tuple(each.video.id for each in listed)))
    if hinted:
        met = Counter(hint for each in hinted for hint in each.hints)
        strongest = ", ".join(_met(hint) for hint, _ in met.most_common(3))
        says = f"{_videos(len(hinted))} {_use(hinted)} words that go with yours: {strongest}"
        why.append(Why(says=says, moves=0.0, video_ids=tuple(each.video.id for each in hinted)))
    return why


def general_why(sought: Sought) -> list[Why]:
    """The brief's words that count little, since creators of any topic use them."""
    if not sought.general:
        return []
    names = ", ".join(_quoted(term) for term in sought.general[:3])
    verb = "says" if len(sought.general) == 1 else "say"
    return [Why(says=f"{names} {verb} little: your creators write that whatever they post about", moves=0.0)]


def _met(hint: Hint) -> str:
    return f"{_quoted(hint.shown)} (goes with {_quoted(hint.term)} at {hint.creators} of your creators)"


def _use(videos: list[Judged]) -> str:
    return "uses" if len(videos) == 1 else "use"


def meaning_why(judged: list[Judged]) -> list[Why]:
    """Videos without a word of the brief whose captions mean nearly the same."""
    near = [each for each in judged if each.relevant and not each.terms and each.near]
    if not near:
        return []
    strongest = ", ".join(_quoted(word) for word, _ in Counter(each.near for each in near).most_common(3))
    are = "is" if len(near) == 1 else "are"
    says = f"{_videos(len(near))} {_use(near)} none of your words but {are} close in meaning to {strongest}"
    return [Why(says=says, moves=0.0, video_ids=tuple(each.video.id for each in near))]


def _quoted(word: str) -> str:
    """A word in quotation marks; one that is written from right to left does not turn them round."""
    quoted = f"“{word}”"
    return f"\u2068{quoted}\u2069" if unicodedata.bidirectional(word[0]) in {"R", "AL"} else quoted


def _videos(n: int) -> str:
    return "1 video" if n == 1 else f"{n} videos"


def excluded_why(video_ids: Sequence[str], names: Iterable[str], moves: float) -> Why:
    """Videos about something that the brief excludes."""
    verb = "is" if len(video_ids) == 1 else "are"
    says = f"{_videos(len(video_ids))} {verb} about what the brief excludes: {', '.join(sorted(set(names)))}"
    return Why(says=says, moves=moves, video_ids=tuple(video_ids))
