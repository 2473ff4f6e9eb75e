"""What the code says about itself, as Markdown. `generate.py` puts it where it belongs."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from functools import cache
from importlib import import_module, resources
from inspect import getdoc
from io import StringIO
from typing import Any

from roadmap_guard.cli import COMMANDS, HELP
from roadmap_guard.commands.parsing import Command, Parser, dispatch
from roadmap_guard.documents import limits
from roadmap_guard.engine.checks import CHECKS
from roadmap_guard.engine.problems import PROBLEMS
from roadmap_guard.formats import conditions, language, parsers, paths, registry, templates
from roadmap_guard.kinds import KINDS, schema
from roadmap_guard.model.rule import Pack, Rule
from roadmap_guard.policy import pack_reading, sources
from roadmap_guard.policy.controls import Controls
from roadmap_guard.policy.functions import FUNCTIONS
from roadmap_guard.policy.packs import PackHeader
from roadmap_guard.report import audit_csv, rule_page
from tables import fields, prose, table, type_words, unit_words


def pages() -> dict[str, str]:
    """Every page that is generated as a whole, by its path from the project's root."""
    packs = _packs()
    controls = Controls()
    written = {
        "docs/rules/index.md": _marked("the packs in `policies/`", _rule_index(packs)),
        "docs/kinds/index.md": _marked("the schemas in `src/roadmap_guard/kinds/`", _kind_index()),
        "docs/controls.md": _marked("the catalogues in `policies/controls/`", _control_page(packs, controls)),
        "docs/problems.md": _marked("the `problems.py` of the package that tells it", _problem_page()),
        "docs/cli.md": _marked("the modules in `src/roadmap_guard/commands/`", _command_page()),
    }
    for pack in packs:
        for rule in pack.rules:
            page = rule_page.markdown(rule, controls) + _rule_footer(pack, rule)
            written[f"docs/rules/{rule.id}.md"] = _marked(f"`{rule.path}`", page)
    for kind in KINDS:
        written[f"docs/kinds/{kind}.md"] = _marked(
            f"`src/roadmap_guard/kinds/{kind}.schema.json`", _kind_page(kind, packs)
        )
    return written


def blocks() -> dict[str, str]:
    """What stands in the generated blocks of pages that are written by hand, by name."""
    return {
        "definition": prose((language.__doc__ or "").partition("\n\n")[2]),
        "conditions": prose(conditions.__doc__ or ""),
        "paths": prose(paths.__doc__ or ""),
        "templates": prose(templates.__doc__ or ""),
        "parsers": "\n".join(_parser(name, module) for name, module in sorted(parsers.PARSERS.items())),
        "packs": table(("pack", "rules", "applies", "what it is about"), _pack_rows()),
        "functions": table(("function", "gives", "meaning"), _function_rows()),
        "checks": table(("check", "meaning"), ((f"`{name}`", _summary(CHECKS[name])) for name in sorted(CHECKS))),
        "rule-keys": _key_table("Rule"),
        "pack-keys": _key_table("Pack"),
        "config-keys": _key_table("Config"),
        "limits": table(("limit", "default", "at most", "of what"), _limit_rows()),
        "formats": _format_tables(),
        "csv-columns": table(("column", "meaning"), ((f"`{name}`", text) for name, text in audit_csv.COLUMNS.items())),
    }


def _marked(source: str, page: str) -> str:
    return f"<!-- Written by `python docs/generate.py`: edit {source} instead. -->\n\n{page}"


@cache
def _headed_packs() -> tuple[tuple[PackHeader, Pack], ...]:
    """The newest version of every shipped pack, with the examples of its rules; first those that apply by themselves."""
    newest = {source.name: source for source in sources.available()}
    read = (pack_reading.read(source) for _, source in sorted(newest.items()))
    return tuple(sorted(read, key=lambda headed: not headed[0].recommended))


def _packs() -> tuple[Pack, ...]:
    return tuple(pack for _, pack in _headed_packs())


# Rules and controls


def _rule_index(packs: Iterable[Pack]) -> str:
    parts = [
        "# Rules\n\nEvery rule of the shipped packs, in the newest version of each. `roadmap-guard explain RULE` prints its page.\n"
    ]
    for pack in packs:
        rows = ((_rule_link(rule), rule.level, _kind_link(rule, ".."), rule.title) for rule in pack.rules)
        notes = f"[Notes](../../policies/{pack.name}/{pack.version}/README.md) on the pack as a whole."
        about = f"{pack.description} Version {pack.version}. {notes}"
        parts.append(f"## {pack.name}\n\n{about}\n\n{table(('rule', 'level', 'about', 'demands'), rows)}")
    return "\n".join(parts)


def _rule_link(rule: Rule, folder: str = "", text: str = "") -> str:
    return f"[{text or rule.id.rpartition('/')[2]}]({folder}{rule.id}.md)"


def _kind_link(rule: Rule, up: str) -> str:
    return f"[{rule.match.kind}]({up}/kinds/{rule.match.kind}.md)"


def _rule_footer(pack: Pack, rule: Rule) -> str:
    links = [
        f"fields of {_kind_link(rule, '../..')}",
        "[how to tune a rule](../../policies.md#tune-a-rule)",
        "[all rules](../index.md)",
    ]
    return f"\n---\n\n{pack.name} {pack.version} · {' · '.join(links)}\n"


def _pack_rows() -> Iterator[tuple[str, ...]]:
    for header, pack in _headed_packs():
        applies = "by itself" if header.recommended else "if named"
        name = f"[`{pack.name}`](docs/rules/index.md#{pack.name})"
        yield name, str(len(pack.rules)), applies, pack.description


def _control_page(packs: Iterable[Pack], controls: Controls) -> str:
    rules = [rule for pack in packs for rule in pack.rules]
    standards: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for name, control in sorted(controls.items()):
        proving = ", ".join(_rule_link(rule, "rules/", rule.id) for rule in rules if name in rule.controls)
        row = (f"`{name}`", control.title, control.status, control.applies_from, proving or "none")
        standards.setdefault((control.standard, control.edition), []).append(row)
    columns = ("control", "in short", "wording", "applies from", "rules")
    about = (
        "Clauses of standards, and the rules whose outcomes are evidence for them. What stands under *in short* is a paraphrase; "
        "*verified* says that the clause was read at its source. What such evidence is worth, and what it is not: "
        "[for auditors](audits.md)."
    )
    parts = [f"# Controls\n\n{about}\n"]
    parts += [
        f"## {name}\n\nEdition: {edition}\n\n{table(columns, rows)}" for (name, edition), rows in standards.items()
    ]
    return "\n".join(parts)


# Kinds and schemas


def _kind_index() -> str:
    rows = ((f"[{kind}]({kind}.md)", schema(kind)["description"]) for kind in KINDS)
    about = (
        "Whatever dialect a file is written in, what is read from it is one of these. Rules and definitions of formats speak of their "
        "fields. `roadmap-guard schema KIND` prints the JSON Schema."
    )
    return f"# Kinds\n\n{about}\n\n{table(('kind', 'what it is'), rows)}"


def _kind_page(kind: str, packs: Iterable[Pack]) -> str:
    part = schema(kind)
    names = [f"`{name}`" for name, kinds in _kinds_by_format().items() if kind in kinds]
    rules = [_rule_link(rule, "../rules/", rule.id) for pack in packs for rule in pack.rules if rule.match.kind == kind]
    rows = (
        (f"`{name}`", type_words(inner), unit_words(name, inner), inner.get("description", ""))
        for name, inner in fields(part)
    )
    return "\n".join(
        [
            f"# {kind}\n\n**{part['title']}.** {part['description']}\n",
            "A field that the file does not say is absent: a rule asks `has(object.field)` first. `[*]` stands for each item of a list.\n",
            table(("field", "type", "unit", "meaning"), rows),
            f"**Formats:** {', '.join(names) or 'none that is built in; define one of your own'}.\n",
            f"**Rules:** {', '.join(rules) or 'none that is shipped'}.\n",
            "[All kinds](index.md)\n",
        ]
    )


def _key_table(name: str) -> str:
    """The keys of one of the project's own files, from its schema."""
    text = resources.files("roadmap_guard").joinpath(f"policy/schemas/{name}.schema.json").read_text(encoding="utf-8")
    rows = (
        (f"`{key}`", type_words(part), part.get("description", ""))
        for key, part in fields(json.loads(text))
        if not key.startswith("spec.limits.")
    )
    return table(("key", "value", "meaning"), rows)


def _limit_rows() -> Iterator[tuple[str, ...]]:
    meanings = dict(re.findall(r"^    (\w+) {2,}(.+)$", limits.Limits.__doc__ or "", re.MULTILINE))
    for field in limits.Limits._fields:
        default, cap = getattr(limits.LIMITS, field), getattr(limits.CAPS, field)
        yield f"`{limits.setting(field)}`", _number(default), _number(cap), meanings[field]


def _number(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:,}"


# Formats and functions


_formats = cache(registry.load)


@cache
def _kinds_by_format() -> dict[str, list[str]]:
    """The kinds that each built-in format holds, or adds to."""
    formats = _formats()
    return {name: sorted({block.kind for block in formats.get(name).blocks}) for name in formats.names}


def _format_tables() -> str:
    """A table for each kind, with the formats that are mainly of that kind."""
    main = ("RoadmapItem", "SLO", "ModelCard", "FeatureFlag", *KINDS)
    groups: dict[str, list[tuple[str, ...]]] = {}
    for name, kinds in _kinds_by_format().items():
        groups.setdefault(min(kinds, key=main.index), []).append(_format_row(name, kinds))
    columns = ("format", "what it is", "written in", "read from it")
    parts = [f"### {kind}\n\n{table(columns, groups[kind])}" for kind in sorted(groups, key=main.index)]
    return "\n" + "\n".join(parts) + "\n"


def _format_row(name: str, kinds: Iterable[str]) -> tuple[str, ...]:
    entry = _formats().entry(name)
    title = f"[{entry.title}]({entry.documentation})" if entry.documentation else entry.title
    return f"`{name}`", title, ", ".join(entry.languages), ", ".join(f"[{kind}](kinds/{kind}.md)" for kind in kinds)


def _function_rows() -> Iterator[tuple[str, ...]]:
    for spec in FUNCTIONS:
        yield f"`{spec.name}({', '.join(spec.parameters)})`", spec.returns, spec.doc


def _summary(documented: object) -> str:
    return (getdoc(documented) or "").partition("\n")[0]


def _parser(name: str, module: str) -> str:
    docstring = import_module(f"{parsers.__name__}.{module}").__doc__ or ""
    return f"\n#### {name}\n\n{prose(docstring)}"


# Problems and commands


def _problem_page() -> str:
    intro = (
        "# Problems\n\nWhat can be wrong apart from any rule: with a file (`input/...`), a waiver or the baseline. "
        "`roadmap-guard explain input/duplicate-key` prints the section. A file that is refused was not judged, and the report says so.\n"
    )
    named = sorted((code if "/" in code else f"input/{code}", kind) for code, kind in PROBLEMS.items())
    rows = ((f"[{name}](#{name.replace('/', '')})", kind.level, kind.title) for name, kind in named)
    sections = [
        rule_page.problem(name, kind).replace("\n## ", "\n### ").replace("# ", "## ", 1) for name, kind in named
    ]
    return "\n".join([intro, table(("problem", "level", "what is wrong"), rows), *sections])


def _command_page() -> str:
    width = max(map(len, COMMANDS))
    rows = "\n".join(f"  {name:{width}}  {summary}" for name, summary in COMMANDS.items())
    parts = ["# Commands\n", f"What `--help` says.\n\n```text\n{HELP.format(commands=rows)}```\n"]
    for name in COMMANDS:
        module = import_module(f"roadmap_guard.commands.{name}")
        if not hasattr(module, "COMMANDS"):
            parts.append(_command("##", name, module.COMMAND))
            continue
        parts.append(f"## {name}\n\n```text\n{_said([name, '--help'])}```\n")
        parts += [_command("###", f"{name} {word}", command) for word, command in module.COMMANDS.items()]
    return "\n".join(parts)


def _command(level: str, name: str, command: Command) -> str:
    """Its help, and a table of its options: argparse's own words differ from one version of Python to the next."""
    parser = Parser(prog=f"roadmap-guard {name}")
    command.configure(parser)
    actions = [action for action in parser._actions if action.dest != "help"]  # noqa: SLF001 - argparse tells them nowhere else
    arguments = [_argument(action) for action in actions if not action.option_strings]
    usage = " ".join(["roadmap-guard", name, "[OPTIONS]", *arguments])
    rows = [(_option(action), action.help or "") for action in actions if action.help]
    options = f"\n{table(('option', 'meaning'), rows)}" if rows else ""
    return f"{level} {name}\n\n```text\n{usage}\n\n{command.help.strip()}\n```\n{options}"


def _argument(action: Any) -> str:
    name = str(action.metavar or action.dest.upper())
    return {"*": f"[{name} ...]", "+": f"{name} ...", "?": f"[{name}]"}.get(str(action.nargs), name)


def _option(action: Any) -> str:
    if not action.option_strings:
        return f"`{_argument(action)}`"
    value = "" if action.nargs == 0 else f" {action.metavar or '|'.join(action.choices or [action.dest.upper()])}"
    return ", ".join(f"`{option}{value}`" for option in action.option_strings)


def _said(args: list[str]) -> str:
    with redirect_stdout(StringIO()) as out:
        dispatch(args, COMMANDS)
    return out.getvalue()
