"""`roadmap-guard policy`: list, show, lint and test."""

from support.guard import guard
from support.repository import Scratch

PACK = """\
apiVersion: roadmap-guard.dev/v1
kind: Pack
metadata: {name: acme, version: 1.0.0, title: Acme's own rules}
spec: {recommended: false}
"""

RULE = """\
apiVersion: roadmap-guard.dev/v1
kind: Rule
metadata: {id: slo-has-description, title: An SLO says what it is about}
spec:
  level: warning
  match: {kind: SLO}
  require: has(object.description)
  at: description
  message: "{object.id} has no description"
  remediation: Write one.
rationale: Whoever is paged at night reads it first.
examples:
  - passes: {kind: SLO, id: a/b, description: Answers without an error}
  - fails: {kind: SLO, id: a/b}
"""

CONFIG = "apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec: {policies: [policies], packs: []}\n"


def own_pack(repository: Scratch, rule: str = RULE) -> None:
    repository.write(
        {
            "policies/acme/pack.yaml": PACK,
            "policies/acme/rules/slo-has-description.yaml": rule,
            "roadmap-guard.yaml": CONFIG,
        }
    )


def test_list_shows_what_applies_with_levels_and_digests(repository: Scratch):
    run = guard(repository.root, "policy", "list")

    assert run.code == 0
    assert "reliability@1.0.0" in run.out
    assert "sha256:" in run.out
    assert "  error    reliability/slo-target-meets-tier" in run.out


def test_show_prints_a_pack_in_full(repository: Scratch):
    run = guard(repository.root, "policy", "show", "fairness@1")

    assert run.code == 0
    assert "# fairness/audit-present" in run.out


def test_show_of_an_unknown_pack_says_what_there_is(repository: Scratch):
    run = guard(repository.root, "policy", "show", "fairnes")

    assert run.code == 2
    assert 'did you mean "fairness"' in run.err


def test_shipped_packs_are_without_a_fault_and_their_examples_hold(repository: Scratch):
    assert guard(repository.root, "policy", "lint").code == 0
    assert guard(repository.root, "policy", "test").code == 0


def test_a_pack_of_the_repository_applies_is_linted_and_tested(repository: Scratch):
    own_pack(repository)

    assert "acme@1.0.0" in guard(repository.root, "policy", "list").out
    assert guard(repository.root, "policy", "lint").code == 0
    assert "2 of 2 examples of 1 rule came" in guard(repository.root, "policy", "test").out


def test_lint_tells_every_mistake_of_a_rule_with_its_place_and_the_nearest_name(repository: Scratch):
    own_pack(
        repository,
        RULE.replace("object.description)", "object.desription)").replace("at: description", "at: descripton"),
    )

    run = guard(repository.root, "policy", "lint", "policies")

    assert run.code == 2
    assert "policies/acme/rules/slo-has-description.yaml:7:" in run.err
    assert "policies/acme/rules/slo-has-description.yaml:8:" in run.err
    assert run.err.count('did you mean "description"') == 2


def test_a_check_with_a_pack_that_does_not_load_exits_2(repository: Scratch):
    own_pack(repository, RULE.replace("object.description)", "object.desription)"))

    assert guard(repository.root, "check").code == 2


def test_an_example_that_does_not_come_out_fails_the_test(repository: Scratch):
    own_pack(
        repository, RULE.replace("  - fails: {kind: SLO, id: a/b}", "  - fails: {kind: SLO, id: a/b, description: x}")
    )

    run = guard(repository.root, "policy", "test")

    assert run.code == 1
    assert "acme/slo-has-description, example 2 (fail): expected fail, got pass" in run.out


def test_a_rule_of_the_repository_finds_at_the_place_it_names(repository: Scratch):
    own_pack(
        repository, RULE.replace("has(object.description)", "has(object.description) && size(object.description) > 100")
    )

    run = guard(repository.root, "check", "--format", "plain")

    assert (
        "slo/checkout.yaml:9:18: warning [acme/slo-has-description] checkout/availability has no description" in run.out
    )
