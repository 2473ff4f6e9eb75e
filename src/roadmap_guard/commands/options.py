"""Options that several commands share."""

from roadmap_guard.commands.parsing import Parser


def add_where(parser: Parser) -> None:
    """`--repo` and `--config`."""
    parser.add_argument(
        "--repo", metavar="DIR", default=".", help="a folder of the repository to check (default: the current one)"
    )
    parser.add_argument(
        "--config",
        metavar="FILE",
        default="",
        help="configuration, by its path in the repository (default: roadmap-guard.yaml at the root)",
    )


def add_as_of(parser: Parser) -> None:
    """`--as-of`."""
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        default="",
        help="the day that rules compare dates with (default: the commit's date with --head, else today in UTC)",
    )


def add_paths(parser: Parser) -> None:
    """Files or folders, any number."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="only these files or folders")
