"""Plugins are loaded because the trusted configuration names them, and what is wrong with one ends the run in its name."""

import pytest

from roadmap_guard.plugins import host
from roadmap_guard.plugins.blame import PluginError
from roadmap_guard.report import REPORTERS
from support.distributions import install

HEAD = "from roadmap_guard.plugins import Failure, FunctionSpec, OwnerReader, Registry, Reporter, hookimpl\n"

NOTHING = f"{HEAD}@hookimpl\ndef roadmap_guard_report_ready(): pass\n"

CHECK = f"{HEAD}@hookimpl\ndef roadmap_guard_checks(): return {{'always': lambda *_: []}}\n"

PACK = f"""{HEAD}
import os

@hookimpl
def roadmap_guard_packs(): return [os.path.join(os.path.dirname(__file__), "packs")]
"""

PACK_FILES = {
    "packs/acme/1.0.0/pack.yaml": """\
apiVersion: roadmap-guard.dev/v1
kind: Pack
metadata: {name: acme, version: 1.0.0, title: Acme}
spec: {recommended: true}
""",
    "packs/acme/1.0.0/rules/always.yaml": """\
apiVersion: roadmap-guard.dev/v1
kind: Rule
metadata: {id: always, title: Nothing is asked for}
spec:
  level: error
  match: {kind: SLO}
  require: object.target > 0.0
  at: target
  message: no target
  remediation: Write one.
rationale: For tests.
examples:
  - passes: {target: 0.9}
  - fails: {target: 0.0}
""",
}


def hook(name: str, body: str) -> str:
    return f"{HEAD}@hookimpl\ndef roadmap_guard_{name}():\n    {body}\n"


BROKEN = {
    "import fails": ("import no_such_module", "failed: ModuleNotFoundError: No module named 'no_such_module'"),
    "syntax": ("def", "failed: SyntaxError"),
    "exit on import": ("import sys; sys.exit(0)", "failed: SystemExit: 0 (__init__.py:1)"),
    "no marked function": ("x = 1", "does not fit: it has no function marked with @hookimpl"),
    "misspelled hook": (
        f"{HEAD}@hookimpl\ndef roadmap_guard_format(): return []",
        "there is no hook roadmap_guard_format (did you mean roadmap_guard_formats?)",
    ),
    "unknown optional hook": (
        f"{NOTHING}@hookimpl(optionalhook=True)\ndef roadmap_guard_extra(): return []",
        "there is no hook roadmap_guard_extra",
    ),
    "forgotten marker": (
        f"{NOTHING}def roadmap_guard_checks(): return {{}}",
        "roadmap_guard_checks is not marked with @hookimpl",
    ),
    "wrong argument": (
        f"{HEAD}@hookimpl\ndef roadmap_guard_report_ready(result): pass",
        "Argument(s) {'result'} are declared in the hookimpl",
    ),
    "wrapper": (
        f"{HEAD}@hookimpl(wrapper=True)\ndef roadmap_guard_checks():\n    yield\n    return {{}}",
        "roadmap_guard_checks is a wrapper",
    ),
    "hook raises": (hook("formats", "raise RuntimeError('no luck')"), "failed: RuntimeError: no luck (__init__.py:4)"),
    "hook exits": (hook("checks", "raise SystemExit(0)"), "failed: SystemExit: 0"),
    "generator raises": (hook("packs", "yield 1 / 0"), "failed: ZeroDivisionError"),
    "answer is None": (hook("formats", "pass"), "the answer of roadmap_guard_formats is NoneType None, not a list"),
    "answer is a text": (hook("packs", "return '/tmp'"), "the answer of roadmap_guard_packs is str '/tmp', not a list"),
    "answer is no mapping": (hook("checks", "return [len]"), "the answer of roadmap_guard_checks is list"),
    "item of another type": (hook("functions", "return [len]"), "not a FunctionSpec"),
    "check cannot be called": (hook("checks", "return {'x': 1}"), "the check 'x' is int 1, not a Callable"),
    "reporter of another type": (hook("reporters", "return {'x': print}"), "the output format 'x' is"),
    "reporter needs what is no option": (
        hook("reporters", "return {'x': Reporter(str, 'x', ('color',))}"),
        "the output format x needs 'color', which is no option",
    ),
    "function of an unknown type": (
        hook("functions", "return [FunctionSpec('f', ('str',), 'int', len, '')]"),
        "the function f speaks of 'str', which is no type",
    ),
    "relative folder": (hook("formats", "return ['formats']"), "'formats', which is no absolute path of a folder"),
    "missing folder": (hook("packs", "return ['/no/such/folder']"), "'/no/such/folder', which is no absolute path"),
    "folder without formats": (hook("formats", "import os; return [os.path.dirname(__file__)]"), "there is no *.yaml"),
    "folder without packs": (
        hook("packs", "import os; return [os.path.dirname(__file__)]"),
        "there is no <pack>/<version>/pack.yaml in",
    ),
    "name of a built-in check": (
        hook("checks", "return {'dependency-cycle': print}"),
        "plugins roadmap-guard and acme==1.0.0 both bring the check 'dependency-cycle'",
    ),
    "name of a built-in function": (
        hook("functions", "return [FunctionSpec('days', ('int',), 'int', len, '')]"),
        "both bring the function 'days'",
    ),
    "name of a built-in reporter": (
        hook("reporters", "return {'json': Reporter(str, 'x')}"),
        "both bring the output format 'json'",
    ),
    "name of a built-in owner reader": (
        hook("owner_readers", "return [OwnerReader('OWNERS', len, len)]"),
        "both bring the owner reader 'OWNERS'",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_plugin_that_is_broken_ends_the_run_with_2_and_its_name(site, check, case):
    source, message = BROKEN[case]

    run = check(install(site, "acme", source))

    assert run.code == 2
    assert run.out == ""
    assert "acme==1.0.0" in run.err
    assert message in run.err


def test_plugin_that_is_installed_and_not_named_is_not_even_imported(site, check, tmp_path):
    tripwire = tmp_path / "imported"
    install(site, "acme", f"open({str(tripwire)!r}, 'w').close()")

    assert check().code == 0
    assert not tripwire.exists()


def test_plugin_that_is_not_installed_is_told_with_the_command_that_installs_it(check):
    run = check("acme==1.0.0")

    assert run.code == 2
    assert "plugin acme is not installed" in run.err
    assert "pip install acme==1.0.0" in run.err


def test_plugin_of_another_version_is_told_with_both_versions(site, check):
    install(site, "acme", NOTHING)

    run = check("acme==1.0.1")

    assert run.code == 2
    assert "plugin acme is installed in version 1.0.0, the configuration wants 1.0.1" in run.err


def test_distribution_without_an_entry_point_of_ours_is_no_plugin(site, check):
    pin = install(site, "acme", NOTHING, entry_point="[console_scripts]\nacme = code_acme:main")

    run = check(pin)

    assert run.code == 2
    assert "distribution acme==1.0.0 is no plugin: it has no entry point in the group 'roadmap_guard'" in run.err


def test_entry_point_may_be_an_object_of_a_module(site):
    source = f"{HEAD}class Plugin:\n    @hookimpl\n    def roadmap_guard_checks(self): return {{'always': print}}\n\nplugin = Plugin()"
    pin = install(site, "acme", source, entry_point="[roadmap_guard]\nplugin = {module}:plugin")

    assert "always" in host.load([pin], "/nowhere").extensions().checks


def test_distribution_may_have_several_entry_points_which_are_told_apart(site):
    entries = "[roadmap_guard]\nfirst = {module}\nsecond = {module}:second"
    source = f"{HEAD}class Second:\n    @hookimpl\n    def roadmap_guard_checks(self): raise OSError\nsecond = Second()\n{CHECK}"
    loaded = host.load([install(site, "acme", source, entry_point=entries)], "/nowhere")

    with pytest.raises(PluginError, match=r"plugin acme==1\.0\.0 \(second\) failed: OSError"):
        loaded.extensions()


def test_entry_point_that_is_not_there_is_the_plugins_fault(site):
    pin = install(site, "acme", NOTHING, entry_point="[roadmap_guard]\nplugin = {module}:missing")

    with pytest.raises(PluginError, match=r"plugin acme==1\.0\.0 failed: AttributeError"):
        host.load([pin], "/nowhere")


def test_plugin_that_is_named_twice_is_refused(site):
    pin = install(site, "acme", NOTHING)

    with pytest.raises(PluginError, match=r"plugin acme==1\.0\.0 is named twice"):
        host.load([pin, pin], "/nowhere")


def test_two_plugins_with_one_check_are_both_named(site, check):
    run = check(install(site, "acme", CHECK), install(site, "umbrella", CHECK))

    assert run.code == 2
    assert "plugins acme==1.0.0 and umbrella==1.0.0 both bring the check 'always'" in run.err


def test_p18_two_plugins_with_one_rule_are_both_named(site, check):
    run = check(install(site, "acme", PACK, PACK_FILES), install(site, "umbrella", PACK, PACK_FILES))

    assert run.code == 2
    assert "plugins acme==1.0.0 and umbrella==1.0.0 both bring the pack 'acme'" in run.err


FORMATS = f"""{HEAD}
import os

@hookimpl
def roadmap_guard_formats(): return [os.path.join(os.path.dirname(__file__), "formats")]
"""

DEFINITION = """\
format: acme
recognise: {path: acme}
resources: [{kind: SLO, id: "{acme}"}]
"""


def test_two_plugins_with_one_dialect_are_told_by_their_files(site, check):
    pins = [install(site, name, FORMATS, {"formats/own.yaml": DEFINITION}) for name in ("acme", "umbrella")]

    run = check(*pins)

    assert run.code == 2
    assert "code_umbrella/formats/own.yaml:1:1: the name `acme` is taken by own.yaml" in run.err


def test_dialect_of_a_plugin_that_does_not_load_is_told_by_its_file(site, check):
    wrong = DEFINITION.replace("resources", "resource")

    run = check(install(site, "acme", FORMATS, {"formats/own.yaml": wrong}))

    assert run.code == 2
    assert "code_acme/formats/own.yaml:3:1: unknown word in a format `resource`" in run.err


def test_rule_of_a_plugin_that_does_not_load_is_told_by_its_file(site, check):
    wrong = {name: text.replace("object.target", "object.trget") for name, text in PACK_FILES.items()}

    run = check(install(site, "acme", PACK, wrong))

    assert run.code == 2
    assert "acme==1.0.0/packs/acme/1.0.0/rules/always.yaml:7:19: " in run.err
    assert "trget" in run.err


def test_pack_of_a_plugin_must_not_pass_for_a_built_in_one(site, check):
    files = {name.replace("acme", "reliability").replace("1.0.0", "9.0.0"): text for name, text in PACK_FILES.items()}

    run = check(install(site, "acme", PACK, files))

    assert run.code == 2
    assert "plugins roadmap-guard and acme==1.0.0 both bring the pack 'reliability'" in run.err


def test_what_plugins_bring_stands_behind_what_is_built_in_in_the_order_of_the_configuration(site):
    readers = (
        "{head}@hookimpl(trylast=True)\ndef roadmap_guard_owner_readers(): return [OwnerReader('{name}', len, len)]"
    )
    pins = [install(site, name, readers.format(head=HEAD, name=name)) for name in ("umbrella", "acme")]

    names = [reader.name for reader in host.load(pins, "/nowhere").extensions().owner_readers]

    assert names == ["CODEOWNERS", "OWNERS", "sigs.yaml", "Backstage", "umbrella", "acme"]


def test_report_says_which_plugins_judged(site, check):
    pin = install(site, "acme", PACK, PACK_FILES)

    report = check(pin, arguments=("--format", "json")).report

    assert report["policy"]["plugins"] == [pin]
    assert {"name": "acme", "origin": f"plugin {pin}"}.items() <= report["policy"]["packs"][0].items()


def test_everything_built_in_comes_through_the_hooks():
    loaded = host.load([], "/nowhere")

    assert loaded.reporters() == REPORTERS
    assert all(loaded.extensions())
