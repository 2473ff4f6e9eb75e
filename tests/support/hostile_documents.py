"""Inputs made to break a reader, each with what must become of it.

They are generated, never stored: a bomb in the repository would hit every tool that walks it. `python -m
support.hostile_documents` reads all of them in one process under a memory limit and prints a line for each.
"""

import json
import signal
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

MEMORY = 1 << 30
SECONDS = 10


class Row(NamedTuple):
    """One hostile input.

    data     makes its bytes
    refused  the codes of the problems that refuse it, in order; empty if it is accepted
    line     where the first problem stands
    values   what is read all the same, as plain values
    remarks  the codes of other problems, in order
    says     what the first problem's message must hold
    """

    name: str
    path: str
    data: Callable[[], bytes]
    refused: tuple[str, ...] = ()
    line: int = 1
    values: tuple[Any, ...] = ()
    remarks: tuple[str, ...] = ()
    says: str = ""


def _laughs(levels: int, width: int = 9) -> bytes:
    lines = ["l0: &l0 [" + ", ".join(["lol"] * width) + "]"]
    lines += [f"l{n}: &l{n} [" + ", ".join([f"*l{n - 1}"] * width) + "]" for n in range(1, levels)]
    return "\n".join(lines).encode()


def _merge_bomb(levels: int, width: int = 10) -> bytes:
    lines = ["m0: &m0 {a: 1}"]
    for n in range(1, levels):
        lines.append(f"m{n}: &m{n}\n  <<: [" + ", ".join([f"*m{n - 1}"] * width) + "]")
    return "\n".join(lines).encode()


def _wide_merge() -> bytes:
    keys = "".join(f"  k{n}: 1\n" for n in range(2_000))
    return f"base: &base\n{keys}uses:\n".encode() + b"  - <<: *base\n" * 2_000


def _row(name: str, data: str | bytes | Callable[[], bytes], *refused: str, **more: Any) -> Row:
    if isinstance(data, str):
        data = data.encode()
    make = data if callable(data) else lambda: data
    return Row(name, more.pop("path", "a.yaml"), make, refused, **more)


YAML = (
    _row("Y01 flow lists 65 deep", lambda: b"[" * 65 + b"]" * 65, "too-deep", says="64 levels"),
    _row("Y01 flow lists 1,000 deep", lambda: b"[" * 1_000 + b"]" * 1_000, "too-deep"),
    _row("Y01 flow lists half a million deep", lambda: b"[" * 500_000 + b"]" * 500_000, "too-deep"),
    _row("Y02 block mappings 65 deep", lambda: b"".join(b" " * n + b"a:\n" for n in range(66)), "too-deep", line=65),
    _row("Y03 block lists 100,000 deep", lambda: b"- " * 100_000, "too-deep"),
    _row("Y04 keys within keys", lambda: b"? " * 10_000, "too-deep"),
    _row("Y05 flow mappings 100,000 deep", lambda: b"{a: " * 100_000, "too-deep"),
    _row("Y06 brackets that never close", lambda: b"[" * 100_000, "too-deep"),
    _row("Y07 billion laughs", lambda: _laughs(9), "alias-expansion", line=6),
    _row("Y08 half a million laughs", lambda: _laughs(6), "alias-expansion", line=6),
    _row("Y09 seven thousand laughs", lambda: _laughs(4), values=(...,)),
    _row("Y10 merge bomb of 7 levels", lambda: _merge_bomb(7), *["merge-key"] * 5, "alias-expansion", line=3),
    _row("Y10 merge bomb of 20 levels", lambda: _merge_bomb(20), *["merge-key"] * 5, "alias-expansion", line=3),
    _row("Y11 a wide mapping merged 2,000 times", _wide_merge, *["merge-key"] * 20, line=2003),
    _row("Y12 a list inside itself", "&a [*a]", "alias", says="inside"),
    _row("Y13 a mapping inside itself", "&a {k: *a}", "alias"),
    _row("Y14 a mapping merged into itself", "&a\n<<: *a\n", "merge-key", "alias", line=2),
    _row("Y15 a key inside itself", "? &a [*a]\n: 1", "alias", "complex-key"),
    _row("Y16 an alias of nothing", "a: 1\nb: *nothing", "alias", line=2, says="'nothing'"),
    _row("Y17 an alias before its anchor", "a: *later\nb: &later 1", "alias", says="before"),
    _row(
        "Y18 an anchor defined twice",
        "a: &x 1\nb: &x 2\nc: *x",
        remarks=("ambiguous-anchor",),
        line=2,
        values=({"a": 1, "b": 2, "c": 2},),
    ),
    _row("Y19 1,001 aliases", lambda: b"- &a 1\n" + b"- *a\n" * 1_001, "too-many-aliases", line=1_002, says="1,000"),
    _row("Y20 a key twice", "a: 1\nb: 2\na: 3\n", "duplicate-key", line=3, says="line 1 and again on line 3"),
    _row(
        "Y21 a key twice in two spellings", "1: a\n0x1: b\n", "duplicate-key", line=2, says="line 1 and again on line 2"
    ),
    _row("Y22 a merge key twice", "<<: {a: 1}\n<<: {b: 1}\n", "merge-key", "duplicate-key", "merge-key"),
    _row(
        "Y23 keys that YAML 1.1 takes for one",
        "yes: 1\ntrue: 2\n",
        remarks=("yaml11-ambiguous",),
        values=({"yes": 1, "true": 2},),
    ),
    _row(
        "Y24 the country of Norway",
        "country: no",
        remarks=("yaml11-ambiguous",),
        values=({"country": "no"},),
        says="false to YAML 1.1",
    ),
    _row("Y25 a leading zero", "n: 010", remarks=("yaml11-ambiguous",), values=({"n": 10},), says="octal"),
    _row(
        "Y26 a number to the base 60", "n: 1:30", remarks=("yaml11-ambiguous",), values=({"n": "1:30"},), says="base 60"
    ),
    _row("Y27 a date", "d: 2024-01-31", values=({"d": "2024-01-31"},)),
    _row(
        "Y28 YAML 1.2 by name", "%YAML 1.2\n---\na: no\n", remarks=("yaml11-ambiguous",), line=3, values=({"a": "no"},)
    ),
    _row("Y29 YAML 2.0", "%YAML 2.0\n---\na: 1\n", "yaml-version"),
    _row("Y30 an unknown directive", "%FOO bar\n---\na: 1\n", remarks=("unknown-directive",), values=({"a": 1},)),
    _row(
        "Y30 an unknown directive inside a document",
        "a: [\n%FOO bar\n---\nb: 1\n",
        "syntax",
        line=2,
        values=({"b": 1},),
    ),
    _row(
        "Y31 21 directives",
        lambda: b"".join(b"%%TAG !%d! tag:x\n" % n for n in range(21)) + b"---\na: 1",
        "too-many-directives",
        line=21,
    ),
    _row(
        "Y31 20,000 directives",
        lambda: b"".join(b"%%TAG !%d! tag:x\n" % n for n in range(20_000)),
        "too-many-directives",
        line=21,
    ),
    _row("Y32 a whole number of 5,000 digits", lambda: b"n: " + b"9" * 5_000, "number-too-long", says="5,000 digits"),
    _row("Y33 a hexadecimal number of 1 MB", lambda: b"n: 0x" + b"f" * 1_000_000, "number-too-long", "scalar-too-long"),
    _row("Y34 2^64", "n: 18446744073709551616", "number-range", says="2^64-1"),
    _row(
        "Y34 keys made to collide",
        lambda: b"".join(b"%d: 1\n" % (k * (2**61 - 1)) for k in range(20_000)),
        *["number-range"] * 20,
        line=10,
    ),
    _row(
        "Y35 infinite",
        "a: .inf\nb: -.INF\nc: .NaN",
        remarks=("non-finite",) * 3,
        values=({"a": ".inf", "b": "-.INF", "c": ".NaN"},),
    ),
    _row("Y36 1e400", "a: 1e400", "number-range", says="1e400"),
    _row("Y37 prefixes without digits", "a: 0x_\nb: 0b_\nc: +0x__", values=({"a": "0x_", "b": "0b_", "c": "+0x__"},)),
    _row(
        "Y38 days that do not exist",
        "a: 2024-02-31\nb: 2024-13-01T00:00:00Z",
        values=({"a": "2024-02-31", "b": "2024-13-01T00:00:00Z"},),
    ),
    _row(
        "Y39 tags whose value does not fit",
        'a: !!int ""\nb: !!int foo\nc: !!bool foo\nd: !!float x',
        *["tag-value"] * 4,
    ),
    _row("Y39 a tag of YAML 1.1", "a: !!timestamp foo", "tag"),
    _row("Y40 a tag that runs code", '!!python/object/apply:os.system ["true"]', "tag", says="python"),
    _row("Y41 a tag of somebody's own", "a: !foo bar", "tag", says="!foo"),
    _row("Y42 tags for binary, set and omap", "a: !!binary aGk=\nb: !!set {x}\nc: !!omap []", *["tag"] * 3),
    _row("Y43 a tag handle", "%TAG !e! tag:example.com,2000:\n---\na: !e!x b", "tag", line=3),
    _row("Y44 a list as key", "? [a, b]\n: c", "complex-key"),
    _row("Y45 a Jinja placeholder", "a: 1\nb: {{ value }}\n", "template", line=2),
    _row("Y45 a Jinja statement", "{% if x %}\na: 1\n{% endif %}\n", "template"),
    _row("Y45 a Helm statement", "a:\n{{- toYaml .Values | nindent 2 }}\n", "template", line=2),
    _row("Y46 keys that are no text", "~: a\nfalse: b\n3: c\n", values=({"null": "a", "false": "b", "3": "c"},)),
    _row("Y46 keys that are no text, twice", "~: a\nnull: b\n", "duplicate-key", line=2),
    _row(
        "Y47 several documents",
        "a: 1\n---\na: 1\na: 2\n---\nb: 2\n",
        "duplicate-key",
        line=4,
        values=({"a": 1}, {"b": 2}),
        says="document 2",
    ),
    _row("Y48 101 documents", lambda: b"--- a\n" * 101, "too-many-documents", line=101, values=("a",) * 100),
    _row("Y49 a good document before a bad one", "a: 1\n---\nb: [\n", "syntax", line=4, values=({"a": 1},)),
    _row("Y50 an empty file", "", remarks=("empty-document",)),
    _row("Y51 only a comment", "# nothing\n", remarks=("empty-document",)),
    _row("Y52 a document without content", "---\n", remarks=("empty-document",)),
    _row("Y53 an end without a document", "...\n", remarks=("empty-document",)),
    _row("Y54 a document that is text", "just text", values=("just text",)),
    _row("Y54 a document that is a list", "- 1\n- 2", values=([1, 2],)),
    _row("Y55 a byte order mark", "\ufeffa: 1\n", values=({"a": 1},)),
    _row("Y56 a byte order mark in the middle", "a: 1\n\ufeffb: 2\n", "byte-order-mark", line=2),
    _row("Y57 UTF-16 with a mark", lambda: "a: 1".encode("utf-16"), "encoding"),
    _row("Y57 UTF-16 without a mark", lambda: "a: 1".encode("utf-16-be"), "encoding"),
    _row("Y57 UTF-32 with a mark", lambda: "a: 1".encode("utf-32"), "encoding"),
    _row("Y57 UTF-32 without a mark", lambda: "a: 1".encode("utf-32-be"), "encoding"),
    _row("Y58 Latin-1", b"a: 1\nb: caf\xe9\n", "encoding", line=2, says="0xe9"),
    _row("Y58 an overlong slash", b"a: \xc0\xaf", "encoding"),
    _row("Y58 a surrogate in UTF-8", b"a: \xed\xa0\x80", "encoding"),
    _row("Y59 NUL in the middle", b"a: 1\0\nb: 2", "control-character", says="U+0000"),
    _row("Y59 NUL at the end", b"a: 1\n\0", "control-character", line=2),
    _row("Y60 an escape character", b"a: \x1b[31mred", "control-character", says="U+001B"),
    _row("Y60 a delete character", b"a: \x7f", "control-character"),
    _row("Y60 a C1 control", "a: \x9b31m", "control-character", says="U+009B"),
    _row("Y61 an escape character as an escape", r'a: "\e[31m"', values=({"a": "\x1b[31m"},)),
    _row("Y62 U+2028 in a comment", "a: 1 # x\u2028 y", "line-separator", says="U+2028"),
    _row("Y62 U+2029 in plain text", "a: 1\nb: x\u2029y", "line-separator", line=2),
    _row("Y62 NEL in quotes", 'a: "x\x85y"', "line-separator", says="U+0085"),
    _row("Y62 U+2028 in a block", "a: |\n  x\u2028y\n", "line-separator", line=2),
    _row("Y63 a key hidden in a comment", "a: 1 # note\u2028approved: true", "line-separator"),
    _row("Y64 old Macintosh line ends", b"a: 1\rb: 2\r", "line-separator", says="carriage return"),
    _row("Y65 CRLF", b"a: 1\r\nb:\r\n  - 2\r\n", values=({"a": 1, "b": [2]},)),
    _row("Y66 CRLF and LF", b"a: 1\r\nb: 2\nc: 3\r\n", values=({"a": 1, "b": 2, "c": 3},)),
    _row(
        "Y67 a bidirectional control",
        "a: 1\nb: x # \u202e hidden",
        remarks=("confusable",),
        line=2,
        values=({"a": 1, "b": "x"},),
    ),
    _row(
        "Y67 a zero-width space in a key",
        "ow\u200bner: me",
        remarks=("confusable",),
        values=({"ow\u200bner": "me"},),
        says="U+200B",
    ),
    _row(
        "Y67 a Cyrillic letter in a key",
        "\u043ewner: me",
        remarks=("confusable",),
        values=({"\u043ewner": "me"},),
        says="Cyrillic",
    ),
    _row("Y68 U+FFFE", "a: \ufffe", "control-character", says="U+FFFE"),
    _row("Y69 an escape pair", r'a: "\ud83d\ude00"', "lone-surrogate"),
    _row("Y69 half an escape pair", r'a: "\ud800"', "lone-surrogate"),
    _row("Y70 a tab as indentation", "a:\n\tb: 1\n", "syntax", line=2, says="tab"),
    _row("Y70 a tab after a colon and at the end", "a:\tb\t\n", values=({"a": "b"},)),
    _row("Y71 a file of 1.1 MB", lambda: b"a: " + b"x" * 1_100_000, "file-too-large", says="1,048,576"),
    _row("Y72 a text of 300 KB", lambda: b"a: " + b"x" * 300_000, "scalar-too-long", says="262,144"),
    _row("Y73 a key of 1,030 characters", lambda: b"x" * 1_030 + b": 1", "syntax"),
    _row(
        "Y73 an explicit key of 1,030 characters", lambda: b"? " + b"x" * 1_030 + b"\n: 1", "key-too-long", says="1,030"
    ),
    _row("Y74 100,001 values", lambda: b"- x\n" * 100_001, "too-many-nodes", line=100_001, says="100,000"),
    _row(
        "Y75 a merge conflict", "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> other\n", "conflict-markers", line=2
    ),
    _row("Y76 a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "lfs-pointer"),
    _row("Y77 git-crypt", b"\0GITCRYPT\0\x91\x02", "encrypted"),
    _row("Y77 SOPS", "a: ENC[AES256_GCM,data:x,type:str]\nsops:\n  version: 3.9.0\n", "encrypted", line=2),
    _row("Y78 a merge key in quotes", '"<<": 1', values=({"<<": 1},)),
    _row("Y79 a number to merge", "<<: 3", "merge-key"),
    _row("Y80 an astral character before the error", '"\U0001f600": @x', "syntax", says="'@'"),
)

JSON = (
    _row("J01 65 deep", lambda: b"[" * 65 + b"]" * 65, "too-deep", says="64 levels", path="a.json"),
    _row("J01 100,000 deep", lambda: b'{"a":' * 100_000, "too-deep", path="a.json"),
    _row(
        "J02 a key twice",
        '{"a": 1,\n "a": 2}',
        "duplicate-key",
        line=2,
        says="line 1 and again on line 2",
        path="a.json",
    ),
    _row("J03 NaN", '{"a":\n NaN}', "syntax", line=2, says="NaN", path="a.json"),
    _row("J03 Infinity", "[-Infinity]", "syntax", says="infinite", path="a.json"),
    _row("J04 4,301 digits", lambda: b"[" + b"9" * 4_301 + b"]", "number-too-long", says="4,301", path="a.json"),
    _row("J05 1e400", "[1e400]", "number-range", path="a.json"),
    _row("J06 half a surrogate pair", r'["\ud800"]', "lone-surrogate", path="a.json"),
    _row("J06 a whole surrogate pair", r'["\ud83d\ude00"]', values=(["\U0001f600"],), path="a.json"),
    _row(
        "J07 a byte order mark", '\ufeff{"a": 1}', remarks=("json-byte-order-mark",), values=({"a": 1},), path="a.json"
    ),
    _row("J08 UTF-16", lambda: '{"a": 1}'.encode("utf-16"), "encoding", path="a.json"),
    _row("J08 UTF-16 without a mark", lambda: '{"a": 1}'.encode("utf-16-le"), "encoding", path="a.json"),
    _row("J09 invalid UTF-8", b'{"a":\n "\xff"}', "encoding", line=2, path="a.json"),
    _row("J10 NUL after the end", b'{"a": 1}\n\0', "syntax", line=2, says="NUL", path="a.json"),
    _row("J11 comments", '{\n  // no\n  "a": 1}', "syntax", line=2, says="comments", path="a.json"),
    _row("J12 a trailing comma", '{"a": [1,\n]}', "syntax", line=2, says="comma", path="a.json"),
    _row("J13 single quotes", "{'a': 1}", "syntax", says="double quotes", path="a.json"),
    _row("J14 two values", "{}\n{}", "syntax", line=2, says="another value", path="a.json"),
    _row("J15 empty", "", "syntax", says="empty", path="a.json"),
    _row("J15 only white space", " \n ", "syntax", line=2, says="empty", path="a.json"),
    _row("J16 a leading zero", '{"a": 01}', "syntax", says="leading zeros", path="a.json"),
    _row("J17 NUL in a key", r'{"a\u0000b": 1}', "control-character", says="U+0000", path="a.json"),
    _row("J18 __proto__", '{"__proto__": {"a": 1}}', values=({"__proto__": {"a": 1}},), path="a.json"),
    _row("J a value that never ends", '["abc', "syntax", says="no end", path="a.json"),
    _row("J a raw line break in quotes", '["a\nb"]', "syntax", says="control character", path="a.json"),
    _row("J a template", '{"a": {{ value }}}', "template", path="a.json"),
    _row(
        "J a merge conflict",
        '{\n<<<<<<< ours\n"a": 1\n=======\n"a": 2\n>>>>>>> theirs\n}',
        "conflict-markers",
        line=2,
        path="a.json",
    ),
    _row("J SOPS", '{"data": "ENC[AES256_GCM,data:x]",\n "sops": {}}', "encrypted", line=2, path="a.json"),
)


def _front(metadata: Any) -> Any:
    return {"frontMatter": metadata, "sections": ...}


FRONT_MATTER = (
    _row("F01 a byte order mark", "\ufeff---\na: 1\n---\n", values=(_front({"a": 1}),), path="a.md"),
    _row("F02 CRLF", "---\r\na: 1\r\n---\r\ntext\r\n", values=(_front({"a": 1}),), path="a.md"),
    _row("F03 old Macintosh line ends", "---\ra: 1\r---\r", "line-separator", path="a.md"),
    _row(
        "F04 a blank line first",
        "\n---\na: 1\n---\n",
        remarks=("front-matter-late",),
        line=2,
        values=({"sections": ...},),
        path="a.md",
    ),
    _row("F05 unclosed", "---\na: 1\n\ntext\n", "front-matter-unclosed", path="a.md"),
    _row("F06 closed by dots", "---\na: 1\n...\ntext", values=(_front({"a": 1}),), path="a.md"),
    _row("F07 blanks after the fences", "--- \na: 1\n---\t\ntext", values=(_front({"a": 1}),), path="a.md"),
    _row("F08 four dashes", "----\na: 1\n----\n", values=({"sections": ...},), path="a.md"),
    _row(
        "F09 a fence inside a text",
        "---\na: |\n  x\n---\n  y\nb: 2\n---\ntext",
        remarks=("front-matter-cut",),
        line=5,
        values=(_front({"a": "x\n"}),),
        path="a.md",
    ),
    _row(
        "F10 an indented fence inside a text",
        "---\na: |\n  x\n  ---\n  y\n---\ntext",
        values=(_front({"a": "x\n---\ny\n"}),),
        path="a.md",
    ),
    _row("F11 text beside the fence", "--- title\na: 1\n---\n", "front-matter-fence", says="'title'", path="a.md"),
    _row("F12 an empty block", "---\n---\ntext", values=(_front({}),), path="a.md"),
    _row("F13 a list", "---\n- a\n- b\n---\n", "wrong-root-type", line=2, path="a.md"),
    _row("F13 a text", "---\njust text\n---\n", "wrong-root-type", line=2, path="a.md"),
    _row(
        "F14 two blocks",
        "---\na: 1\n---\n\n---\nb: 2\n---\n",
        remarks=("front-matter-twice",),
        line=5,
        values=(_front({"a": 1}),),
        path="a.md",
    ),
    _row("F15 TOML", "+++\na = 1\n+++\n", "unsupported-front-matter", says="TOML", path="a.md"),
    _row("F15 JSON", '{\n"a": 1\n}\n', "unsupported-front-matter", says="JSON", path="a.md"),
    _row("F16 a rule further down", "text\n\n---\n\nmore\n", values=({"sections": ...},), path="a.md"),
    _row(
        "F17 keys that other readers stumble over",
        "---\ncontent: 1\nhandler: 2\nmetadata: 3\n---\n",
        values=(_front({"content": 1, "handler": 2, "metadata": 3}),),
        path="a.md",
    ),
    _row("F18 U+2028", "---\na: 1 # \u2028b: 2\n---\n", "line-separator", line=2, path="a.md"),
    _row("F18 NEL", "---\na: x\x85y\n---\n", "line-separator", line=2, path="a.md"),
    _row("F18 U+2028 in the body", "---\na: 1\n---\nx\u2028y", values=(_front({"a": 1}),), path="a.md"),
    _row(
        "F19 an HTML comment first",
        "<!-- x -->\n---\na: 1\n---\n",
        remarks=("front-matter-late",),
        line=2,
        values=({"sections": ...},),
        path="a.md",
    ),
    _row(
        "F20 an error inside",
        "---\na: 1\na: 2\n---\n",
        "duplicate-key",
        line=3,
        says="line 2 and again on line 3",
        path="a.md",
    ),
    _row("F20 a syntax error inside", "---\na: 1\nb: [\n---\n", "syntax", line=4, path="a.md"),
    _row(
        "F21 a body of 10 MB",
        lambda: b"---\na: 1\n---\n" + b"text\n" * 2_000_000,
        remarks=("body-too-large",),
        values=(_front({"a": 1}),),
        path="a.md",
    ),
    _row(
        "F front matter larger than its limit",
        lambda: b"---\na: 1\n" + b"# x\n" * 70_000 + b"---\n",
        "front-matter-too-large",
        path="a.md",
    ),
    _row("F several documents in the block", "---\na: 1\n--- b\n---\n", "wrong-root-type", line=2, path="a.md"),
    _row(
        "F a merge conflict",
        "---\na: 1\n<<<<<<< ours\nb: 1\n=======\nb: 2\n>>>>>>> theirs\n---\n",
        "conflict-markers",
        line=3,
        path="a.md",
    ),
    _row(
        "F a merge conflict in the body",
        "# A\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n",
        remarks=("conflict-in-text",),
        line=2,
        values=(...,),
        path="a.md",
    ),
)

ALL = (*YAML, *JSON, *FRONT_MATTER)


def _read(path: str, data: bytes) -> dict[str, Any]:
    from roadmap_guard.documents import parse
    from roadmap_guard.model.node import plain

    parsed = parse(path, data)
    values = [plain(document.root) for document in parsed.documents]
    problems = [[p.code, p.message, p.span.line, p.level, p.refuses] for p in parsed.problems]
    return {"values": values, "problems": problems}


def _after_a_good_one(data: bytes) -> bytes:
    return b"first: 1\n" + (b"...\n" if data.startswith((b"%", b"...")) else b"---\n") + data


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not everywhere
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> None:
    """Read every row; a process that is killed or dies tells which by the line that is missing."""
    _limit()
    for row in ALL:
        signal.alarm(SECONDS)
        alone = _read(row.path, row.data())
        after = _read(row.path, _after_a_good_one(row.data())) if row in YAML else None
        sys.stdout.write(json.dumps({"name": row.name, "alone": alone, "after": after}) + "\n")
        sys.stdout.flush()
    signal.alarm(0)


if __name__ == "__main__":
    main()
