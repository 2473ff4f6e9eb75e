"""Names that are not what they look like (Unicode Technical Standard 39, the parts that matter for keys and ids)."""

import re

_INVISIBLE = "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\uffa0]"
_LOOKALIKES = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})


def reason(name: str) -> str:
    """Why `name` may be taken for another one; empty if it may not. ASCII never may."""
    if name.isascii():
        return ""
    if found := re.search(_INVISIBLE, name):
        return f"holds the invisible character U+{ord(found[0]):04X}"
    import unicodedata

    if unicodedata.normalize("NFKC", name).isascii():
        return "is written with look-alikes of ASCII letters"
    for word in re.findall(r"[^\W\d_]+", name):
        scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in word}
        if "LATIN" in scripts and scripts & _LOOKALIKES:
            return f"mixes Latin letters with {', '.join(s.capitalize() for s in sorted(scripts & _LOOKALIKES))} ones"
    return ""
