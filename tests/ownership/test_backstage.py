import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.ownership import backstage
from roadmap_guard.ownership.registry import Identity, Ownership, Registry


def entity(kind: str, name: str, spec: str = "{}", **metadata: str) -> str:
    more = "".join(f"  {key}: {value}\n" for key, value in metadata.items())
    return f"---\napiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: {name}\n{more}spec: {spec}\n"


def read(**files: str) -> Registry:
    """`catalog_info` is the file `catalog-info.yaml`; `__` parts folders."""
    names = {name: f"{name.replace('__', '/').replace('_', '-')}.yaml" for name in files}
    return backstage.read({names[name]: text.encode() for name, text in files.items()})


def test_groups_and_users_are_known_by_their_full_reference():
    registry = read(org=entity("Group", "payments") + entity("User", "ada", namespace="labs"))

    assert registry.names == {"group:default/payments": "org.yaml", "user:labs/ada": "org.yaml"}
    assert registry.identities["group:default/payments"].type == "team"
    assert registry.identities["user:labs/ada"].type == "person"
    assert registry.lists


def test_title_display_name_address_and_accounts_are_further_names():
    annotations = "{github.com/team-slug: acme/pay, other: x}"
    profile = "{profile: {displayName: Team Payments, email: payments@acme.example}}"
    registry = read(org=entity("Group", "payments", profile, title="Payments", annotations=annotations))

    assert registry.identities["group:default/payments"].also == (
        "Payments",
        "Team Payments",
        "payments@acme.example",
        "@acme/pay",
    )


def test_members_are_those_whom_the_group_names_and_those_who_name_the_group():
    registry = read(
        org=entity("Group", "payments", "{members: [ada, user:labs/grace]}"),
        users=entity("User", "alan", "{memberOf: [payments]}") + entity("User", "ada", "{memberOf: [group:payments]}"),
    )

    assert registry.identities["group:default/payments"].members == (
        "user:default/ada",
        "user:labs/grace",
        "user:default/alan",
    )


def test_reference_without_a_namespace_means_that_of_the_entity():
    registry = read(org=entity("Group", "research", "{members: [ada, default/grace]}", namespace="labs"))

    assert registry.identities["group:labs/research"].members == ("user:labs/ada", "user:default/grace")


def test_members_of_a_group_are_known_where_the_catalogue_lists_no_users():
    alone = read(org=entity("Group", "payments", "{members: [ada]}"))
    listed = read(org=entity("Group", "payments", "{members: [ada]}") + entity("User", "grace"))

    assert "user:default/ada" in alone.names
    assert "user:default/ada" not in listed.names


def test_owners_that_components_name_are_known_where_the_catalogue_lists_no_groups():
    component = entity("Component", "checkout", "{owner: payments}")
    alone = read(catalog_info=component + entity("System", "shop", "{owner: Joshua M}"))
    listed = read(catalog_info=component, org=entity("Group", "ledger"))

    assert alone.names == {"group:default/payments": "catalog-info.yaml"}
    assert not alone.lists
    assert listed.names == {"group:default/ledger": "org.yaml"}


def test_address_that_owns_something_is_known():
    assert "data@acme.example" in read(catalog_info=entity("Resource", "db", "{owner: data@acme.example}")).names


def test_owner_of_a_component_owns_the_folder_of_its_file_and_nobody_is_asked():
    registry = read(services__checkout__catalog_info=entity("Component", "checkout", "\n  owner: payments"))

    assert registry.owners_of("services/checkout/slo/x.yaml") == Ownership(
        ("group:default/payments",),
        "services/checkout/",
        "services/checkout/catalog-info.yaml",
        7,
        "component:default/checkout",
        0,
    )
    assert registry.owners_of("services/x") is None


def test_nearest_component_counts():
    registry = read(
        catalog_info=entity("Component", "all", "{owner: platform}"),
        a__catalog_info=entity("Component", "a", "{owner: user:ada}"),
    )

    assert registry.owners_of("a/b/c").owners == ("user:default/ada",)
    assert registry.owners_of("b").owners == ("group:default/platform",)


def test_folder_whose_components_have_several_owners_has_none_that_can_be_told():
    two = entity("Component", "a", "{owner: payments}") + entity("Component", "b", "{owner: ledger}")
    same = entity("Component", "a", "{owner: payments}") + entity("Component", "b", '{owner: "group:default/payments"}')

    assert read(catalog_info=two).owners_of("x") is None
    assert read(catalog_info=same).owners_of("x").owners == ("group:default/payments",)


@pytest.mark.parametrize("kind", ["System", "API", "Resource", "Domain", "Location"])
def test_what_has_no_source_of_its_own_owns_no_folder(kind):
    assert read(catalog_info=entity(kind, "x", "{owner: payments}")).owners_of("a") is None


def test_file_of_another_name_says_nothing_of_its_folder():
    assert read(components=entity("Component", "x", "{owner: payments}")).owners_of("a") is None


@pytest.mark.parametrize(
    ("location", "folder"),
    [
        ("dir:./services/x", "services/x"),
        ("dir:.", "catalog"),
        ("dir:../lib/", "lib"),
        ("dir:../../etc", None),
        ("dir:/etc", None),
        ("url:https://git.acme.example/shop/tree/main/catalog/", None),
    ],
)
def test_source_location_says_which_folder_it_is(location, folder):
    annotations = f"{{backstage.io/source-location: {location!r}}}"
    text = entity("Component", "x", "{owner: payments}", annotations=annotations)
    registry = read(catalog__catalog_info=text)
    places = ["catalog/a", "catalog/services/x/a", "lib/a", "etc/a", "services/x/a"]

    owned = [place for place in places if registry.owners_of(place)]

    expected = {"services/x": "catalog/services/x/a", "catalog": "catalog/a", "lib": "lib/a", None: None}[folder]
    assert (owned[0] if owned else None) == expected


def test_files_of_other_tools_are_passed_over():
    registry = read(teams="teams: [{name: payments}]\n", org="apiVersion: v1\nkind: Group\nmetadata: {name: x}\n")

    assert (registry.names, registry.problems, registry.lists) == ({}, (), False)


def test_template_of_an_entity_is_skipped_with_a_note():
    registry = read(catalog_info=entity("Group", '"${{ values.name }}"') + entity("User", "ada"))
    (problem,) = registry.problems

    assert list(registry.names) == ["user:default/ada"]
    assert (problem.code, problem.level, problem.span.line) == ("catalog-template", "note", 5)


def test_placeholder_of_an_owner_names_nobody():
    registry = read(catalog_info=entity("Component", "x", '{owner: "${{ values.owner }}"}'))

    assert registry.names == {}
    assert registry.owners_of("x") is None


def test_file_that_cannot_be_read_is_a_warning_and_a_template_a_note():
    broken = read(org="apiVersion: backstage.io/v1alpha1\nkind: [\n")
    template = read(org="apiVersion: backstage.io/v1alpha1\nmetadata:\n  name: {{ name }}\n")

    assert [(problem.code, problem.level) for problem in broken.problems] == [("syntax", "warning")]
    assert [(problem.code, problem.level) for problem in template.problems] == [("template", "note")]


def test_entities_without_a_name_or_spec_are_passed_over():
    text = "apiVersion: backstage.io/v1alpha1\nkind: Group\n"

    assert read(org=f"{text}metadata: {{}}\nspec: {{}}\n---\n{text}metadata: {{name: a}}\n---\n{text}").names == {}


def test_groups_in_a_circle_are_reported_where_they_stand_and_come_to_an_end():
    text = (
        entity("Group", "a", "{parent: b}") + entity("Group", "b", "{parent: a}") + entity("Group", "c", "{parent: a}")
    )
    registry = read(org=text)

    assert [(problem.code, problem.span.line) for problem in registry.problems] == [
        ("catalog-circle", 5),
        ("catalog-circle", 11),
    ]


def test_long_chain_of_groups_is_no_circle():
    text = "".join(entity("Group", f"g{number}", f"{{parent: g{number + 1}}}") for number in range(90))

    assert read(org=text).problems == ()


def test_entity_that_stands_twice_is_known_from_the_first_file():
    registry = read(a=entity("Group", "payments", title="One"), b=entity("Group", "payments", title="Two"))

    assert registry.names == {"group:default/payments": "a.yaml"}
    assert registry.identities["group:default/payments"] == Identity("team", ("One",))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_an_exception(data):
    registry = backstage.read({"catalog-info.yaml": b"apiVersion: backstage.io/v1alpha1\nkind: Group\n" + data})

    assert registry.owners_of("x") is None
