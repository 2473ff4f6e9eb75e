"""Reads a pack from its files, strictly, with everything that is wrong in any of them."""

from collections.abc import Iterable

from roadmap_guard.model.rule import Pack, Rule
from roadmap_guard.model.span import FILE_START
from roadmap_guard.policy.faults import Fault, PolicyError, listed, quoted
from roadmap_guard.policy.names import RULE_ID, VERSION, is_name, version_key
from roadmap_guard.policy.packs import INDEX_FILE, PACK_FILE, Files, PackHeader, PackSource
from roadmap_guard.policy.rules import RuleFile, read_rule
from roadmap_guard.policy.shape import Faults, Section, envelope, root

_RULES = "rules/"
_BESIDE = ("README.md", "CHANGELOG.md", "LICENSE")


def read(source: PackSource) -> tuple[PackHeader, Pack]:
    """The pack with all its rules, and its head. Raises PolicyError with everything that is wrong in any of its files."""
    files = contents(source)
    faults: list[Fault] = []
    header = read_header(source.folder, files.get(PACK_FILE, b""), faults)
    _check_place(source, header, faults)
    _check_names(source.folder, files, faults)
    rules = tuple(_rules(source, files, faults))
    _check_ids(rules, faults)
    if not rules:
        faults.append(_fault(source.folder, PACK_FILE, "the pack has no rules", "write one under rules/<id>.yaml"))
    if faults:
        raise PolicyError(faults)
    pack = Pack(header.name, header.version, header.title, header.description, digest(files), source.origin, rules)
    return header, pack


def contents(source: PackSource) -> Files:
    """The files that make up the pack: all but the index of a shipped one."""
    files = source.files()
    return {name: data for name, data in files.items() if name != INDEX_FILE} if source.index_path else files


def read_header(folder: str, data: bytes, faults: list[Fault]) -> PackHeader:
    """What `pack.yaml` in `folder` says; what is wrong with it is added to `faults`."""
    noted = Faults(_path(folder, PACK_FILE))
    top = envelope(root(noted.path, data, noted).expect(("apiVersion", "kind", "metadata", "spec")), "Pack")
    metadata = top.section("metadata").expect(("name", "version", "title"), ("description",))
    spec = top.section("spec").expect(("recommended",))
    _check_header(metadata)
    header = PackHeader(
        name=metadata.text("name"),
        version=metadata.text("version"),
        title=metadata.text("title"),
        description=metadata.text("description").strip(),
        recommended=spec.flag("recommended", default=False),
    )
    faults += noted.found
    return header


def digest(files: Files) -> str:
    """`sha256:` over the names and contents of `files`, in the order of the names' bytes; lengths keep them apart."""
    from roadmap_guard.model.digests import sha256

    total = sha256()
    for name in sorted(files, key=_bytes):
        for part in (_bytes(name), files[name]):
            total.update(b"%d\0" % len(part))
            total.update(part)
    return f"sha256:{total.hexdigest()}"


def _rules(source: PackSource, files: Files, faults: list[Fault]) -> Iterable[Rule]:
    for name in sorted(files, key=_bytes):
        if _is_rule(name):
            stem = name.removeprefix(_RULES).removesuffix(".yaml")
            file = RuleFile(_path(source.folder, name), source.name, stem)
            noted = Faults(file.path)
            yield read_rule(file, files[name], noted)
            faults += noted.found


def _check_header(metadata: Section) -> None:
    name, version = metadata.text("name"), metadata.text("version")
    if name and not is_name(name):
        metadata.fault("name", f"{quoted(name)} is not a name", RULE_ID)
    if version and version_key(version) is None:
        metadata.fault("version", f"{quoted(version)} is not a version", VERSION)


def _check_place(source: PackSource, header: PackHeader, faults: list[Fault]) -> None:
    if header.name and header.version and (header.name, header.version) != (source.name, source.version):
        message = f"the pack calls itself {header.name}@{header.version} and lies in {source.name}/{source.version}"
        faults.append(_fault(source.folder, PACK_FILE, message, "make the folders and the file agree"))


def _check_names(folder: str, files: Files, faults: list[Fault]) -> None:
    """A rule whose file has the wrong ending or place would be left out without a word."""
    for name in sorted(files, key=_bytes):
        if not (_is_rule(name) or name == PACK_FILE or name in _BESIDE or name.startswith("tests/")):
            remedy = f"a pack holds {PACK_FILE}, rules/<id>.yaml, tests/ and {listed(_BESIDE)}"
            faults.append(_fault(folder, name, "this file is no part of a pack", remedy))


def _is_rule(name: str) -> bool:
    return name.startswith(_RULES) and name.endswith(".yaml") and name.count("/") == 1


def _check_ids(rules: Iterable[Rule], faults: list[Fault]) -> None:
    """No id may mean two rules, now or formerly."""
    taken: dict[str, str] = {}
    for rule in rules:
        for name in (rule.id, *rule.aliases):
            if name in taken:
                message = f"{quoted(name)} is an id or alias of {taken[name]} already"
                faults.append(Fault(rule.path, FILE_START, message, "an id is never used for a second rule"))
            taken[name] = rule.id


def _fault(folder: str, name: str, message: str, remedy: str) -> Fault:
    return Fault(_path(folder, name), FILE_START, message, remedy)


def _path(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
