"""The words of a field, one by one."""

import pytest

from support.formats import defined, fields_of, load, read


def one(text, fields, kind="RoadmapItem"):
    (resource,) = read(f"mine: 1\n{text}", formats=defined(fields, kind)).resources
    return resource


def problems(text, fields, kind="RoadmapItem"):
    return [
        problem.message
        for problem in read(f"mine: 1\n{text}", formats=defined(fields, kind)).problems
        if problem.code == "value"
    ]


def test_type_of_the_kind_decides_what_a_path_gives():
    text = "a: 1.10\nb: 2026/7/1\nc: 40\nd: yes\ne: one\n"
    fields = "{title: a, startDate: b, progress: c, rollout: {fields: {defaultEnabled: d}}, slos: e}"

    assert fields_of(text, fields) == {
        "title": "1.10",
        "startDate": "2026-07-01",
        "progress": 40.0,
        "rollout": {"defaultEnabled": True},
        "slos": ["one"],
    }


def test_first_takes_what_says_something():
    fields = "{title: {first: [a, b, c, d]}}"

    assert fields_of("a:\nb: TBD\nc: Real\nd: Later", fields) == {"title": "Real"}
    assert one("a:\nb: TBD\nc: Real", fields).placeholders == ()


def test_first_without_any_answer_tells_of_the_placeholder():
    resource = one("a:\nb: TBD", "{title: {first: [a, b]}}")

    assert "title" not in resource.fields
    assert resource.placeholders == ("title",)
    assert resource.positions["title"].line == 2


def test_placeholder_in_a_list_is_left_out_and_told():
    resource = one("a: [TBD, ada, '']", "{owners: {first: [z, a]}}")

    assert resource.fields["owners"] == ["ada"]
    assert resource.placeholders == ("owners",)
    assert resource.positions["owners[0]"][:2] == (2, 10)
    assert "owners[1]" not in resource.positions


def test_collect_joins_lists_in_order_and_numbers_them_through():
    resource = one("a: [x]\nb: y\nc: [{n: z}]", "{slos: {collect: [a, b, {path: 'c[*].n'}]}}")

    assert resource.fields["slos"] == ["x", "y", "z"]
    assert [resource.positions[f"slos[{number}]"].line for number in range(3)] == [2, 3, 4]


def test_collect_of_labels_lets_the_later_win():
    fields = "{labels: {collect: [a, b]}}"

    assert fields_of("a: {x: 1, y: 2}\nb: {y: [p, q]}", fields) == {"labels": {"x": "1", "y": ["p", "q"]}}


def test_each_reads_objects_and_where_chooses_among_them():
    fields = (
        "{tracking: {each: 'links[*]', where: {path: kind, equals: issue}, fields: {url: to, type: {const: issue}}}}"
    )
    resource = one("links: [{kind: issue, to: a}, {kind: other, to: b}, {kind: issue}, {kind: issue, to: c}]", fields)

    assert resource.fields["tracking"] == [{"url": "a", "type": "issue"}, {"url": "c", "type": "issue"}]
    assert resource.positions["tracking[1].url"][:2] == (2, 86)


def test_each_over_a_mapping_knows_the_key():
    fields = "{keyResults: {each: goals.*, fields: {id: '@key', metric: ., title: {template: '{^owner}: {@key}'}}}}"

    assert fields_of("owner: ada\ngoals: {speed: p95, cost: euro}", fields)["keyResults"] == [
        {"id": "speed", "metric": "p95", "title": "ada: speed"},
        {"id": "cost", "metric": "euro", "title": "ada: cost"},
    ]


def test_fields_with_a_path_are_read_from_there():
    fields = "{rollback: {path: back, fields: {procedure: how, owner: ^team}}}"
    resource = one("team: blue\nback: {how: Switch it off.}", fields)

    assert resource.fields["rollback"] == {"procedure": "Switch it off.", "owner": "blue"}
    assert resource.positions["rollback"][:2] == (3, 7)


def test_object_of_constants_alone_is_none():
    assert fields_of("x: 1", "{rollout: {fields: {mechanism: {const: flag}, flags: flags}}}") == {}


def test_constant_with_a_path_stands_where_that_finds_something():
    fields = "{rollout: {fields: {mechanism: {path: 'gates[*].name', const: flag}}}}"
    resource = one("gates: [{name: Quick}]", fields)

    assert resource.fields["rollout"] == {"mechanism": "flag"}
    assert resource.positions["rollout.mechanism"][:2] == (2, 16)
    assert resource.texts["rollout.mechanism"] == "Quick"
    assert fields_of("gates: [{name: TBD}]", fields) == {}


def test_template_is_read_like_any_text():
    fields = "{windowSeconds: {template: '{count}{unit}', unit: duration}}"

    assert fields_of("count: 28\nunit: Day", fields, "SLO") == {"windowSeconds": 2419200}


@pytest.mark.parametrize(
    ("text", "status"), [("in_progress", "inProgress"), ("In Progress", "inProgress"), ("x", "unknown")]
)
def test_values_map_texts_whatever_their_case_and_separators(text, status):
    fields = "{status: {path: s, values: {in-progress: inProgress}, otherwise: unknown}}"

    assert one(f"s: {text}", fields).fields["status"] == status
    assert one(f"s: {text}", fields).texts["status"] == text


def test_value_in_no_table_is_a_problem_with_the_nearest_word():
    fields = "{status: {path: s, values: {started: inProgress, shipped: done}}}"

    assert problems("s: shiped", fields) == [
        "`status` of RoadmapItem is `shiped`, not `started` or `shipped`. Did you mean `shipped`?"
    ]


def test_value_of_a_table_is_no_placeholder():
    assert fields_of("s: TODO", "{status: {path: s, values: {todo: planned}}}") == {"status": "planned"}


def test_choice_of_the_kind_is_no_placeholder():
    assert fields_of("m: none", "{rollout: {fields: {mechanism: m}}}") == {"rollout": {"mechanism": "none"}}


def test_answer_is_no_placeholder_where_the_definition_says_so():
    fields = "{description: {path: d, answers: [none, n/a]}, title: d}"
    resource = one("d: N/A", fields)

    assert resource.fields["description"] == "N/A"
    assert resource.placeholders == ("title",)


def test_extract_takes_a_part_and_leaves_out_what_does_not_match():
    fields = "{owners: {path: 'tags[*]', extract: '^team:(.+)$'}, progress: {path: s, extract: '(\\d+)%'}}"

    assert fields_of("tags: [env:prod, team:blue, 'team:']\ns: in progress (40%)", fields) == {
        "owners": ["blue"],
        "progress": 40.0,
    }


def test_split_makes_a_list_of_objects_of_one_text():
    text = "id: PAY-1\no: 'PAY-3, PAY-4; later,'\np: [A, 'B,C']\nq:"
    ours = "fields: {ref: ., qualifier: {template: '{^id}.{@number}'}}"

    assert fields_of(text, f"{{dependsOn: {{each: {{path: o, split: ','}}, {ours}}}}}") == {
        "dependsOn": [{"ref": "PAY-3", "qualifier": "PAY-1.1"}, {"ref": "PAY-4; later", "qualifier": "PAY-1.2"}]
    }
    assert [
        each["ref"]
        for each in fields_of(text, "{dependsOn: {each: {path: p, split: ','}, fields: {ref: .}}}")["dependsOn"]
    ] == ["A", "B", "C"]
    assert fields_of(text, "{dependsOn: {each: {path: q, split: ','}, fields: {ref: .}}}") == {}
    assert fields_of(text, "{slos: {each: {path: o, split: ','}, template: '{.}!', where: {path: ., matches: 4}}}") == {
        "slos": ["PAY-4; later!"]
    }


def test_split_makes_a_list_of_one_text():
    assert fields_of("o: '@ada, @grace,'", "{owners: {path: o, split: ','}}") == {"owners": ["@ada", "@grace"]}


def test_join_makes_one_text_of_a_list_without_its_placeholders():
    assert fields_of("p: [one, TBD, two]", "{description: {path: p, join: '; '}}") == {"description": "one; two"}
    assert one("p: [TBD]", "{description: {path: p, join: '; '}}").placeholders == ("description",)


def test_where_chooses_among_plain_items():
    fields = "{alertPolicies: {path: 'a[*]', where: {path: ., type: text}}}"

    assert fields_of("a: [x, {name: y}]", fields, "SLO") == {"alertPolicies": ["x"]}


def test_when_looks_from_where_the_field_is_read():
    fields = "{title: {path: t, when: {path: kind, equals: epic}}}"

    assert fields_of("t: x\nkind: epic", fields) == {"title": "x"}
    assert fields_of("t: x\nkind: task", fields) == {}


def test_default_holds_for_what_is_absent_only():
    fields = "{target: {path: t, unit: percent, default: 0.99}}"

    assert fields_of("x: 1", fields, "SLO") == {"target": 0.99}
    assert fields_of("t: ", fields, "SLO") == {}
    assert fields_of("t: TBD", fields, "SLO") == {}
    assert fields_of("t: most", fields, "SLO") == {}


@pytest.mark.parametrize(
    ("unit", "text", "target"),
    [("percent", "99.9", 0.999), ("percent", '"99.9%"', 0.999), ("ratio", "0.999", 0.999), ("ratio", "99.9%", 0.999)],
)
def test_unit_says_how_a_bare_share_counts(unit, text, target):
    assert fields_of(f"t: {text}", f"{{target: {{path: t, unit: {unit}}}}}", "SLO") == {"target": target}


@pytest.mark.parametrize(
    ("form", "text", "date"),
    [
        ("%d/%m/%Y", "3/11/2026", "2026-11-03"),
        ("%d/%b/%y %I:%M %p", "15/Feb/27 12:00 AM", "2027-02-15"),
        ("%b %d, %Y", "Feb 5, 2027", "2027-02-05"),
        ("%m/%d/%Y", "2026-12-01", "2026-12-01"),
    ],
)
def test_dates_says_how_days_are_written(form, text, date):
    assert fields_of(f"t: {text}", f"{{startDate: {{path: t, dates: '{form}'}}}}") == {"startDate": date}


def test_of_several_forms_of_dates_the_first_that_fits_counts():
    fields = "{startDate: {path: t, dates: ['%d/%m/%Y', '%m/%d/%Y']}}"

    assert fields_of("t: 02/03/2027", fields) == {"startDate": "2027-03-02"}
    assert fields_of("t: 02/13/2027", fields) == {"startDate": "2027-02-13"}


def test_a_day_in_none_of_the_forms_is_told_with_an_example_of_each():
    (message,) = problems("t: 31/02/2027", "{startDate: {path: t, dates: ['%d/%m/%Y', '%d %B %Y']}}")

    assert message.endswith("or `15/02/2027` or `15 February 2027`.")


def test_dates_beside_first_hold_for_its_paths():
    fields = "{startDate: {first: [a, b], dates: '%d/%m/%Y'}}"

    assert fields_of("b: 15/02/2027", fields) == {"startDate": "2027-02-15"}


def test_unit_beside_first_holds_for_its_paths():
    assert fields_of("b: 99", "{target: {first: [a, b], unit: percent}}", "SLO") == {"target": 0.99}


def test_progress_counts_in_percent_whatever_is_written():
    assert fields_of("p: 0.4", "{progress: {path: p, unit: ratio}}") == {"progress": 40.0}
    assert fields_of("p: 40%", "{progress: p}") == {"progress": 40.0}


@pytest.mark.parametrize(
    ("text", "fields", "message"),
    [
        ("a: {b: 1}", "{title: a}", "`title` of RoadmapItem is a mapping, not a single value."),
        ("a: [x, y]", "{title: a}", "`title` of RoadmapItem is a list of 2, not a single value."),
        ("a: soon", "{startDate: a}", "`startDate` of RoadmapItem is `soon`, not a date such as `2026-07-01`."),
        ("a: x", "{labels: a}", "`labels` of RoadmapItem is `x`, not a mapping."),
        ("a: [{x: 1}]", "{owners: a}", "`owners[0]` of RoadmapItem is a mapping, not a single value."),
        (
            "a: 150",
            "{progress: a}",
            "`progress` of RoadmapItem is `150`, not a percentage from 0 to 100, such as `99.9` or `99.9%`.",
        ),
    ],
)
def test_value_that_cannot_be_read_is_told_and_its_field_absent(text, fields, message):
    assert problems(text, fields) == [message]
    assert fields_of(text, fields) == {}


def test_long_and_unprintable_values_are_echoed_in_short():
    (message,) = problems(f'a: "x\\u001b[31m{"y" * 200}"', "{startDate: a}")

    assert "\x1b" not in message
    assert len(message) < 200


def test_list_of_one_is_its_item():
    assert fields_of("a: [only]", "{title: a}") == {"title": "only"}


def test_objects_in_the_kinds_own_shape_need_no_words():
    fields = "{rollback: r, risks: rs}"
    text = "r: {procedure: p, supported: 'true'}\nrs: [{description: d, owner: [ada]}]"

    assert fields_of(text, fields) == {
        "rollback": {"procedure": "p", "supported": True},
        "risks": [{"description": "d", "owner": "ada"}],
    }


def test_object_that_has_a_name_may_be_written_as_its_name():
    assert fields_of("o: [ada, {name: grace, role: lead}, TBD]", "{owners: o}", "ModelCard") == {
        "owners": [{"name": "ada"}, {"name": "grace", "role": "lead"}]
    }


def test_text_too_long_to_be_searched_gives_nothing():
    assert fields_of(f"s: x{'1' * 500}", "{title: {path: s, extract: '(1+)'}}") == {}


def test_each_with_a_template_makes_a_list_of_texts():
    text = "parts: [{of: shop, name: cart}, {name: lost}, {of: shop, name: pay}]"
    resource = one(text, "{slos: {each: 'parts[*]', template: '{of}/{name}', where: name}}")

    assert resource.fields["slos"] == ["shop/cart", "shop/pay"]
    assert [resource.positions[f"slos[{number}]"][:2] for number in (0, 1)] == [(2, 26), (2, 64)]
    assert "slos" not in one("parts: []", "{slos: {each: 'parts[*]', template: '{name}'}}").fields


def test_mapping_that_stands_for_a_value_is_a_placeholder():
    formats = load(
        "format: mine\nrecognise: {path: mine, exists: true}\nplaceholders: [{keys: [Ref]}]\n"
        "resources: [{kind: SLO, id: '{@path}', fields: {target: goal, owners: team, tier: level}}]"
    )
    found = read("mine: 1\ngoal: {Ref: Goal}\nteam: [{Ref: Team}]\nlevel: {Ref: Level, Or: 1}", formats=formats)

    assert found.resources[0].placeholders == ("target", "owners")
    assert [problem.message for problem in found.problems] == ["`tier` of SLO is a mapping, not a single value."]
