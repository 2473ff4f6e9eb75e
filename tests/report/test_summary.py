import pytest
from markdown_it import MarkdownIt

from roadmap_guard.report import summary
from support import reports

MIB = 1024 * 1024


def inline(report):
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(summary.render(report))
    assert not [token for token in tokens if token.type in ("fence", "code_block", "hr", "blockquote_open")]
    return [piece for token in tokens for piece in token.children or []]


@pytest.mark.parametrize("hostile", reports.HOSTILE)
def test_nothing_of_the_repository_is_markup(hostile):
    report = reports.hostile(hostile)
    report = report._replace(source=report.source._replace(url="https://github.com/example/payments"))
    pieces = inline(report)
    assert not [piece for piece in pieces if piece.type in ("image", "code_inline", "em_open", "s_open")]
    links = [piece.attrGet("href") for piece in pieces if piece.type == "link_open"]
    assert all(link.startswith(f"https://github.com/example/payments/blob/{reports.HEAD}/") for link in links)
    html = {piece.content for piece in pieces if piece.type == "html_inline"}
    assert html <= {"<wbr>", "<br>", "<code>", "</code>"}
    summary.render(report).encode()


@pytest.mark.parametrize("hostile", [text for text in reports.HOSTILE if len(text) < 200])
def test_a_table_keeps_its_columns(hostile):
    rows = [line for line in summary.render(reports.hostile(hostile)).splitlines() if line.startswith("| 🔴")]
    assert len(rows) == 2
    for row in rows:
        html = MarkdownIt("gfm-like", {"linkify": False}).render(f"| a | b | c | d | e |\n|-|-|-|-|-|\n{row}\n")
        assert html.count("<td") == 5
        assert html.rstrip().endswith("<td></td>\n</tr>\n</tbody>\n</table>")


def test_no_address_is_built_from_a_strange_remote():
    for url in (
        "https://evil.example/x/y",
        "git@github.com:x/y.git",
        "https://github.com/x",
        "https://github.com/x/y?z",
    ):
        report = reports.report()
        assert "](http" not in summary.render(report._replace(source=report.source._replace(url=url)))


def test_everything_is_in_the_summary():
    text = summary.render(reports.many(300))
    assert text.count("| 🔴 error |") == 300
    assert "more findings" not in text


def test_what_does_not_fit_is_counted():
    text = summary.render(reports.many(12_000))
    assert len(text.encode()) < 900 * 1024
    shown = text.count("| 🔴 error |")
    assert f"{12_000 - shown:,} more findings do not fit here" in text
    assert "### What was checked" in text


def test_the_summary_stays_below_the_limit_whatever_is_long():
    found = tuple(reports.finding(message="漢" * 10_000, remediation=f"{n} " + "漢" * 10_000) for n in range(5_000))
    report = reports.clean(findings=found, incomplete=("漢" * 10_000,) * 1_000)
    assert len(summary.render(report).encode()) < 900 * 1024
