"""What is wrong with a value is said in words that are nobody's programming language."""

import msgspec
import pytest

from companion.model import Brief
from companion.model.unfit import sentence


@pytest.mark.parametrize(
    ("brief", "says"),
    [
        (b'{"name": "x", "keywords": "bread"}', "keywords must be a list, not text"),
        (b'{"name": "", "keywords": ["bread"]}', "name must not be empty"),
        (b'{"name": "x", "keywords": ["bread"], "margin": 2}', "margin must be at most 1"),
        (
            b'{"name": "x", "keywords": ["bread"], "margin": "a"}',
            "margin must be a number or nothing, not text",
        ),
        (b'{"name": "x", "keywords": ["bread"], "colour": "red"}', "the field colour is not known"),
        (b'{"keywords": ["bread"]}', "the field name is missing"),
    ],
)
def test_a_refusal_is_a_sentence(brief, says):
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.json.decode(brief, type=Brief)
    assert sentence(refused.value) == says
