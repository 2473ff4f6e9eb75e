"""roadmap-guard: policies for roadmaps, SLOs and model cards kept in git."""

__version__ = "0.1.0"
