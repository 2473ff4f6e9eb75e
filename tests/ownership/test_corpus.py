"""Ownership files of public repositories, where these lie beside the project: every one is read, and none is blamed wrongly."""

import re
from functools import cache
from pathlib import Path

import pytest

from roadmap_guard import documents
from roadmap_guard.formats import reading
from roadmap_guard.ownership import backstage, codeowners, directory, owners, sigs
from support.formats import BUILT_IN

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "roadmaps"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the real files are not here")

BARE_NAMES = "rhobs+configuration/CODEOWNERS"
"""The one file whose owners GitHub cannot read."""

COMMENTS = "betagouv+beta.gouv.fr/.github/CODEOWNERS"
"""The one file that owns nothing: every line is a comment."""


@cache
def files(kind: str) -> dict[str, bytes]:
    rows = [line.split("\t") for line in (CORPUS / "MANIFEST.tsv").read_text().splitlines()[1:]]
    found = {row[0]: (CORPUS / row[0]).read_bytes() for row in rows if re.fullmatch(kind, row[4])}
    assert found
    return found


def repositories(kind: str) -> dict[str, dict[str, bytes]]:
    found: dict[str, dict[str, bytes]] = {}
    for path, data in files(kind).items():
        repository, _, name = path.partition("/")
        found.setdefault(repository, {})[name] = data
    return found


@pytest.mark.parametrize("platform", ["github", "gitlab"])
def test_every_codeowners_file_names_owners_and_no_line_is_blamed_wrongly(platform):
    place = f".{platform}/CODEOWNERS"
    read = {path: codeowners.read({place: data}) for path, data in files(f"codeowners-{platform}").items()}

    assert {path for path, registry in read.items() if registry.problems} <= {BARE_NAMES}
    assert {path for path, registry in read.items() if not registry.names} <= {BARE_NAMES, COMMENTS}


def test_dialect_of_a_file_at_the_root_is_told_by_its_content():
    spoken = {
        path
        for path, data in files("codeowners-git(hub|lab)").items()
        if codeowners.read({"CODEOWNERS": data, ".github/CODEOWNERS": b"* @a"}).problems == ()
    }

    assert spoken == {"gitlabhq+gitlabhq/.gitlab/CODEOWNERS"}


def test_sections_of_a_large_project_hold_beside_each_other():
    found = codeowners.read({".gitlab/CODEOWNERS": files("codeowners-gitlab")["gitlabhq+gitlabhq/.gitlab/CODEOWNERS"]})

    assert [(p.section, p.approvals) for p in found.owners_of("ee/db/click_house/x.rb").parts] == [
        ("", 1),
        ("Clickhouse", 1),
        ("Backend", 0),
    ]
    assert found.owners_of("doc/user/index.md").everyone == ()


def test_every_owners_file_is_read_with_its_aliases_and_none_is_blamed():
    for repository, own in repositories("k8s-owners").items():
        lists = {path: data for path, data in own.items() if path.endswith(("OWNERS", "OWNERS_ALIASES"))}
        registry = owners.read(lists)

        assert registry.problems == (), repository
        assert len(registry.names) > 100


def test_enhancement_belongs_to_its_group_and_those_above():
    registry = owners.read(repositories("k8s-owners")["kubernetes+enhancements"])

    assert registry.owners_of("keps/sig-node/1287/kep.yaml").owners[0] == "sig-node-tech-leads"
    assert "enhancements-approvers" in registry.owners_of("keps/sig-node/1287/kep.yaml").owners


def test_groups_and_their_leads_are_known():
    registry = sigs.read({"sigs.yaml": files("k8s-owners")["kubernetes+community/sigs.yaml"]})

    assert registry.identities["sig-node"].type == "team"
    assert len(registry.identities["sig-node"].members) > 2
    assert registry.problems == ()


def test_every_catalogue_file_is_read_and_only_templates_are_skipped_with_the_reason():
    told = {
        path: [problem.code for problem in backstage.read({path: data}).problems]
        for path, data in files("backstage-catalog").items()
    }

    assert {path for path, codes in told.items() if codes} == {path for path in told if "cookiecutter" in path}
    assert {code for codes in told.values() for code in codes} == {"template"}


def test_every_entity_becomes_a_resource_and_every_owner_of_one_can_be_looked_up():
    for repository, own in repositories("backstage-catalog").items():
        known = directory.read(own)
        for path, data in own.items():
            found = reading.read(BUILT_IN, documents.parse(path, data).documents)
            assert found.problems == (), path
            for resource in found.resources:
                if resource.kind == "Owner":
                    assert known.lookup(resource.id)[:2] == ("known", resource.id), repository


def test_no_template_of_an_entity_becomes_a_resource():
    templates = {path: data for path, data in files("backstage-catalog").items() if "cookiecutter" in path}

    assert templates
    for path, data in templates.items():
        parsed = documents.parse(path, data)
        assert parsed.documents == ()
        assert [problem.refuses for problem in parsed.problems] == [True]
