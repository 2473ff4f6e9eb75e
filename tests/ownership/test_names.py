import pytest

from roadmap_guard.ownership.names import Name, normalise


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@octocat", Name("", "platform", "", "octocat")),
        (" OctoCat ", Name("", "", "", "octocat")),
        ("@Acme/Payments", Name("team", "platform", "acme", "payments")),
        ("acme/payments", Name("", "", "acme", "payments")),
        ("@acme/platform/frontend", Name("team", "platform", "acme/platform", "frontend")),
        ("@@Maintainers", Name("role", "role", "", "maintainer")),
        ("Payments@Acme.Example", Name("", "email", "", "payments@acme.example")),
        ("group:default/payments", Name("team", "catalog", "default", "payments")),
        ("Group:Payments", Name("team", "catalog", "default", "payments")),
        ("group:infra/payments", Name("team", "catalog", "infra", "payments")),
        ("user:octocat", Name("person", "catalog", "default", "octocat")),
        ("component:default/payments", Name("", "", "component:default", "payments")),
        ("group::source code", Name("team", "", "", "source code")),
        ("devops::plan", Name("", "", "", "devops::plan")),
        ("//services/OWNERS", Name("", "file", "", "//services/OWNERS")),
        ("Team  Payments", Name("", "", "", "team payments")),
        ("R&D / Platform", Name("", "", "", "r&d / platform")),
        ("", Name("", "", "", "")),
    ],
)
def test_every_notation_is_taken_apart(text, name):
    assert normalise(text) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("@acme/payments", "payments"),
        ("@acme/payments", "acme/payments"),
        ("@acme/payments", "group:default/payments"),
        ("@octocat", "user:octocat"),
        ("payments", "group:infra/payments"),
        ("infra/payments", "group:infra/payments"),
        ("@@owner", "@@OWNERS"),
    ],
)
def test_names_agree_as_far_as_both_say(one, other):
    assert normalise(one).agrees_with(normalise(other))
    assert normalise(other).agrees_with(normalise(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("@acme/payments", "@globex/payments"),
        ("@acme/payments", "user:payments"),
        ("group:default/payments", "user:default/payments"),
        ("group:default/payments", "group:infra/payments"),
        ("@@owner", "owner"),
        ("@@owner", "@owner"),
        ("//slo/OWNERS", "slo/OWNERS"),
        ("//slo/OWNERS", "//SLO/OWNERS"),
        ("a@acme.example", "a"),
    ],
)
def test_names_of_different_things_never_agree(one, other):
    assert not normalise(one).agrees_with(normalise(other))
    assert not normalise(other).agrees_with(normalise(one))
