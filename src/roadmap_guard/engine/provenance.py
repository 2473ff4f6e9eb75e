"""What an audit adds to a report: where the repository is from, and who made the commit."""

from roadmap_guard.engine.session import Session
from roadmap_guard.git import metadata
from roadmap_guard.model.report import Report


def with_commit(session: Session, report: Report) -> Report:
    """The report with the address of `origin` and what the commit says of itself, its tags too.

    By which name the commit was asked for is left out, so that the command that makes the report again gives the same bytes.
    Repositories of another hash than SHA-1 give no commit: the library that reads it knows none. Raises GitError.
    """
    repository = session.repository
    if repository is None or not report.source.head:
        return report
    readable = repository.object_format == "sha1"
    commit = metadata.commit_info(repository, report.source.head) if readable else None
    source = report.source._replace(url=metadata.origin_url(repository), commit=commit, ref="")
    return report._replace(source=source)
