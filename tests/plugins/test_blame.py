"""What goes wrong in a plugin's code while it judges is told in its name, and makes the exit code 2."""

import json
import time

import pytest

from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.plugins import blame, host
from roadmap_guard.plugins.blame import PluginError, blaming
from support.distributions import install

from .conftest import SLO

SOURCE = """
import os
import sys
from roadmap_guard.plugins import Failure, FunctionSpec, NotApplicable, Options, OwnerReader, Ownership, Registry, Reporter, hookimpl

@hookimpl
def roadmap_guard_packs(): return [os.path.join(os.path.dirname(__file__), "packs")]

def check(resource, params, context):
    {check}

def function(context, text):
    {function}

def write(report, verbose):
    {write}

def wants(path):
    {wants}

def owners_of(path):
    {owners_of}

def read(files):
    {read}

@hookimpl
def roadmap_guard_checks(): return {{"acme-check": check}}

@hookimpl
def roadmap_guard_functions(): return [FunctionSpec("acme", ("string",), "bool", function, "")]

@hookimpl
def roadmap_guard_reporters(): return {{"acme": Reporter(write, "acme.txt", ("verbose",))}}

@hookimpl
def roadmap_guard_owner_readers(): return [OwnerReader("acme", wants, read)]

@hookimpl
def roadmap_guard_report_ready(report):
    {ready}
"""

WORKING = {
    "check": "return []",
    "function": "return True",
    "write": "return f'{len(report.outcomes)} outcomes\\n'",
    "wants": "return path == 'slo/checkout.yaml'",
    "owners_of": "return Ownership(('payments',), '*', path, 1)",
    "read": "return Registry({'payments': 'teams'}, owners_of)",
    "ready": "pass",
}

RULE = """\
apiVersion: roadmap-guard.dev/v1
kind: Rule
metadata: {{id: {id}, title: Example}}
spec:
  level: error
  match: {{kind: SLO}}
  {requirement}
  at: target
  message: wrong
  remediation: Mend it.
rationale: For tests.
examples:
  - passes: {{target: 0.9}}
  - fails: {{target: 0.1}}
"""

FILES = {
    "packs/acme/1.0.0/pack.yaml": """\
apiVersion: roadmap-guard.dev/v1
kind: Pack
metadata: {name: acme, version: 1.0.0, title: Acme}
spec: {recommended: true}
""",
    **{
        f"packs/acme/1.0.0/rules/{name}.yaml": RULE.format(id=name, requirement=requirement)
        for name, requirement in {
            "checked": "uses: acme-check",
            "asked": "require: acme(object.id)",
            "owned": "require: size(fileOwners(resource.path)) > 0",
            "plain": "require: object.target > 0.999",
        }.items()
    },
}

NAME = "acme==1.0.0"
HARD_TO_STOP = """
    import time
    try: time.sleep(60)
    except BaseException: return []
"""


@pytest.fixture
def run(site, check):
    """Runs a check with a plugin that works but for the functions whose bodies are given."""

    def with_bodies(*arguments, **bodies):
        pin = install(site, "acme", SOURCE.format(**(WORKING | bodies)), FILES)
        return check(pin, spec="  packs: [acme@1]\n", arguments=arguments or ("--format", "json"))

    return with_bodies


def findings(run):
    return {item["rule"].removeprefix("acme/"): item["message"] for item in run.report["findings"]}


def test_plugin_that_works_judges(run):
    assert findings(run()) == {"plain": "wrong"}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("raise KeyError('x')", f"plugin {NAME} failed: KeyError: 'x' (__init__.py:10)"),
        ("sys.exit(0)", f"plugin {NAME} failed: SystemExit: 0 (__init__.py:10)"),
        ("yield 1 / 0", f"plugin {NAME} failed: ZeroDivisionError: division by zero (__init__.py:10)"),
        ("return ['target']", f"plugin {NAME}: a result of the check acme-check is str 'target', not a Failure"),
        ("return None", f"plugin {NAME} failed: TypeError: 'NoneType' object is not iterable"),
    ],
)
def test_p17_check_that_fails_leaves_its_rule_undecided_and_the_others_in_force(run, body, message):
    result = run(check=body)

    assert result.code == 2
    assert findings(result).keys() == {"checked", "plain"}
    assert message in findings(result)["checked"]


def test_check_of_a_plugin_may_say_that_it_does_not_apply(run):
    assert findings(run(check="return NotApplicable('no')")) == {"plain": "wrong"}


def test_check_of_a_plugin_points_at_a_field(run):
    assert findings(run(check="return [Failure('target', 'too round')]"))["checked"] == "too round"


def test_function_that_fails_leaves_its_rule_undecided_in_the_plugins_name(run):
    result = run(function="raise KeyError('x')")

    assert result.code == 2
    assert f"plugin {NAME} failed: KeyError: 'x'" in findings(result)["asked"]


def test_p17_function_that_exits_does_not_end_the_run(run):
    result = run(function="sys.exit(0)")

    assert result.code == 2
    assert f"plugin {NAME} failed: SystemExit: 0" in findings(result)["asked"]


def test_function_that_has_no_answer_says_so_in_its_own_words(run):
    result = run(function="raise ValueError('the text is empty')")

    assert result.code == 2
    assert "the text is empty" in findings(result)["asked"]
    assert NAME not in findings(result)["asked"]


def test_p17_function_that_hangs_is_stopped_and_not_asked_again(run, monkeypatch, repository):
    monkeypatch.setattr(blame, "ANSWER", 0.1)
    repository.write({f"slo/{name}.yaml": SLO.replace("checkout", name) for name in "abcdefgh"})
    start = time.monotonic()

    result = run(function="import time; time.sleep(60)")

    assert result.code == 2
    assert f"plugin {NAME} did not come back within 0.1 seconds (__init__.py:13)" in findings(result)["asked"]
    assert time.monotonic() - start < 30


@pytest.mark.parametrize("body", ["while True: pass", "import time; time.sleep(60)", HARD_TO_STOP])
def test_p17_check_that_hangs_leaves_its_rule_undecided_and_the_others_in_force(run, monkeypatch, body):
    monkeypatch.setattr(blame, "ANSWER", 0.1)

    result = run(check=body)

    assert result.code == 2
    assert findings(result).keys() == {"checked", "plain"}
    assert f"plugin {NAME} did not come back within 0.1 seconds" in findings(result)["checked"]


@pytest.mark.parametrize(
    "body",
    [
        "resource.fields['target'] = 1.0; return []",
        "resource.fields['owners'].clear(); return []",
        "resource.positions.pop('target'); return []",
        "params['changed'] = True; return []",
        "context.refs('SLO')[0]['target'] = 1.0; return []",
    ],
)
def test_p17_check_that_changes_what_it_is_given_is_refused_and_the_others_see_nothing_of_it(run, body):
    result = run(check=body)

    assert result.code == 2
    assert findings(result) == {
        "plain": "wrong",
        "checked": f"cannot be decided: PluginError: plugin {NAME} failed: TypeError: what a plugin is given is shared, "
        "and cannot be changed: copy it first (__init__.py:10) (uses: acme-check)",
    }


def test_p17_function_that_changes_what_it_is_given_is_refused(run):
    result = run(function="context.refs('SLO')[0]['target'] = 1.0; return True")

    assert result.code == 2
    assert "what a plugin is given is shared" in findings(result)["asked"]
    assert findings(result)["plain"] == "wrong"


FATAL = {
    "write changes the report": ({"write": "report.rules.clear()"}, "what a plugin is given is shared"),
    "report_ready changes the report": (
        {"ready": "report.resources[0].fields['x'] = 1"},
        "what a plugin is given is shared",
    ),
    "write raises": ({"write": "raise OSError('full')"}, f"plugin {NAME} failed: OSError: full"),
    "write exits": ({"write": "sys.exit(0)"}, f"plugin {NAME} failed: SystemExit: 0"),
    "write gives no text": (
        {"write": "pass"},
        f"plugin {NAME}: the output of the format acme is NoneType None, not text",
    ),
    "report_ready raises": ({"ready": "raise OSError('gone')"}, f"plugin {NAME} failed: OSError: gone"),
    "report_ready exits": ({"ready": "sys.exit(0)"}, f"plugin {NAME} failed: SystemExit: 0"),
}


@pytest.mark.parametrize("case", FATAL)
def test_failure_outside_of_a_rule_ends_the_run_with_2_and_the_plugins_name(run, case):
    bodies, message = FATAL[case]

    result = run("--format", "acme", **bodies)

    assert result.code == 2
    assert message in result.out + result.err


@pytest.mark.parametrize(
    ("bodies", "message"),
    [
        ({"read": "files.clear()"}, f"plugin {NAME} failed: TypeError: what a plugin is given is shared"),
        ({"wants": "return path.nothing"}, f"plugin {NAME} failed: AttributeError"),
        ({"owners_of": "raise LookupError('nobody')"}, f"plugin {NAME} failed: LookupError: nobody"),
        ({"owners_of": "sys.exit(0)"}, f"plugin {NAME} failed: SystemExit: 0"),
        ({"read": "raise ValueError('no')"}, f"plugin {NAME} failed: ValueError: no"),
        ({"read": "return {}"}, f"plugin {NAME}: the result of the owner reader acme is dict {{}}, not a Registry"),
    ],
)
def test_owner_lookup_that_fails_leaves_its_rule_undecided_in_the_plugins_name(run, bodies, message):
    result = run(**bodies)

    assert result.code == 2
    assert message in findings(result)["owned"]


def test_output_format_of_a_plugin_is_written_with_the_options_that_it_needs(run):
    result = run("--format", "acme", "--verbose", write="return f'verbose: {verbose}'")

    assert result.out == "verbose: True"


def test_p17_what_a_plugin_prints_never_spoils_a_report(run):
    noisy = {name: f"print('noise'); {body}" for name, body in WORKING.items()}

    result = run(**noisy)

    assert json.loads(result.out)
    assert "noise" in result.err


def test_interruption_inside_a_plugin_stays_an_interruption():
    with pytest.raises(KeyboardInterrupt), blaming("acme"):
        raise KeyboardInterrupt


def test_remedy_that_a_plugin_gives_is_kept():
    with pytest.raises(PluginError, match="plugin acme: no disk") as caught, blaming("acme"):
        raise CannotCheckError("no disk", "Buy one.")

    assert caught.value.remedy == "Buy one."


def test_hook_may_leave_its_arguments_out(site):
    source = "from roadmap_guard.plugins import hookimpl\nseen = []\n@hookimpl\ndef roadmap_guard_report_ready(): seen.append(1)"
    loaded = host.load([install(site, "acme", source)], "/nowhere")

    loaded.report_ready(None)

    import code_acme

    assert code_acme.seen == [1]
