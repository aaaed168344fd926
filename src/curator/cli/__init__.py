"""The command line: arguments, environment, exit codes; each command builds its world and hands it in.

Modules that take long to import are imported inside the commands, so that `curator --help` is quick.
"""

import sys
from collections.abc import Sequence

import typer

from curator.cli import bot, demo, insert, model, night, papers, style
from curator.errors import CuratorError

DONE, EXPECTED, BUG = 0, 1, 3

app = typer.Typer(
    help="Keep a curated list of papers alive: learn it, read arXiv every night, propose the few papers that fit.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("nightly")(night.nightly)
app.command("train")(model.train)
app.command("predict")(model.predict)
app.command("insert")(insert.insert)
app.command("style")(style.style)
app.command("suggest")(bot.suggest)
app.command("propose")(bot.propose)
app.command("learn")(bot.learn)
app.command("report")(bot.report)
state = typer.Typer(help="What curator keeps on its own branch.", no_args_is_help=True, rich_markup_mode=None)
state.command("pull")(bot.pull_state)
state.command("push")(bot.push_state)
app.add_typer(state, name="state")
app.command("demo")(demo.demo)

table = typer.Typer(help="Fill the table of papers: from a file, or from arXiv.", no_args_is_help=True)
table.command("import")(papers.import_)
table.command("fetch")(papers.fetch)
app.add_typer(table, name="papers")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line with `arguments`, or with those of the process.

    Exit codes: 0 done, 1 an error a person can mend, 2 wrong usage, 3 a bug, 4 done in part, 130 interrupted.
    """
    try:
        app(arguments)
    except CuratorError as error:
        print(f"curator: {error}", file=sys.stderr)
        sys.exit(EXPECTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    except Exception:  # noqa: BLE001 - the last place that can say what to do about a bug
        import traceback

        traceback.print_exc()
        print("curator: this is a bug: please report it with the lines above", file=sys.stderr)
        sys.exit(BUG)
