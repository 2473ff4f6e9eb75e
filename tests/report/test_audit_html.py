import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from roadmap_guard.report import audit_html, audit_view, json_report
from support import reports

VOID = {"meta", "link", "br", "img", "input", "hr", "col", "wbr"}


class Page(HTMLParser):
    """Elements, attributes and texts of a page; complains where an element is not closed."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.attributes, self.texts = [], [], [], []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.texts.append(data)

    def values(self, attribute):
        return [value for _, name, value in self.attributes if name == attribute]

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())


def page(report, command=""):
    return Page(audit_html.render(report, command=command))


@pytest.mark.parametrize("hostile", reports.HOSTILE)
def test_hostile_text_is_text_and_nothing_else(hostile):
    plain = page(reports.hostile("plain"), command="plain")
    shown = page(reports.hostile(hostile), command=hostile)
    assert set(shown.tags) <= {*plain.tags, "a"}
    assert not {"script", "img", "iframe", "object", "form", "link", "base"} & set(shown.tags)
    assert {name for _, name, _ in shown.attributes} <= {name for _, name, _ in plain.attributes} | {"href"}
    assert not [name for _, name, _ in shown.attributes if name.startswith("on") or name == "style"]
    assert all(re.match(r"#|https?://", address) for address in shown.values("href"))


def test_a_hostile_message_is_one_text_node():
    text = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> &lt; &amp;"
    assert text in page(reports.hostile(text)).texts


@pytest.mark.parametrize("hostile", reports.HOSTILE)
def test_no_hidden_character_is_on_the_page(hostile):
    text = audit_html.render(reports.hostile(hostile), command=hostile)
    assert not set(text) & {"\x1b", "\x9b", "\0", "\r", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\x85"}
    text.encode()


def test_the_policy_of_the_page_allows_its_own_style_and_nothing_else():
    text = audit_html.render(reports.report())
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(value for value in Page(text).values("content") if value.startswith("default-src"))
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style
    assert style == style.strip()


def test_the_footer_of_printed_pages_takes_no_text_but_a_commit():
    report = reports.report()
    for head in ('"; } * { display: none }', "\u0661" * 40, "x y"):
        text = audit_html.render(report._replace(source=report.source._replace(head=head)))
        assert 'content: "roadmap-guard · as of 2026-11-20"' in text


def test_the_page_can_be_read_without_seeing_it():
    shown = page(reports.report())
    assert shown.values("lang") == ["en"]
    assert shown.tags.count("h1") == 1
    assert shown.tags.count("table") == shown.tags.count("caption")
    assert [tag for tag, name, _ in shown.attributes if name == "scope"] == ["th"] * shown.tags.count("th")
    ids = shown.values("id")
    assert len(ids) == len(set(ids))
    assert {address[1:] for address in shown.values("href") if address.startswith("#")} <= set(ids)
    assert set(shown.values("aria-labelledby")) <= set(ids)


def test_the_sums_are_printed_and_close():
    text = page(reports.report()).text
    assert "7 files seen = 5 checked + 1 refused + 1 excluded" in text
    assert "8 outcomes = 1 pass + 4 fail + 1 error + 1 waived + 1 not applicable" in text


@pytest.mark.parametrize(
    ("make", "verdict"),
    [(reports.report, "Incomplete"), (reports.clean, "No findings"), (lambda: reports.many(1), "Findings")],
)
def test_the_verdict_is_a_word(make, verdict):
    assert audit_view.build(make(), "").verdict == verdict


def test_a_control_says_what_the_outcomes_say_and_whether_its_wording_was_checked():
    text = page(reports.report()).text
    assert (
        "soc2:A1.1 Capacity is planned and monitored wording unverified gaps 1 pass, 1 fail, 1 waived, 1 not applicable"
        in text
    )
    assert "soc2:CC9.2 Vendor risk is managed wording unverified not evaluated no selected rule" in text


def test_a_clause_that_is_not_in_the_control_s_id_is_named():
    assert "eu-ai-act:art-10-2-f Article 10(2)(f): Examination for possible biases" in page(reports.report()).text


def test_the_verdicts_on_controls_are_a_sum_that_closes():
    assert "6 controls = 0 evidence found + 5 gaps + 1 not evaluated" in page(reports.report()).text


def test_rules_that_no_resource_met_are_told_apart_from_those_that_pass():
    met = reports.outcome(reports.resource(), reports.rule(), "pass")
    report = reports.build([met], rules=[reports.rule(), reports.rule("reliability/other", title="Another")])
    assert "soc2:A1.1 Capacity is planned and monitored wording unverified evidence found 1 pass" in page(report).text
    assert "1 rule that no resource met reliability/other Another" in page(report).text


def test_a_reason_that_all_rows_share_is_said_once():
    subjects = [reports.resource(resource_id=f"svc-{n}") for n in range(3)]
    same = [reports.outcome(each, reports.rule(), "notApplicable", "", "no tier") for each in subjects]
    assert page(reports.build(same)).text.count("no tier") == 1
    other = same[0]._replace(message="another reason")
    assert page(reports.build([*same[1:], other])).text.count("no tier") == 2


def test_groups_of_findings_come_worst_first_then_largest():
    few, many = (reports.finding(rule=name) for name in ("a/few", "a/many"))
    found = (reports.finding(rule="a/note", level="note"), few, many, many)
    groups = audit_view.build(reports.clean(findings=found), "").findings
    assert [(group.rule, len(group.rows)) for group in groups] == [("a/many", 2), ("a/few", 1), ("a/note", 1)]


def test_what_could_not_be_read_or_decided_says_so():
    text = page(reports.report()).text
    assert "Duplicate key; could not be read" in text
    assert "fairnessAudits[0].date is no date: 'last spring' could not be decided" in text


def test_the_whole_population_is_on_the_page():
    report = reports.report()
    rows = [row for group in audit_view.build(report, "").population for row in group.rows]
    assert len(rows) == len(report.outcomes)


def test_a_population_too_long_for_a_browser_is_cut_and_the_cut_is_told(monkeypatch):
    monkeypatch.setattr(audit_view, "POPULATION_LIMIT", 3)
    view = audit_view.build(reports.many(4), "")
    assert sum(len(group.rows) for group in view.population) == 3
    assert view.population[0].counts["fail"] == 4
    assert "The first 3 of 4 are shown" in page(reports.many(4)).text
    assert "are shown" not in page(reports.many(3)).text


def test_the_digest_is_that_of_the_json_report():
    report = reports.report()
    written = json_report.render(report, population=True).encode()
    assert f"sha256:{hashlib.sha256(written).hexdigest()}" in page(report).text


def test_the_command_that_makes_the_page_again_is_on_it():
    assert "roadmap-guard audit --head x" in page(reports.report(), command="roadmap-guard audit --head x").text


def test_files_link_to_the_commit_under_check_on_a_known_forge():
    links = page(reports.report()).values("href")
    assert f"https://github.com/example/payments/blob/{reports.HEAD}/slo/checkout.yaml#L7" in links
    report = reports.report()
    gitlab = report._replace(source=report.source._replace(url="https://gitlab.com/a/b/c.git"))
    assert f"https://gitlab.com/a/b/c/-/blob/{reports.HEAD}/slo/checkout.yaml#L7" in page(gitlab).values("href")


def test_every_section_has_a_template_and_every_template_is_used():
    from importlib import resources

    folder = resources.files("roadmap_guard.report") / "templates" / "audit"
    names = {path.name for path in folder.iterdir()}
    assert names == {
        *(f"{section.name}.html" for section in audit_html._SECTIONS),
        "page.html",
        "macros.html",
        "audit.css",
    }
