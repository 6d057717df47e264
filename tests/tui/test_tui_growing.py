from collections.abc import Iterator

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from quiz.tui.widgets.growing import Growing


class Listed(App[None]):
    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Growing()


async def test_entries_are_made_when_they_are_scrolled_to() -> None:
    made: list[int] = []

    def entries() -> Iterator[Content]:
        for number in range(300):
            made.append(number)
            yield Content(f"entry {number}")

    app = Listed()
    async with app.run_test(size=(40, 10)) as pilot:
        body, growing = app.query_one(VerticalScroll), app.query_one(Growing)
        growing.show(entries())
        await pilot.pause()
        assert 10 < len(made) < 300
        looks = 0
        while len(made) < 300:
            body.scroll_end(animate=False)
            await pilot.pause()
            looks += 1
            assert looks < 100
        assert looks > 1
        assert str(growing.content).endswith("entry 299")
        growing.show(entries())
        assert len(made) == 600


async def test_a_screen_higher_than_the_first_entries_is_filled() -> None:
    app = Listed()
    async with app.run_test(size=(40, 500)) as pilot:
        growing = app.query_one(Growing)
        growing.show(Content(f"entry {number}") for number in range(200))
        looks = 0
        while not str(growing.content).endswith("entry 199"):
            await pilot.pause()
            looks += 1
            assert looks < 100
