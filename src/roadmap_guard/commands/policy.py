"""`roadmap-guard policy`: which policies apply, what they say, and whether they are sound."""

import os
from collections.abc import Iterable, Sequence

from roadmap_guard.commands import options
from roadmap_guard.commands.parsing import Command, Options, Parser
from roadmap_guard.commands.session import Setting, setting
from roadmap_guard.engine.policies import known_names, own_packs
from roadmap_guard.engine.request import Request
from roadmap_guard.model.rule import Pack, Rule
from roadmap_guard.policy import pack_reading, sources
from roadmap_guard.policy.checking import Known, check_pack
from roadmap_guard.policy.faults import Fault, PolicyError
from roadmap_guard.policy.lock import LOCK_NAME, written
from roadmap_guard.policy.packs import PackSource
from roadmap_guard.policy.sources import Pin, resolve
from roadmap_guard.policy.testing import ExampleResult, run_examples
from roadmap_guard.report import rule_page, writing


def configure_list(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument(
        "--all",
        action="store_true",
        dest="everything",
        help="every pack and version there is, not only those that apply here",
    )
    options.add_where(parser)


def list_policies(given: Options) -> int:
    """Print packs, and of those that apply the rules with their levels."""
    with setting(_request(given)) as found:
        if given.everything:
            packs = (*found.extensions.packs, *own_packs(found.session))
            writing.say(f"{source.name}@{source.version}  {source.origin}" for source in packs)
        else:
            writing.say(_listing(found.policies.info.packs, found.policies.rules))
    return 0


def _listing(packs: Iterable[Pack], rules: Sequence[Rule]) -> Iterable[str]:
    active = {rule.id: rule for rule in rules}
    for pack in packs:
        yield f"{pack.name}@{pack.version}  {pack.title} ({pack.origin}, {pack.digest})"
        for rule in pack.rules:
            level = active[rule.id].level if rule.id in active else "off"
            yield f"  {level:8} {rule.id:55} {rule.title}"


def configure_show(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("pack", metavar="PACK[@VERSION]")
    options.add_where(parser)


def show_pack(given: Options) -> int:
    """Print every rule of a pack."""
    with setting(_request(given)) as found:
        packs = (*found.extensions.packs, *own_packs(found.session))
        loaded = pack_reading.read(resolve([Pin(given.pack)], packs)[0])[1]
        controls = found.policies.controls
    pages = [f"# {loaded.title} ({loaded.name}@{loaded.version})\n\n{loaded.description}\n"]
    pages += [rule_page.markdown(rule, controls) for rule in loaded.rules]
    writing.to_stdout("\n".join(pages).encode("utf-8", "backslashreplace"))
    return 0


def configure_lint(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("folder", nargs="?", default="", metavar="FOLDER", help="a folder with packs")
    options.add_where(parser)


def lint_packs(given: Options) -> int:
    """Print every mistake in the packs."""
    with setting(_request(given)) as found:
        known = known_names(found.extensions, found.formats)
        chosen = _chosen(given.folder, found)
        faults = [fault for source in chosen for fault in _faults(source, known)]
    if faults:
        raise PolicyError(faults)
    writing.say([f"{len(chosen)} {'pack' if len(chosen) == 1 else 'packs'} without a fault: {_names(chosen)}"])
    return 0


def configure_test(parser: Parser) -> None:
    """Add the options."""
    configure_lint(parser)
    parser.add_argument("--verbose", "-v", action="store_true", help="name every example, not only those that fail")


def run_tests(given: Options) -> int:
    """Run the examples of the packs' rules; 1 if one does not come out as it says."""
    with setting(_request(given)) as found:
        rules = [rule for source in _chosen(given.folder, found) for rule in pack_reading.read(source)[1].rules]
        results = run_examples(rules, found.extensions.functions, found.extensions.checks)
    failed = [result for result in results if result.complaints]
    writing.say(_told(result) for result in (results if given.verbose else failed))
    of = "1 rule" if len(rules) == 1 else f"{len(rules)} rules"
    writing.say([f"{len(results) - len(failed)} of {len(results)} examples of {of} came out as they say"])
    return 1 if failed else 0


def lock_packs(given: Options) -> int:
    """Write the lock of the packs that apply now."""
    with setting(_request(given)._replace(relock=True, anywhere=False)) as found:
        target = os.path.join(found.session.snapshot.source.root, LOCK_NAME)
        names = {source.name for source in own_packs(found.session)}
        packs = [pack for pack in found.policies.info.packs if pack.name not in names]
    writing.to_file(target, written(packs).encode())
    writing.say([f"wrote {LOCK_NAME}: {', '.join(f'{pack.name}@{pack.version}' for pack in packs)}"])
    return 0


def _told(result: ExampleResult) -> str:
    where = f"{result.path}:{result.span.line}:{result.span.column}"
    verdict = "; ".join(result.complaints) or "as expected"
    return f"{where}: {result.rule}, example {result.number} ({result.expect}): {verdict}"


def _request(given: Options) -> Request:
    return Request(start=given.repo, config=given.config, anywhere=True)


def _chosen(folder: str, found: Setting) -> list[PackSource]:
    """The packs in a folder of the file system, or those that apply."""
    if folder:
        return sources.in_files(folder.rstrip("/"), sources.read_folder(folder), "folder")
    given = (*found.extensions.packs, *own_packs(found.session))
    return resolve([Pin(f"{pack.name}@{pack.version}") for pack in found.policies.info.packs], given)


def _faults(source: PackSource, known: Known) -> list[Fault]:
    try:
        return check_pack(pack_reading.read(source)[1], source.files(), known)
    except PolicyError as error:
        return list(error.faults)


def _names(packs: Iterable[PackSource]) -> str:
    return ", ".join(f"{pack.name}@{pack.version}" for pack in packs)


COMMANDS = {
    "list": Command(
        "list the packs and rules that apply to this repository, with their levels", configure_list, list_policies
    ),
    "show": Command("print a pack's rules in full, as Markdown", configure_show, show_pack),
    "lock": Command(
        """\
write roadmap-guard.lock: the packs that apply now, with their versions and digests

From then on a check ends with exit code 2 if a pack is older, newer or other than the lock says. Run it again to accept
what is installed; the lock there is now is not asked.
""",
        options.add_where,
        lock_packs,
    ),
    "lint": Command(
        """\
find what is wrong with policies: the packs in FOLDER, or all that apply to this repository

Everything is told at once: unknown keys, fields, functions, checks, params and controls, types that do not fit, missing
examples. Exit code 2 if anything is wrong.
""",
        configure_lint,
        lint_packs,
    ),
    "test": Command(
        """\
run the examples of rules as their tests: the packs in FOLDER, or all that apply to this repository

Exit code 1 if an example does not come out as it says.
""",
        configure_test,
        run_tests,
    ),
}
