"""Whether the policies may judge: a change must not bring the policies that let it pass."""

from roadmap_guard.engine.request import Request
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.report import PolicyInfo

_OURS = ("base", "digest")
"""What the change under check cannot have written."""


def vouched(request: Request, info: PolicyInfo) -> PolicyInfo:
    """`info` with the trust that it deserves. Raises CannotCheckError if that is not what was asked for."""
    if request.policy_digest:
        if info.digest != request.policy_digest:
            raise CannotCheckError(
                f"the policies have the digest {info.digest}, wanted is {request.policy_digest}",
                "Check out the policies that were agreed on, or pass the digest that the reports of these policies name.",
            )
        return info._replace(trust="digest")
    if request.base:
        return info._replace(trust="base")
    if request.require_trusted and info.trust not in _OURS:
        raise CannotCheckError(
            f"--require-trusted-policy: policies from {_SAID[info.trust]} could be part of the change that they judge",
            "Name the commit whose policies count with --head and --base, or their digest with --policy-digest.",
        )
    return info


_SAID = {
    "worktree": "the work tree",
    "index": "the index",
    "head": "the commit under check",
    "built-in": "the program, where no configuration says otherwise,",
}
