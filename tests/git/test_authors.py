"""Who wrote a line of work."""

import pytest

from roadmap_guard.git.authors import Person, between
from roadmap_guard.git.repository import discover
from support.repository import scratch


def test_authors_and_committers_of_the_commits_that_one_has_and_the_other_has_not(tmp_path):
    made = scratch(tmp_path)
    base = made.commit({"a": "1"})
    made.stage({"a": "2"})
    made.git(
        "commit",
        "-q",
        "-m",
        "author Mallory <m@x.example> 1 +0000",
        GIT_AUTHOR_NAME="Zoë Ün",
        GIT_AUTHOR_EMAIL="z@x.example",
    )
    with discover(made.path) as repository:
        found = between(repository, base, made.head)

    assert found == (Person("A Developer", "developer@example.com"), Person("Zoë Ün", "z@x.example"))


def test_nobody_wrote_nothing(tmp_path):
    made = scratch(tmp_path)
    head = made.commit({"a": "1"})
    with discover(made.path) as repository:
        assert between(repository, head, head) == ()


@pytest.mark.parametrize(
    ("email", "names"),
    [
        ("sam@acme.example", ("Sam", "sam@acme.example")),
        ("12345+sam-sre@users.noreply.github.com", ("Sam", "12345+sam-sre@users.noreply.github.com", "sam-sre")),
        ("sam@users.noreply.gitlab.example", ("Sam", "sam@users.noreply.gitlab.example", "sam")),
        ("", ("Sam",)),
    ],
)
def test_a_person_is_known_by_the_account_behind_a_no_reply_address(email, names):
    assert Person("Sam", email).names == names
