"""Hostile YAML. Rows are named after the threat they stand for; bombs are generated, never stored."""

from support.hostile_rows import row


def _laughs(levels: int, width: int = 9) -> bytes:
    lines = ["l0: &l0 [" + ", ".join(["lol"] * width) + "]"]
    lines += [f"l{n}: &l{n} [" + ", ".join([f"*l{n - 1}"] * width) + "]" for n in range(1, levels)]
    return "\n".join(lines).encode()


def _merge_bomb(levels: int, width: int = 10) -> bytes:
    lines = ["m0: &m0 {a: 1}"]
    lines += [f"m{n}: &m{n}\n  <<: [" + ", ".join([f"*m{n - 1}"] * width) + "]" for n in range(1, levels)]
    return "\n".join(lines).encode()


def _wide_merge() -> bytes:
    keys = "".join(f"  k{n}: 1\n" for n in range(2_000))
    return f"base: &base\n{keys}uses:\n".encode() + b"  - <<: *base\n" * 2_000


YAML = (
    row("Y01 flow lists 65 deep", lambda: b"[" * 65 + b"]" * 65, "too-deep", says="64 levels"),
    row("Y01 flow lists 1,000 deep", lambda: b"[" * 1_000 + b"]" * 1_000, "too-deep"),
    row("Y01 flow lists half a million deep", lambda: b"[" * 500_000 + b"]" * 500_000, "too-deep"),
    row("Y02 block mappings 65 deep", lambda: b"".join(b" " * n + b"a:\n" for n in range(66)), "too-deep", line=65),
    row("Y03 block lists 100,000 deep", lambda: b"- " * 100_000, "too-deep"),
    row("Y04 keys within keys", lambda: b"? " * 10_000, "too-deep"),
    row("Y05 flow mappings 100,000 deep", lambda: b"{a: " * 100_000, "too-deep"),
    row("Y06 brackets that never close", lambda: b"[" * 100_000, "too-deep"),
    row("Y07 billion laughs", lambda: _laughs(9), "alias-expansion", line=6),
    row("Y08 half a million laughs", lambda: _laughs(6), "alias-expansion", line=6),
    row("Y09 seven thousand laughs", lambda: _laughs(4), values=(...,)),
    row("Y10 merge bomb of 7 levels", lambda: _merge_bomb(7), *["merge-key"] * 5, "alias-expansion", line=3),
    row("Y10 merge bomb of 20 levels", lambda: _merge_bomb(20), *["merge-key"] * 5, "alias-expansion", line=3),
    row("Y11 a wide mapping merged 2,000 times", _wide_merge, *["merge-key"] * 20, line=2003),
    row("Y12 a list inside itself", "&a [*a]", "alias", says="inside"),
    row("Y13 a mapping inside itself", "&a {k: *a}", "alias"),
    row("Y14 a mapping merged into itself", "&a\n<<: *a\n", "merge-key", "alias", line=2),
    row("Y15 a key inside itself", "? &a [*a]\n: 1", "alias", "complex-key"),
    row("Y16 an alias of nothing", "a: 1\nb: *nothing", "alias", line=2, says="'nothing'"),
    row("Y17 an alias before its anchor", "a: *later\nb: &later 1", "alias", says="before"),
    row(
        "Y18 an anchor defined twice",
        "a: &x 1\nb: &x 2\nc: *x",
        remarks=("ambiguous-anchor",),
        line=2,
        values=({"a": 1, "b": 2, "c": 2},),
    ),
    row("Y19 1,001 aliases", lambda: b"- &a 1\n" + b"- *a\n" * 1_001, "too-many-aliases", line=1_002, says="1,000"),
    row("Y20 a key twice", "a: 1\nb: 2\na: 3\n", "duplicate-key", line=3, says="line 1 and again on line 3"),
    row(
        "Y21 a key twice in two spellings", "1: a\n0x1: b\n", "duplicate-key", line=2, says="line 1 and again on line 2"
    ),
    row("Y22 a merge key twice", "<<: {a: 1}\n<<: {b: 1}\n", "merge-key", "duplicate-key", "merge-key"),
    row(
        "Y23 keys that YAML 1.1 takes for one",
        "yes: 1\ntrue: 2\n",
        remarks=("yaml11-ambiguous",),
        values=({"yes": 1, "true": 2},),
    ),
    row(
        "Y24 the country of Norway",
        "country: no",
        remarks=("yaml11-ambiguous",),
        values=({"country": "no"},),
        says="false to YAML 1.1",
    ),
    row("Y25 a leading zero", "n: 010", remarks=("yaml11-ambiguous",), values=({"n": 10},), says="octal"),
    row(
        "Y26 a number to the base 60", "n: 1:30", remarks=("yaml11-ambiguous",), values=({"n": "1:30"},), says="base 60"
    ),
    row("Y27 a date", "d: 2024-01-31", values=({"d": "2024-01-31"},)),
    row(
        "Y28 YAML 1.2 by name", "%YAML 1.2\n---\na: no\n", remarks=("yaml11-ambiguous",), line=3, values=({"a": "no"},)
    ),
    row("Y29 YAML 2.0", "%YAML 2.0\n---\na: 1\n", "yaml-version"),
    row("Y30 an unknown directive", "%FOO bar\n---\na: 1\n", remarks=("unknown-directive",), values=({"a": 1},)),
    row(
        "Y30 an unknown directive inside a document",
        "a: [\n%FOO bar\n---\nb: 1\n",
        "syntax",
        line=2,
        values=({"b": 1},),
    ),
    row(
        "Y31 21 directives",
        lambda: b"".join(b"%%TAG !%d! tag:x\n" % n for n in range(21)) + b"---\na: 1",
        "too-many-directives",
        line=21,
    ),
    row(
        "Y31 20,000 directives",
        lambda: b"".join(b"%%TAG !%d! tag:x\n" % n for n in range(20_000)),
        "too-many-directives",
        line=21,
    ),
    row("Y32 a whole number of 5,000 digits", lambda: b"n: " + b"9" * 5_000, "number-too-long", says="5,000 digits"),
    row("Y33 a hexadecimal number of 1 MB", lambda: b"n: 0x" + b"f" * 1_000_000, "number-too-long", "scalar-too-long"),
    row("Y34 2^64", "n: 18446744073709551616", "number-range", says="2^64-1"),
    row(
        "Y34 keys made to collide",
        lambda: b"".join(b"%d: 1\n" % (k * (2**61 - 1)) for k in range(20_000)),
        *["number-range"] * 20,
        line=10,
    ),
    row(
        "Y35 infinite",
        "a: .inf\nb: -.INF\nc: .NaN",
        remarks=("non-finite",) * 3,
        values=({"a": ".inf", "b": "-.INF", "c": ".NaN"},),
    ),
    row("Y36 1e400", "a: 1.0e+400", "number-range", says="1.0e+400"),
    row("Y37 prefixes without digits", "a: 0x_\nb: 0b_\nc: +0x__", values=({"a": "0x_", "b": "0b_", "c": "+0x__"},)),
    row(
        "Y38 days that do not exist",
        "a: 2024-02-31\nb: 2024-13-01T00:00:00Z",
        values=({"a": "2024-02-31", "b": "2024-13-01T00:00:00Z"},),
    ),
    row(
        "Y39 tags whose value does not fit",
        'a: !!int ""\nb: !!int foo\nc: !!bool foo\nd: !!float x',
        *["tag-value"] * 4,
    ),
    row("Y39 a tag of YAML 1.1", "a: !!timestamp foo", "tag"),
    row("Y40 a tag that runs code", '!!python/object/apply:os.system ["true"]', "tag", says="python"),
    row("Y41 a tag of somebody's own", "a: !foo bar", "tag", says="!foo"),
    row(
        "Y41 a function of CloudFormation in another spelling", "a: !ref bar\nb: !Fn::Sub x", *["tag"] * 2, says="!ref"
    ),
    row("Y41 functions of CloudFormation 33 deep", lambda: b"!Not [" * 33 + b"]" * 33, "too-deep", says="64 levels"),
    row("Y41 functions of CloudFormation 100,000 deep", lambda: b"!Not [" * 100_000, "too-deep"),
    row("Y41 a function of CloudFormation inside itself", "&a !Join ['', [*a]]", "alias", says="inside"),
    row("Y41 a function of CloudFormation as key", "!Ref a: 1", "complex-key", says="mapping"),
    row("Y41 33,334 functions of CloudFormation", lambda: b"- !Ref x\n" * 33_334, "too-many-nodes", line=33_334),
    row("Y42 tags for binary, set and omap", "a: !!binary aGk=\nb: !!set {x}\nc: !!omap []", *["tag"] * 3),
    row("Y43 a tag handle", "%TAG !e! tag:example.com,2000:\n---\na: !e!x b", "tag", line=3),
    row("Y44 a list as key", "? [a, b]\n: c", "complex-key"),
    row("Y45 a Jinja placeholder", "a: 1\nb: {{ value }}\n", "template", line=2),
    row("Y45 a Jinja statement", "{% if x %}\na: 1\n{% endif %}\n", "template"),
    row("Y45 a Helm statement", "a:\n{{- toYaml .Values | nindent 2 }}\n", "template", line=2),
    row("Y46 keys that are no text", "~: a\nfalse: b\n3: c\n", values=({"null": "a", "false": "b", "3": "c"},)),
    row("Y46 keys that are no text, twice", "~: a\nnull: b\n", "duplicate-key", line=2),
    row(
        "Y47 several documents",
        "a: 1\n---\na: 1\na: 2\n---\nb: 2\n",
        "duplicate-key",
        line=4,
        values=({"a": 1}, {"b": 2}),
        says="document 2",
    ),
    row("Y48 101 documents", lambda: b"--- a\n" * 101, "too-many-documents", line=101, values=("a",) * 100),
    row("Y49 a good document before a bad one", "a: 1\n---\nb: [\n", "syntax", line=4, values=({"a": 1},)),
    row("Y50 an empty file", "", remarks=("empty-document",)),
    row("Y51 only a comment", "# nothing\n", remarks=("empty-document",)),
    row("Y52 a document without content", "---\n", remarks=("empty-document",)),
    row("Y53 an end without a document", "...\n", remarks=("empty-document",)),
    row("Y54 a document that is text", "just text", values=("just text",)),
    row("Y54 a document that is a list", "- 1\n- 2", values=([1, 2],)),
    row("Y55 a byte order mark", "\ufeffa: 1\n", values=({"a": 1},)),
    row("Y56 a byte order mark in the middle", "a: 1\n\ufeffb: 2\n", "byte-order-mark", line=2),
    row("Y57 UTF-16 with a mark", lambda: "a: 1".encode("utf-16"), "encoding"),
    row("Y57 UTF-16 without a mark", lambda: "a: 1".encode("utf-16-be"), "encoding"),
    row("Y57 UTF-32 with a mark", lambda: "a: 1".encode("utf-32"), "encoding"),
    row("Y57 UTF-32 without a mark", lambda: "a: 1".encode("utf-32-be"), "encoding"),
    row("Y58 Latin-1", b"a: 1\nb: caf\xe9\n", "encoding", line=2, says="0xe9"),
    row("Y58 an overlong slash", b"a: \xc0\xaf", "encoding"),
    row("Y58 a surrogate in UTF-8", b"a: \xed\xa0\x80", "encoding"),
    row("Y59 NUL in the middle", b"a: 1\0\nb: 2", "control-character", says="U+0000"),
    row("Y59 NUL at the end", b"a: 1\n\0", "control-character", line=2),
    row("Y60 an escape character", b"a: \x1b[31mred", "control-character", says="U+001B"),
    row("Y60 a delete character", b"a: \x7f", "control-character"),
    row("Y60 a C1 control", "a: \x9b31m", "control-character", says="U+009B"),
    row("Y61 an escape character as an escape", r'a: "\e[31m"', values=({"a": "\x1b[31m"},)),
    row("Y62 U+2028 in a comment", "a: 1 # x\u2028 y", "line-separator", says="U+2028"),
    row("Y62 U+2029 in plain text", "a: 1\nb: x\u2029y", "line-separator", line=2),
    row("Y62 NEL in quotes", 'a: "x\x85y"', "line-separator", says="U+0085"),
    row("Y62 U+2028 in a block", "a: |\n  x\u2028y\n", "line-separator", line=2),
    row("Y63 a key hidden in a comment", "a: 1 # note\u2028approved: true", "line-separator"),
    row("Y64 old Macintosh line ends", b"a: 1\rb: 2\r", "line-separator", says="carriage return"),
    row("Y65 CRLF", b"a: 1\r\nb:\r\n  - 2\r\n", values=({"a": 1, "b": [2]},)),
    row("Y66 CRLF and LF", b"a: 1\r\nb: 2\nc: 3\r\n", values=({"a": 1, "b": 2, "c": 3},)),
    row(
        "Y67 a bidirectional control",
        "a: 1\nb: x # \u202e hidden",
        remarks=("confusable",),
        line=2,
        values=({"a": 1, "b": "x"},),
    ),
    row(
        "Y67 a zero-width space in a key",
        "ow\u200bner: me",
        remarks=("confusable",),
        values=({"ow\u200bner": "me"},),
        says="U+200B",
    ),
    row(
        "Y67 a Cyrillic letter in a key",
        "\u043ewner: me",
        remarks=("confusable",),
        values=({"\u043ewner": "me"},),
        says="Cyrillic",
    ),
    row("Y68 U+FFFE", "a: \ufffe", "control-character", says="U+FFFE"),
    row("Y69 an escape pair", r'a: "\ud83d\ude00"', "lone-surrogate"),
    row("Y69 half an escape pair", r'a: "\ud800"', "lone-surrogate"),
    row("Y70 a tab as indentation", "a:\n\tb: 1\n", "syntax", line=2, says="tab"),
    row("Y70 a tab after a colon and at the end", "a:\tb\t\n", values=({"a": "b"},)),
    row("Y71 a file of 1.1 MB", lambda: b"a: " + b"x" * 1_100_000, "file-too-large", says="1,048,576"),
    row("Y72 a text of 300 KB", lambda: b"a: " + b"x" * 300_000, "scalar-too-long", says="262,144"),
    row("Y73 a key of 1,030 characters", lambda: b"x" * 1_030 + b": 1", "syntax"),
    row(
        "Y73 an explicit key of 1,030 characters", lambda: b"? " + b"x" * 1_030 + b"\n: 1", "key-too-long", says="1,030"
    ),
    row("Y74 100,001 values", lambda: b"- x\n" * 100_001, "too-many-nodes", line=100_001, says="100,000"),
    row("Y75 a merge conflict", "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> other\n", "conflict-markers", line=2),
    row("Y76 a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "lfs-pointer"),
    row("Y77 git-crypt", b"\0GITCRYPT\0\x91\x02", "encrypted"),
    row("Y77 SOPS", "a: ENC[AES256_GCM,data:x,type:str]\nsops:\n  version: 3.9.0\n", "encrypted", line=2),
    row("Y78 a merge key in quotes", '"<<": 1', values=({"<<": 1},)),
    row("Y79 a number to merge", "<<: 3", "merge-key"),
    row("Y80 an astral character before the error", '"\U0001f600": @x', "syntax", says="'@'"),
)
