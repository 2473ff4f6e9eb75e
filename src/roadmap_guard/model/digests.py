"""SHA-1 and SHA-256. From Python's own modules where they are: `hashlib` loads OpenSSL first, which takes a commit hook 3 ms."""

from typing import TYPE_CHECKING

__all__ = ["sha1", "sha256"]

if TYPE_CHECKING:
    from hashlib import sha1, sha256
else:
    try:
        from _sha1 import sha1

        try:
            from _sha2 import sha256  # since Python 3.12
        except ImportError:
            from _sha256 import sha256
    except ImportError:
        from hashlib import sha1, sha256
