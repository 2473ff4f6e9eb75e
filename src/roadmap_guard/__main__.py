"""`python -I -m roadmap_guard`. Without `-I` the current directory comes first on the path, and could hold anything."""

from roadmap_guard.cli import main

main()
