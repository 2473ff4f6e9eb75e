"""`roadmap-guard explain`: the page of a rule, or of a problem with an input, a waiver or the baseline."""

from roadmap_guard.commands import options
from roadmap_guard.commands.names import did_you_mean
from roadmap_guard.commands.parsing import Command, Options, Parser
from roadmap_guard.commands.session import Setting, setting
from roadmap_guard.engine.policies import named, own_packs
from roadmap_guard.engine.problems import PROBLEMS
from roadmap_guard.engine.request import Request
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.rule import Rule
from roadmap_guard.policy import pack_reading
from roadmap_guard.report import rule_page, writing

_FAMILIES = ("input", "waiver", "baseline")


HELP = """\
explain a rule or a problem with an input: what it checks, why, and how to mend it

RULE is an id as findings show it: reliability/slo-target-meets-tier, input/duplicate-key, waiver/expired. Of a rule the part
behind the slash is enough where only one has it. Rules of the repository's own packs and of plugins are known as well.
"""


def configure(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("rule", metavar="RULE")
    options.add_where(parser)


def run(given: Options) -> int:
    """Print the page."""
    is_problem = given.rule.partition("/")[0] in _FAMILIES
    text = _problem_page(given.rule) if is_problem else _rule_page(given.rule, given.repo, given.config)
    writing.to_stdout(text.encode("utf-8"))
    return 0


def _problem_page(rule: str) -> str:
    known = {code if "/" in code else f"input/{code}": kind for code, kind in PROBLEMS.items()}
    if rule not in known:
        raise CannotCheckError(
            f"no selected pack has a rule {rule!r}{did_you_mean(rule, known)}",
            "roadmap-guard policy list shows them all.",
        )
    return rule_page.problem(rule, known[rule])


def _rule_page(name: str, repo: str, config: str) -> str:
    with setting(Request(start=repo, config=config, anywhere=True)) as found:
        rule = named(name, found.policies.by_name)
        return rule_page.markdown(_with_examples(rule, found), found.policies.controls)


def _with_examples(rule: Rule, found: Setting) -> Rule:
    """`rule` with its examples, which the index of a shipped pack leaves out."""
    sources = (*found.extensions.packs, *own_packs(found.session))
    pack = next(pack for pack in found.policies.info.packs if any(known.id == rule.id for known in pack.rules))
    source = next(source for source in sources if (source.name, source.version) == (pack.name, pack.version))
    full = next(known for known in pack_reading.read(source)[1].rules if known.id == rule.id)
    return rule._replace(examples=full.examples)


COMMAND = Command(HELP, configure, run)
