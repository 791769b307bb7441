"""The words of a video and of a creator's videos, whatever brief they are read for."""

from collections import Counter

from companion.metrics.kin import kin_of, topic_in
from companion.metrics.topics import Said, group_of, said
from companion.metrics.usage import VIDEOS, Wording, wording
from companion.metrics.words import Text, affirmed, written
from companion.model import CreatorEvidence, Video


def has_words(video: Video) -> bool:
    """Whether there is anything to judge a video by."""
    return bool((video.caption and video.caption.strip()) or video.hashtags or video.topics or video.screen_texts)


def text_of(video: Video) -> Text:
    """A video's caption, words on the picture and hashtags, as words; without what they say that it is not."""
    return affirmed(written(video), video.hashtags or ())


def said_in(video: Video, text: Text, language: str | None = None) -> Said:
    """What a video's text is about, in the language that TikTok tells or else this one."""
    return said(text.written, video.hashtags or text.tags, video.language or language)


def wording_of(evidence: CreatorEvidence) -> Wording | None:
    """The words of a creator's newest videos, to learn from; None where there are none."""
    videos = [record.facts for record in evidence.videos[:VIDEOS] if has_words(record.facts)]
    if not videos:
        return None
    texts = [text_of(video) for video in videos]
    told = [said_in(video, text) for video, text in zip(videos, texts, strict=True)]
    groups = Counter(group_of(topic) for about in told for topic in _mainly(about))
    about = min(groups, key=lambda group: (-groups[group], group)) if groups else topic_in(kin_of(evidence))
    return wording(((text.tags, text.words) for text in texts), about)


def _mainly(about: Said) -> tuple[str, ...]:
    return (max(about.topics, key=lambda topic: about.topics[topic]),) if about.topics else ()
