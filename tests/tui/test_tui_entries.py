"""The list of entries of several lines, apart from what it lists."""

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from quiz.tui.widgets.entry_list import EntryList


class Entries(App[None]):
    """Lists entries of these heights, each line of which says which it is."""

    def __init__(self, heights: Sequence[int]) -> None:
        super().__init__()
        self.heights = heights
        self.drawn: set[int] = set()
        self.clicked: list[tuple[int, int]] = []

    def compose(self) -> ComposeResult:
        yield EntryList(self._entry)

    def on_mount(self) -> None:
        self.entries.show(len(self.heights), none="Nothing here.")

    def on_entry_list_clicked(self, event: EntryList.Clicked) -> None:
        self.clicked.append((event.column, event.line))

    def _entry(self, index: int, width: int, here: bool) -> Content:
        self.drawn.add(index)
        sign = ">" if here else " "
        return Content("\n".join(f"{sign}{index}.{line}" for line in range(self.heights[index])))

    @property
    def entries(self) -> EntryList:
        return self.query_one(EntryList)

    @property
    def seen(self) -> list[str]:
        lines = [self.entries.render_line(y).text for y in range(self.entries.content_size.height)]
        return [line.rstrip(" │┃") for line in lines]

    @property
    def bar(self) -> str:
        return "".join(self.entries.render_line(y).text[-1] for y in range(self.entries.content_size.height))


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        ([], [">0.0", ">0.1", ">0.2", " 1.0", " 1.1"]),
        (["down"], [" 0.0", " 0.1", " 0.2", ">1.0", ">1.1"]),
        (["down", "down"], [" 1.0", " 1.1", ">2.0", ">2.1", ">2.2"]),
        (["down", "down", "up"], [">1.0", ">1.1", " 2.0", " 2.1", " 2.2"]),
        (["down", "down", "up", "up"], [">0.0", ">0.1", ">0.2", " 1.0", " 1.1"]),
        (["up"], [">0.0", ">0.1", ">0.2", " 1.0", " 1.1"]),
        (["end"], [" 2.0", " 2.1", " 2.2", ">3.0", ">3.1"]),
        (["end", "down"], [" 2.0", " 2.1", " 2.2", ">3.0", ">3.1"]),
        (["end", "home"], [">0.0", ">0.1", ">0.2", " 1.0", " 1.1"]),
        (["pagedown"], [">1.0", ">1.1", " 2.0", " 2.1", " 2.2"]),
        (["pagedown", "pagedown"], [">2.0", ">2.1", ">2.2", " 3.0", " 3.1"]),
        (["pagedown", "pagedown", "pagedown"], [" 2.0", " 2.1", " 2.2", ">3.0", ">3.1"]),
        (["end", "pageup"], [">0.0", ">0.1", ">0.2", " 1.0", " 1.1"]),
    ],
)
async def test_the_entry_under_the_cursor_is_wholly_in_sight(keys: list[str], seen: list[str]) -> None:
    app = Entries([3, 2, 3, 2])
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.press(*keys)
        assert app.seen == seen


async def test_an_entry_higher_than_the_list_is_scrolled_through() -> None:
    app = Entries([1, 9, 1])
    async with app.run_test(size=(20, 4)) as pilot:
        await pilot.press("down")
        assert app.seen == [">1.0", ">1.1", ">1.2", ">1.3"]
        await pilot.press("down", "down")
        assert app.seen == [">1.5", ">1.6", ">1.7", ">1.8"]
        await pilot.press("up")
        assert app.seen == [">1.2", ">1.3", ">1.4", ">1.5"]
        await pilot.press("down", "down")
        assert app.seen[-1] == ">2.0"
        await pilot.press("up", "up", "up", "up")
        assert app.seen[0] == ">0.0"


async def test_only_what_is_in_sight_is_drawn() -> None:
    app = Entries([3] * 10_000)
    async with app.run_test(size=(20, 12)) as pilot:
        await pilot.press("down", "down", "end")
        assert len(app.drawn) < 20
        assert app.seen[-1] == ">9999.2"


async def test_the_bar_says_where_one_is_unless_all_is_in_sight() -> None:
    app = Entries([2] * 20)
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        assert app.bar == "┃│││││││"
        await pilot.press("end")
        assert app.bar == "│││││││┃"
        app.heights = [2, 2]
        app.entries.show(2, 1)
        assert app.bar == " " * 8


async def test_fewer_entries_leave_the_cursor_on_the_last() -> None:
    app = Entries([2] * 9)
    async with app.run_test(size=(20, 4)) as pilot:
        await pilot.press("end")
        app.entries.show(3, app.entries.cursor)
        assert app.entries.cursor == 2
        assert app.seen == [" 1.0", " 1.1", ">2.0", ">2.1"]
        app.entries.show(0, 2, none="Nothing here.")
        await pilot.press("down", "up", "pagedown", "pageup", "end")
        assert app.entries.cursor == 0
        assert app.seen == [" Nothing here.", "", "", ""]


async def test_a_click_moves_the_cursor_and_says_where_it_was() -> None:
    app = Entries([2, 2])
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.click(EntryList, offset=(3, 3))
        assert app.entries.cursor == 1
        assert app.clicked == [(3, 1)]
        await pilot.click(EntryList, offset=(3, 6))
        assert app.clicked == [(3, 1)]


async def test_another_width_wraps_the_entries_anew() -> None:
    app = Entries([2] * 9)
    async with app.run_test(size=(20, 4)) as pilot:
        await pilot.press("down", "down")
        await pilot.resize_terminal(30, 6)
        await pilot.pause()
        assert {len(app.entries.render_line(y).text) for y in range(6)} == {30}
        assert ">2.0" in app.seen
