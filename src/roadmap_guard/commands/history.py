"""`roadmap-guard history`: the life of one resource, or what the lives of all come to."""

from roadmap_guard.commands import history_text, options
from roadmap_guard.commands.names import did_you_mean
from roadmap_guard.commands.parsing import Command, Options, Parser, UsageError
from roadmap_guard.commands.session import setting
from roadmap_guard.engine.histories import Histories
from roadmap_guard.engine.lives import Life
from roadmap_guard.engine.request import Request
from roadmap_guard.engine.statistics import statistics
from roadmap_guard.kinds import READ
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.report import writing

HELP = """\
tell the life of one resource: every commit that changed it, and how; or with --stats how often dates slipped in all

A resource is followed by its id, across renamed files and moves between them. A version that cannot be read is a gap: the next is
compared with the last that could be. Commits are those along first parents, so a merge counts once. Times are those of the commits.

examples:
  roadmap-guard history PAY-42
  roadmap-guard history checkout/availability --field target
  roadmap-guard history --stats
"""


def configure(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("item", nargs="?", default="", metavar="ITEM", help="the id of a resource, present or former")
    parser.add_argument("--stats", action="store_true", help="numbers about all resources instead")
    parser.add_argument("--kind", choices=READ, metavar="KIND", help="only resources of this kind")
    parser.add_argument("--field", metavar="FIELD", default="", help="only changes of this field and those inside it")
    parser.add_argument("--head", metavar="REV", default="HEAD", help="the history of this commit (default: HEAD)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    options.add_where(parser)


def run(given: Options) -> int:
    """Print the life, or the numbers."""
    if bool(given.item) == given.stats:
        raise UsageError("name one resource, or ask for --stats", "For example: roadmap-guard history --stats")
    request = Request(start=given.repo, mode="commit", head=given.head, config=given.config)
    with setting(request) as found:
        lives = Histories(found.session, found.formats, as_of="").all
    chosen = [life for life in lives if given.kind in (None, life.last.kind)]
    if given.stats:
        text = history_text.numbers(statistics(chosen), as_json=given.format == "json")
    else:
        text = history_text.told(_named(chosen, given.item), given.field, as_json=given.format == "json")
    writing.to_stdout(text.encode("utf-8", "backslashreplace"))
    return 0


def _named(lives: list[Life], name: str) -> list[Life]:
    """The lives of what bears or bore this id; whoever bears it now comes before who did."""
    ever = [life for life in lives if any(event.name == name for event in life.events)]
    now = [life for life in ever if life.last.id == name]
    if not ever:
        known = sorted({life.last.id for life in lives})
        raise CannotCheckError(
            f"nothing in this history has the id {name!r}{did_you_mean(name, known)}",
            "roadmap-guard resources lists the ids that there are.",
        )
    return now or ever


COMMAND = Command(HELP, configure, run)
