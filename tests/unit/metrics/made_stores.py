"""Stores of creators whose words no list knows: topics, fillers and generic tags are invented for each seed."""

import random
from collections import namedtuple

import made_creators as making

TOPICS, WORDS, FILLERS, TAGS = 5, 40, 60, 6
LISTED = (
    "sourdough bread baking cake oven dough flour croissant brownie cupcake",
    "gym workout squat deadlift cardio pilates protein fitness biceps hypertrophy",
    "dog puppy cat kitten hamster parrot vet pets corgi rescuecat",
)
"""Topics that our list knows; of the creators of a store three in eight post about them."""

Market = namedtuple("Market", "topics fillers tags")


def invented(draw, known):
    """A word of three or four syllables that was not yet made."""
    while True:
        made = "".join(draw.choice("bdfgklmnprstvz") + draw.choice("aeiou") for _ in range(draw.choice((3, 4))))
        if made not in known:
            known.add(made)
            return made


def market(seed):
    draw, known = random.Random(seed), set()  # noqa: S311 - a seeded simulation

    def some(n):
        return tuple(invented(draw, known) for _ in range(n))

    listed = tuple(tuple(words.split()) for words in LISTED)
    return Market((*(some(WORDS) for _ in range(TOPICS)), *listed), some(FILLERS), some(TAGS))


def caption(draw, made, topic):
    """Two to four words of a topic, the first of them more often, among fillers, with tags that everyone uses."""
    words = made.topics[topic]
    about = {words[int(draw.expovariate(4 / len(words))) % len(words)] for _ in range(draw.choice((2, 3, 4)))}
    fillers = draw.sample(made.fillers, 4)
    tags = [f"#{tag}" for tag in made.tags if draw.random() < 0.35]
    words = [*about, *fillers]
    draw.shuffle(words)
    return " ".join((*words, *tags))


def topic_of(number):
    return number % (TOPICS + len(LISTED))


def creator(draw, made, number):
    """Three videos of four are about the creator's topic, the others about any."""
    mine = topic_of(number)
    topics = [mine if draw.random() < 0.75 else draw.randrange(len(made.topics)) for _ in range(20)]
    videos = [
        making.video(i, 5_000, age_days=20 + i, caption=(text := caption(draw, made, topic)), hashtags=tags(text))
        for i, topic in enumerate(topics)
    ]
    return topics, making.creator(videos, creator_id=str(number))


def tags(text):
    return [word[1:] for word in text.split() if word.startswith("#")]
