"""Ways to answer that begin with an answer which was given before."""

from textual.widget import Widget
from textual.widgets import Input, TextArea

from quiz.model import Chosen, Ordered, Paired, Response, Said, Ticked, Written
from quiz.tui.widgets.responses.base import ResponseInput
from quiz.tui.widgets.responses.matching import MatchInput
from quiz.tui.widgets.responses.options import SelectInput
from quiz.tui.widgets.responses.ordering import OrderInput
from quiz.tui.widgets.responses.recalling import RecallInput
from quiz.tui.widgets.rows import Rows


async def mount_filled(response: ResponseInput, given: Response | None, body: Widget) -> None:
    """Shows the way to answer below what is asked, with the answer that was given before."""
    match response, given:
        case ((SelectInput() | RecallInput()), Ticked(options=options)):
            response.ticked = set(options)
        case OrderInput(), Ordered(items=items):
            response.items = list(items)
            response.touched = True
        case MatchInput(), Paired(pairs=pairs):
            response.pairs = dict(pairs)
        case _:
            pass
    await body.mount(response, after="#given")
    match given:
        case Chosen(option=option):
            response.query_one(Rows).cursor = response.texts.index(option)
        case Said(truth=truth):
            response.query_one(Rows).cursor = 0 if truth else 1
        case Written(texts=texts):
            for line, typed in zip(response.query(Input), texts, strict=True):
                line.value = typed
        case Ticked(text=typed) if typed:
            response.query_one(TextArea).text = typed
        case _:
            pass
