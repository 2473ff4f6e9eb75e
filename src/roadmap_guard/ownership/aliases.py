"""The groups that OWNERS_ALIASES names."""

from roadmap_guard.model.node import Mapping as MappingNode
from roadmap_guard.ownership.owners_files import texts
from roadmap_guard.ownership.remarks import Remarks, shown


def aliases_of(root: MappingNode, remarks: Remarks) -> dict[str, tuple[str, ...]]:
    """Each alias and its members. Prow expands an alias once, so one that stands among the members of another is a mistake."""
    aliases = root.get("aliases")
    if not isinstance(aliases, MappingNode):
        return {}
    known = {name.casefold() for name in aliases}
    found = {}
    for name, (key, value) in aliases.entries.items():
        found[name] = texts(value)
        if not found[name]:
            message = f"alias `{shown(name)}` has no members, so nobody can approve in its name"
            remarks.remark("owners-alias", message, "Add its members, or remove the alias.", key.span)
        for member in found[name]:
            if member.casefold() in known:
                message = f"alias `{shown(name)}` lists the alias `{shown(member)}`; Prow takes it for a person"
                remarks.remark("owners-alias-nested", message, "List the members themselves.", key.span)
    return found
