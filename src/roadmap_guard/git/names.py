"""Names of files: bytes to text and back, and names that spell trouble on other machines."""


def text_of(path: bytes) -> str:
    """A path as text; bytes that are not UTF-8 become surrogate escapes, whatever the locale."""
    return path.decode("utf-8", "surrogateescape")


def bytes_of(path: str) -> bytes:
    """The bytes of a path, the reverse of `text_of`."""
    return path.encode("utf-8", "surrogateescape")
