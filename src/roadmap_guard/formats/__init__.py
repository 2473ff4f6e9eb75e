"""Dialects as data: definitions (`*.yaml`) and the small interpreter that turns documents into resources.

Start with `language` (the words of a definition), then `registry.load`, `reading.read` and `joining.join`.
"""
