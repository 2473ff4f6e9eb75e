"""What every command that reads a repository does first: open it, load its plugins, formats and policies."""

from collections.abc import Iterator
from contextlib import contextmanager

from roadmap_guard.engine.checking import check, read
from roadmap_guard.engine.dialects import load_formats
from roadmap_guard.engine.extensions import Extensions
from roadmap_guard.engine.policies import Policies, load_policies
from roadmap_guard.engine.request import Request
from roadmap_guard.engine.session import Session, open_session
from roadmap_guard.engine.trust import vouched
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Report
from roadmap_guard.model.resource import Resource
from roadmap_guard.plugins import host


class Setting(NamedTuple):
    """An open session with all that judges it."""

    session: Session
    plugins: host.Host
    extensions: Extensions
    formats: FormatSet
    policies: Policies

    def read(self) -> tuple[Resource, ...]:
        """Read the resources, without any rule."""
        return read(self.session, self.formats)

    def check(self) -> Report:
        """Run the check."""
        return check(self.session, self.extensions, self.policies, self.formats)


@contextmanager
def setting(request: Request) -> Iterator[Setting]:
    """Raises CannotCheckError for whatever does not load."""
    with open_session(request) as session:
        plugins = host.load(session.config.plugins, session.snapshot.source.root)
        extensions = plugins.extensions()
        formats = load_formats(session, extensions)
        policies = load_policies(session, extensions, formats)
        policies = policies._replace(info=vouched(request, policies.info))
        yield Setting(session, plugins, extensions, formats, policies)
