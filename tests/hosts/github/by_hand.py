"""What a maintainer finds and ticks on a pull request, and in the list."""

from tests.github_bot import Bot, identity
from tests.github_world import Maintainer


def box(bot: Bot, number: int, words: str) -> str:
    """Return the line of a box of a paper, on the newest pull request."""
    body = bot.maintainer.pulls("all")[0]["body"].replace("\r\n", "\n")
    (line,) = [one for one in body.splitlines() if f"curator: {identity(number)} " in one and words in one]
    return str(line)


def tick(bot: Bot, number: int, words: str) -> None:
    """Tick a box on the newest pull request, or untick it, whether that is open or not."""
    one, line = bot.maintainer.pulls("all")[0], box(bot, number, words)
    other = line.replace("[ ]", "[x]") if "[ ]" in line else line.replace("[x]", "[ ]")
    body = one["body"].replace("\r\n", "\n").replace(line, other)
    bot.maintainer.call("PATCH", f"/pulls/{one['number']}", body=body.replace("\n", "\r\n"))


def answer(bot: Bot, number: int) -> str:
    """Return the body of a pull request, open or not."""
    return str(bot.maintainer.call("GET", f"/pulls/{number}")["body"])


def line_of(person: Maintainer, branch: str, number: int) -> str:
    """Return the line of a paper in the list on a branch."""
    (line,) = [line for line in person.read(branch).splitlines() if f"/abs/{identity(number)}" in line]
    return f"{line}\n"
