"""A hook does not pay for what it does not use."""

import subprocess
import sys

from roadmap_guard.policy import index, pack_reading
from support.policies import files, source

SCRIPT = """
import sys
from roadmap_guard.policy import index
from roadmap_guard.policy.compiling import compile_rule
from roadmap_guard.policy.config import Config
from roadmap_guard.policy.expressions import Environment
from roadmap_guard.policy.functions import FUNCTIONS, Context
from roadmap_guard.policy.packs import PackSource
from roadmap_guard.policy.selecting import select
from support.policies import slo

given = [PackSource("acme", "1.0.0", "policies/acme/1.0.0", "test", dict, sys.argv[1])]
selected = select(Config(), given, [], None)
environment = Environment(Context("2026-11-20"), FUNCTIONS)
compiled = [compile_rule(rule, environment, {}) for rule in selected.rules]
subject = environment.subject(slo(tier="tier-1", target=0.5))
print([outcome.state for rule in compiled for outcome in rule.evaluate(subject)])
print(sorted({"google.protobuf", "jsonschema", "pathspec", "yaml", "decimal", "hashlib", "difflib"} & set(sys.modules)))
"""


def test_a_shipped_pack_judges_without_protobuf_jsonschema_and_yaml(tmp_path) -> None:
    path = tmp_path / "index.json"
    path.write_text(index.to_json(*pack_reading.read(source(files()))), encoding="utf-8")
    script = SCRIPT.replace("from support.policies import slo", _SLO)
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout == "['fail']\n['decimal']\n", done.stderr


_SLO = """
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.span import FILE_START
def slo(**fields):
    return Resource("SLO", "a", "x", "x.yaml", 0, FILE_START, fields, {}, {}, {}, (), frozenset(["tier"]))
"""
