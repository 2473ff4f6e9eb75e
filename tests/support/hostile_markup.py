"""Hostile JSON and hostile front matter of Markdown files."""

from typing import Any

from support.hostile_rows import row

JSON = (
    row("J01 65 deep", lambda: b"[" * 65 + b"]" * 65, "too-deep", says="64 levels", path="a.json"),
    row("J01 100,000 deep", lambda: b'{"a":' * 100_000, "too-deep", path="a.json"),
    row(
        "J02 a key twice",
        '{"a": 1,\n "a": 2}',
        "duplicate-key",
        line=2,
        says="line 1 and again on line 2",
        path="a.json",
    ),
    row("J03 NaN", '{"a":\n NaN}', "syntax", line=2, says="NaN", path="a.json"),
    row("J03 Infinity", "[-Infinity]", "syntax", says="infinite", path="a.json"),
    row("J04 4,301 digits", lambda: b"[" + b"9" * 4_301 + b"]", "number-too-long", says="4,301", path="a.json"),
    row("J05 1e400", "[1e400]", "number-range", path="a.json"),
    row("J06 half a surrogate pair", r'["\ud800"]', "lone-surrogate", path="a.json"),
    row("J06 a whole surrogate pair", r'["\ud83d\ude00"]', values=(["\U0001f600"],), path="a.json"),
    row(
        "J07 a byte order mark", '\ufeff{"a": 1}', remarks=("json-byte-order-mark",), values=({"a": 1},), path="a.json"
    ),
    row("J08 UTF-16", lambda: '{"a": 1}'.encode("utf-16"), "encoding", path="a.json"),
    row("J08 UTF-16 without a mark", lambda: '{"a": 1}'.encode("utf-16-le"), "encoding", path="a.json"),
    row("J09 invalid UTF-8", b'{"a":\n "\xff"}', "encoding", line=2, path="a.json"),
    row("J10 NUL after the end", b'{"a": 1}\n\0', "syntax", line=2, says="NUL", path="a.json"),
    row("J11 comments", '{\n  // no\n  "a": 1}', "syntax", line=2, says="comments", path="a.json"),
    row("J12 a trailing comma", '{"a": [1,\n]}', "syntax", line=2, says="comma", path="a.json"),
    row("J13 single quotes", "{'a': 1}", "syntax", says="double quotes", path="a.json"),
    row("J14 two values", "{}\n{}", "syntax", line=2, says="another value", path="a.json"),
    row("J15 empty", "", "syntax", says="empty", path="a.json"),
    row("J15 only white space", " \n ", "syntax", line=2, says="empty", path="a.json"),
    row("J16 a leading zero", '{"a": 01}', "syntax", says="leading zeros", path="a.json"),
    row("J17 NUL in a key", r'{"a\u0000b": 1}', "control-character", says="U+0000", path="a.json"),
    row("J18 __proto__", '{"__proto__": {"a": 1}}', values=({"__proto__": {"a": 1}},), path="a.json"),
    row("J a value that never ends", '["abc', "syntax", says="no end", path="a.json"),
    row("J a raw line break in quotes", '["a\nb"]', "syntax", says="control character", path="a.json"),
    row("J a template", '{"a": {{ value }}}', "template", path="a.json"),
    row(
        "J a merge conflict",
        '{\n<<<<<<< ours\n"a": 1\n=======\n"a": 2\n>>>>>>> theirs\n}',
        "conflict-markers",
        line=2,
        path="a.json",
    ),
    row("J SOPS", '{"data": "ENC[AES256_GCM,data:x]",\n "sops": {}}', "encrypted", line=2, path="a.json"),
)


def _front(metadata: Any) -> Any:
    return {"frontMatter": metadata, "sections": ...}


FRONT_MATTER = (
    row("F01 a byte order mark", "\ufeff---\na: 1\n---\n", values=(_front({"a": 1}),), path="a.md"),
    row("F02 CRLF", "---\r\na: 1\r\n---\r\ntext\r\n", values=(_front({"a": 1}),), path="a.md"),
    row("F03 old Macintosh line ends", "---\ra: 1\r---\r", "line-separator", path="a.md"),
    row(
        "F04 a blank line first",
        "\n---\na: 1\n---\n",
        remarks=("front-matter-late",),
        line=2,
        values=({"sections": ...},),
        path="a.md",
    ),
    row("F05 unclosed", "---\na: 1\n\ntext\n", "front-matter-unclosed", path="a.md"),
    row("F06 closed by dots", "---\na: 1\n...\ntext", values=(_front({"a": 1}),), path="a.md"),
    row("F07 blanks after the fences", "--- \na: 1\n---\t\ntext", values=(_front({"a": 1}),), path="a.md"),
    row("F08 four dashes", "----\na: 1\n----\n", values=({"sections": ...},), path="a.md"),
    row(
        "F09 a fence inside a text",
        "---\na: |\n  x\n---\n  y\nb: 2\n---\ntext",
        remarks=("front-matter-cut",),
        line=5,
        values=(_front({"a": "x\n"}),),
        path="a.md",
    ),
    row(
        "F10 an indented fence inside a text",
        "---\na: |\n  x\n  ---\n  y\n---\ntext",
        values=(_front({"a": "x\n---\ny\n"}),),
        path="a.md",
    ),
    row("F11 text beside the fence", "--- title\na: 1\n---\n", "front-matter-fence", says="'title'", path="a.md"),
    row("F12 an empty block", "---\n---\ntext", values=(_front({}),), path="a.md"),
    row("F13 a list", "---\n- a\n- b\n---\n", "wrong-root-type", line=2, path="a.md"),
    row("F13 a text", "---\njust text\n---\n", "wrong-root-type", line=2, path="a.md"),
    row(
        "F14 two blocks",
        "---\na: 1\n---\n\n---\nb: 2\n---\n",
        remarks=("front-matter-twice",),
        line=5,
        values=(_front({"a": 1}),),
        path="a.md",
    ),
    row("F15 TOML", "+++\na = 1\n+++\n", "unsupported-front-matter", says="TOML", path="a.md"),
    row("F15 JSON", '{\n"a": 1\n}\n', "unsupported-front-matter", says="JSON", path="a.md"),
    row("F16 a rule further down", "text\n\n---\n\nmore\n", values=({"sections": ...},), path="a.md"),
    row(
        "F17 keys that other readers stumble over",
        "---\ncontent: 1\nhandler: 2\nmetadata: 3\n---\n",
        values=(_front({"content": 1, "handler": 2, "metadata": 3}),),
        path="a.md",
    ),
    row("F18 U+2028", "---\na: 1 # \u2028b: 2\n---\n", "line-separator", line=2, path="a.md"),
    row("F18 NEL", "---\na: x\x85y\n---\n", "line-separator", line=2, path="a.md"),
    row("F18 U+2028 in the body", "---\na: 1\n---\nx\u2028y", values=(_front({"a": 1}),), path="a.md"),
    row(
        "F19 an HTML comment first",
        "<!-- x -->\n---\na: 1\n---\n",
        remarks=("front-matter-late",),
        line=2,
        values=({"sections": ...},),
        path="a.md",
    ),
    row(
        "F20 an error inside",
        "---\na: 1\na: 2\n---\n",
        "duplicate-key",
        line=3,
        says="line 2 and again on line 3",
        path="a.md",
    ),
    row("F20 a syntax error inside", "---\na: 1\nb: [\n---\n", "syntax", line=4, path="a.md"),
    row(
        "F21 a body of 10 MB",
        lambda: b"---\na: 1\n---\n" + b"text\n" * 2_000_000,
        remarks=("body-too-large",),
        values=(_front({"a": 1}),),
        path="a.md",
    ),
    row(
        "F front matter larger than its limit",
        lambda: b"---\na: 1\n" + b"# x\n" * 70_000 + b"---\n",
        "front-matter-too-large",
        path="a.md",
    ),
    row("F several documents in the block", "---\na: 1\n--- b\n---\n", "wrong-root-type", line=2, path="a.md"),
    row(
        "F a merge conflict",
        "---\na: 1\n<<<<<<< ours\nb: 1\n=======\nb: 2\n>>>>>>> theirs\n---\n",
        "conflict-markers",
        line=3,
        path="a.md",
    ),
    row(
        "F a merge conflict in the body",
        "# A\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n",
        remarks=("conflict-in-text",),
        line=2,
        values=(...,),
        path="a.md",
    ),
)
