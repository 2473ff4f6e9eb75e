import pytest

from roadmap_guard.ownership import directory
from roadmap_guard.ownership.dialects import is_catalog, is_codeowners, is_groups_list, is_owners


def test_codeowners_is_wanted_where_platforms_look():
    places = ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"]

    assert [path for path in [*places, "x/CODEOWNERS", "codeowners"] if is_codeowners(path)] == places


def test_owners_is_wanted_everywhere_and_its_aliases_at_the_root():
    places = ["OWNERS", "a/b/OWNERS", "OWNERS_ALIASES"]

    assert [path for path in [*places, "a/OWNERS_ALIASES", "MYOWNERS", "OWNERS.md"] if is_owners(path)] == places


@pytest.mark.parametrize(
    "path",
    [
        "catalog-info.yaml",
        "a/catalog-info.yml",
        "org.yaml",
        "x/acme-groups.yaml",
        "catalogs/a/b.yaml",
        ".backstage/x.yml",
    ],
)
def test_catalogue_is_wanted_where_it_is_kept_by_custom(path):
    assert is_catalog(path)


@pytest.mark.parametrize("path", ["slo/checkout.yaml", "catalog.md", "organs.yaml", "catalog/x.json"])
def test_other_files_are_no_catalogue_by_their_name(path):
    assert not is_catalog(path)


def test_list_of_groups_is_wanted():
    assert is_groups_list("community/sigs.yaml")
    assert not is_groups_list("mysigs.yaml")


def test_each_dialect_reads_what_it_wants():
    owners = directory.read(
        {
            "CODEOWNERS": b"* @acme/a\n",
            "OWNERS": b"approvers: [bob]\n",
            "sigs.yaml": b"sigs: [{dir: sig-node, leadership: {chairs: [{github: ann}]}}]\n",
            "org.yaml": b"apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: pay}\nspec: {type: team}\n",
        }
    )

    assert {name: owners.lookup(name).via for name in ("a", "bob", "sig-node", "ann", "pay")} == {
        "a": "CODEOWNERS",
        "bob": "OWNERS",
        "sig-node": "sigs.yaml",
        "ann": "sigs.yaml",
        "pay": "org.yaml",
    }
