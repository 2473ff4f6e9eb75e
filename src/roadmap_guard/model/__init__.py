"""The words of the program: frozen values that every other package speaks in.

Standard library only, no input or output. Values are `NamedTuple`s because they are immutable, compare by value and cost
a tenth of a dataclass at import, which a pre-commit run pays every time.
"""
