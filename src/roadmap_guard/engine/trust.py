"""Whether the policies may judge: a change must not bring the policies that let it pass."""

from roadmap_guard.engine.request import Request
from roadmap_guard.git.snapshot import Snapshot
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.report import PolicyInfo

_OURS = ("base", "digest")
"""What the change under check cannot have written."""


def source(request: Request, base: Snapshot | None, snapshot: Snapshot) -> Snapshot:
    """Where the policies are read from: the base, where there is one.

    If the base has no configuration and the change brings the first, `--bootstrap` lets that one judge. Without it the recommended
    policies do; raises CannotCheckError where trusted ones are required.
    """
    if base is None or _is_configured(request, base) or not _is_configured(request, snapshot):
        return base or snapshot
    if request.bootstrap:
        return snapshot
    if request.require_trusted and not request.policy_digest:
        raise CannotCheckError(
            f"--require-trusted-policy: the base has no {request.config_path}, and this change brings one that nobody vouches for yet",
            "Read it, and let it judge this change with --bootstrap; or merge it by itself first.",
        )
    return base


def _is_configured(request: Request, snapshot: Snapshot) -> bool:
    return snapshot.blob(request.config_path) is not None


def vouched(request: Request, info: PolicyInfo) -> PolicyInfo:
    """`info` with the trust that it deserves. Raises CannotCheckError if that is not what was asked for."""
    if request.policy_digest:
        if info.digest != request.policy_digest:
            raise CannotCheckError(
                f"the policies have the digest {info.digest}, wanted is {request.policy_digest}",
                "Check out the policies that were agreed on, or pass the digest that the reports of these policies name.",
            )
        return info._replace(trust="digest")
    if request.base:  # `head` is the word for the first policies, which --bootstrap lets judge
        return info if info.trust == "head" else info._replace(trust="base")
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
