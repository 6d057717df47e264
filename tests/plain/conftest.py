import pytest

from quiz.model import Library
from tests.plain.conversation import NINE, bank_of


@pytest.fixture
def library() -> Library:
    """The bank with every kind, in the place of the small one."""
    return bank_of(NINE)
