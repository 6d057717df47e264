"""The peer: Anki's own backend, in a virtual environment of its own. Run by that environment's Python.

Anki's library is under the AGPL and is no part of this project: it is fetched when it is measured.
"""

import json
import sys
import time
from pathlib import Path

ANKI = "anki>=25.9"


def install(folder: Path) -> None:
    """Makes a virtual environment with Anki's library.

    Raises:
        subprocess.CalledProcessError: It cannot be fetched.
    """
    import subprocess
    import venv

    venv.create(folder, with_pip=True)
    subprocess.run(
        [folder / "bin" / "python", "-m", "pip", "install", "-q", ANKI], check=True, stdout=sys.stderr
    )


def command(python: Path, *arguments: object) -> list[str]:
    """Returns the command that has this module run by that environment."""
    return [str(python), str(Path(__file__).resolve()), *map(str, arguments)]


def _make(path: str, cards: int) -> None:
    """Makes a collection in which all cards are due, with texts as long as a question of ours."""
    from anki.collection import AddNoteRequest, Collection  # type: ignore[import-not-found]

    collection = Collection(path)
    basic = collection.models.by_name("Basic")
    deck = collection.decks.id("Library")
    requests = []
    for number in range(cards):
        note = collection.new_note(basic)
        note["Front"] = (
            f"Entry {number} of the chronicle: what became of the harbour? " + "It stood there. " * 8
        )
        note["Back"] = f"It was rebuilt in {1500 + number % 400}. " + "Others thought no more of it. " * 5
        requests.append(AddNoteRequest(note, deck))
    collection.add_notes(requests)
    collection.sched.set_due_date(collection.find_cards(""), "0")
    config = collection.decks.config_dict_for_deck_id(deck)
    config["rev"]["perDay"] = 9999
    collection.decks.update_config(config)
    collection.decks.select(deck)
    collection.close()


def _study(path: str, answers: int) -> None:
    """Says when the first card is there, then answers some and says how long that took, in ms."""
    from anki.collection import Collection

    collection = Collection(path)
    queued = collection.sched.get_queued_cards()
    sys.stdout.write(f"first card {queued.cards[0].card.id}\n")
    sys.stdout.flush()
    taken, following = [], []
    for _ in range(answers):
        begun = time.perf_counter()
        found = collection.sched.get_queued_cards().cards[0]
        card = collection.get_card(found.card.id)
        following.append(time.perf_counter() - begun)
        card.start_timer()
        begun = time.perf_counter()
        answer = collection.sched.build_answer(card=card, states=found.states, rating=2)
        collection.sched.answer_card(answer)
        taken.append(time.perf_counter() - begun)
    middle = answers // 2
    figures = {"next": sorted(following)[middle] * 1000, "answer": sorted(taken)[middle] * 1000}
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    {"make": _make, "study": _study}[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
