"""Who owns a path, and does an owner exist: answered from the ownership files that a repository keeps itself.

One module per dialect (`codeowners.py`, `owners.py`), each turning its files into a `Registry`; `directory.py` asks them all.
"""
