"""`roadmap-guard policy`: which policies apply, what they say, and whether they are sound."""

from collections.abc import Iterable, Sequence

import click

from roadmap_guard.commands import options
from roadmap_guard.commands.session import setting
from roadmap_guard.engine.policies import own_packs
from roadmap_guard.engine.request import Request
from roadmap_guard.model.rule import Pack, Rule
from roadmap_guard.policy.packs import read_pack
from roadmap_guard.policy.sources import Pin, resolve
from roadmap_guard.report import rule_page, writing
from roadmap_guard.report.escaping import terminal


@click.group("policy")
def command() -> None:
    """List, show, lint and test policies."""


@command.command("list")
@click.option(
    "--all", "everything", is_flag=True, help="Every pack and version there is, not only those that apply here."
)
@options.where
def list_(everything: bool, repo: str, config: str) -> int:
    """List the packs and rules that apply to this repository, with their levels."""
    with setting(Request(start=repo, config=config)) as found:
        if everything:
            sources = (*found.extensions.packs, *own_packs(found.session))
            _print(f"{source.name}@{source.version}  {source.origin}" for source in sources)
        else:
            _print(_listing(found.policies.info.packs, found.policies.rules))
    return 0


def _listing(packs: Iterable[Pack], rules: Sequence[Rule]) -> Iterable[str]:
    active = {rule.id: rule for rule in rules}
    for pack in packs:
        yield f"{pack.name}@{pack.version}  {pack.title} ({pack.origin}, {pack.digest})"
        for rule in pack.rules:
            level = active[rule.id].level if rule.id in active else "off"
            yield f"  {level:8} {rule.id:55} {rule.title}"


@command.command("show")
@click.argument("pack", metavar="PACK[@VERSION]")
@options.where
def show(pack: str, repo: str, config: str) -> int:
    """Print a pack's rules in full, as Markdown."""
    with setting(Request(start=repo, config=config)) as found:
        sources = (*found.extensions.packs, *own_packs(found.session))
        loaded = read_pack(resolve([Pin(pack)], sources)[0])
        controls = found.policies.controls
    pages = [f"# {loaded.title} ({loaded.name}@{loaded.version})\n\n{loaded.description}\n"]
    pages += [rule_page.markdown(rule, controls) for rule in loaded.rules]
    writing.to_stdout("\n".join(pages).encode("utf-8", "backslashreplace"))
    return 0


def _print(lines: Iterable[str]) -> None:
    writing.to_stdout("".join(f"{terminal(line)}\n" for line in lines).encode("utf-8", "backslashreplace"))
