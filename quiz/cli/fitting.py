"""The command that fits the schedule to the learner."""

import argparse

from quiz.cli import wiring
from quiz.cli.commands import PROGRAM, Commands
from quiz.cli.output import json_option, say, say_json


def register(commands: Commands) -> None:
    """Adds the commands of this family."""
    fit = commands.add("fit", _fit, "fit the schedule to your own answers, where that is better", "fit")
    how = fit.add_mutually_exclusive_group()
    how.add_argument("--try", action="store_true", dest="try_only", help="only say how well it would fit")
    how.add_argument("--undo", action="store_true", help="go back to what held before the last fit")
    json_option(fit)


def _fit(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        study = wiring.study(arguments, store)
        if arguments.undo:
            undone = study.fitting.forget()
            _answer(
                arguments, "The last fit is undone." if undone else "Nothing was fitted.", {"undone": undone}
            )
            return 0 if undone else 1
        fitted = study.fitting.fit()
        adopted = fitted.better and not arguments.try_only
        if adopted:
            study.fitting.adopt(fitted)
    said = (
        f"Fitted to {fitted.reviews:,} reviews, judged by {fitted.held_out:,} later ones."
        f" Log loss before {fitted.before:.5f}, after {fitted.after:.5f}, give or take {fitted.noise:.5f}.\n"
    )
    if adopted:
        said += f"The schedule follows the fit from now on. `{PROGRAM} fit --undo` takes it back."
    elif fitted.better:
        said += f"It would be better. `{PROGRAM} fit` adopts it."
    else:
        said += "That is not surely better, so nothing was changed."
    figures = {
        "reviews": fitted.reviews,
        "held_out": fitted.held_out,
        "before": fitted.before,
        "after": fitted.after,
        "noise": fitted.noise,
        "better": fitted.better,
        "adopted": adopted,
        "parameters": fitted.parameters,
    }
    _answer(arguments, said, figures)
    return 0


def _answer(arguments: argparse.Namespace, said: str, figures: dict[str, object]) -> None:
    if arguments.json:
        say_json(figures)
    else:
        say(said)
