"""The only reader of repositories: what stands in a work tree, an index or a commit, as bytes.

A repository under check is hostile: its names, links, objects and `.git/config` are written by someone else. So git is asked
through plumbing commands that were found to run nothing from the repository (see `process`), names and contents are bytes,
files of the work tree are opened by us without following links, and what cannot be read is said, never skipped.
"""
