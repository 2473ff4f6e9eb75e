"""Collections of real files: folders with a `MANIFEST.tsv` that has the columns `path` and `format`, the latter in words of its own."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

NOTHING = ()
"""What is expected of a file that only looks like one of ours."""

EXPECTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    # Only speaks of objectives, roadmaps or models.
    (r"not-|trap-|k8s-crd-schema|json-schema|schema($|:)|hf-dataset-card|cyclonedx-not-ml|unrecognised", NOTHING),
    (r"openslo \(unsupported", NOTHING),
    (r"openslo/v1alpha", ("openslo-v1alpha",)),
    (r"openslo\.com/v2alpha", ("openslo-v2alpha",)),
    (r"openslo", ("openslo-v1", "openslo-v2alpha")),
    (r"sloth prometheus/", ("sloth",)),
    (r"sloth\.slok\.dev/", ("sloth-kubernetes",)),
    (r"homegrown flat", ("sloth-rules",)),
    (r"homegrown nested", ("openshift4-slos",)),
    (r"homegrown-k8s|sre\.google\.com/", ("slo-generator",)),
    (r"homegrown", ("slo-list",)),
    (r"slo-generator shared", ("slo-generator-config",)),
    (r"slo-generator", ("slo-generator-v1",)),
    (r"pyrra", ("pyrra",)),
    (r"n9/", ("nobl9",)),
    (r"datadoghq", ("datadog-operator",)),
    (r"datadog terraform", ("datadog-terraform",)),
    (r"lifecycle\.keptn|metrics\.keptn", ("keptn-lifecycle",)),
    (r"keptn", ("keptn",)),
    (r"monitoring\.cnrm", ("gcp-config-connector",)),
    (r"google service monitoring", ("gcp-service-monitoring",)),
    (r"slo\.grafana", ("grafana-crossplane",)),
    (r"coralogix", ("coralogix",)),
    (r"blameless", ("blameless",)),
    (r"monitoring\.spotahome", ("service-level-operator",)),
    (r"k8s-kep-readme", ("kep-readme",)),
    (r"k8s-kep$", ("kep",)),
    (r"k8s-prr-approval", ("kep-approval",)),
    (r"gateway-gep", ("gateway-gep",)),
    (r"ocm-enhancement-metadata", ("ocm-enhancement",)),
    (r"openshift-enhancement", ("openshift-enhancement",)),
    (r"rust-project-goal", ("rust-project-goal",)),
    (r"backlog-md", ("backlog-md", "backlog-md-milestone")),
    (r"roadmap-epics", ("roadmap-epics", "roadmap-outline")),
    (r"roadmap-features", ("roadmap-features", "roadmap-outline")),
    (r"roadmap-kanban", ("roadmap-kanban",)),
    (r"roadmap-maintainer", ("roadmap-release-plan", "roadmap-tasks", "roadmap-outline")),
    (r"roadmap-md", ("roadmap-outline",)),
    (r"roadmap-milestones", ("roadmap-milestones", "roadmap-backlog", "mermaid-gantt")),
    (r"roadmap-pmat", ("roadmap-pmat", "roadmap-sprints", "roadmap-tasks", "roadmap-outline")),
    (r"roadmap-releases", ("roadmap-release-list", "roadmap-releases")),
    (r"roadmap-sections", ("roadmap-sections", "roadmap-outline")),
    (r"roadmap-sierra", ("roadmap-sierra",)),
    (r"roadmap-vibecollab", ("roadmap-vibecollab", "roadmap-outline")),
    (r"mermaid-gantt", ("mermaid-gantt", "kep-readme")),
    (r"backstage", ("backstage",)),
    (r"brave-study", ("brave-study",)),
    (r"chromium", ("chromium-flags",)),
    (r"gitlab-feature-flag", ("gitlab-feature-flag",)),
    (r"glean", ("glean",)),
    (r"flagd", ("flagd",)),
    (r"go-feature-flag", ("go-feature-flag",)),
    (r"allennlp", ("allennlp-card",)),
    (r"azureml-description", ("azureml-description",)),
    (r"azureml-model", ("azureml-model",)),
    (r"bioimageio", ("bioimageio",)),
    (r"croissant", ("croissant",)),
    (r"cyclonedx-mlbom", ("cyclonedx",)),
    (r"fairness-report", ("fairness-report", "evaluation-metrics")),
    (r"frontmatter-model-card", ("markdown-card", "huggingface-card", "minbzk-model-card", "structured-card")),
    (r"hf-model-card", ("huggingface-card",)),
    (r"markdown-model-card", ("markdown-card", "huggingface-card", "datasheet")),
    (r"mct-", ("model-card-toolkit",)),
    (r"mlflow", ("mlflow-model",)),
    (r"monai", ("monai-bundle",)),
    (r"nvidia-mcpp-subcard", ("nvidia-subcard",)),
    (r"nvidia-mcpp$", ("nvidia-card",)),
    (r"omz", ("open-model-zoo",)),
    (r"omc", ("open-model-card",)),
    (r"pwc-model-index", ("model-index-page", "model-index")),
    (r"verifyml-(json|markdown)", ("verifyml", "markdown-card")),
)
"""The words of the manifests, as expressions, the first that is met counts, and the formats that such a file is read as."""

BESIDE: tuple[tuple[str, str], ...] = (
    ("rust-project-goal", r"/(README|goals|flagship|not_accepted|funding)\.md$"),
    ("openshift-enhancement", r"/(crd-v1beta1-removal/README|discussion)\.md$"),
    ("backlog-md", r"/readme\.md$"),
    ("backstage", r"/template\.yaml$|/all-[a-z]+\.yaml$|/acme-corp\.yaml$"),
    ("glean", r"/tags\.yaml$"),
    ("k8s-prr-approval", r"/template/"),
    ("mct-yaml", r"/ruleset\.yaml$"),
    ("hf-model-card", r"no_metadata"),
    ("markdown-model-card", r"/model_card_template\.md$"),
    ("fairness-report-json", r"drift\.json$|/summary\.json$|/evaluation\.json$"),
    ("", r"\.schema\.|/\.?schema/"),
)
"""Files that a manifest counts among those of a dialect and that are none in our judgement, which was made after they had been missed: overviews, lists of files, forms, schemas, figures of a
training or of drift."""


class Row(NamedTuple):
    """One file, and what a manifest says that it is."""

    path: Path
    name: str
    dialect: str

    @property
    def is_set_aside(self) -> bool:
        """Whether we say, against its manifest, that it is no file of the dialect."""
        return any(self.dialect.startswith(dialect) and re.search(pattern, self.name) for dialect, pattern in BESIDE)

    @property
    def expected(self) -> tuple[str, ...] | None:
        """The formats that it may be recognised as by its manifest; `NOTHING`, or None where nothing is said about it."""
        return next((formats for pattern, formats in EXPECTED if re.match(pattern, self.dialect)), None)


def rows(folder: Path) -> Iterator[Row]:
    """Every file of every collection below `folder`."""
    for manifest in sorted(folder.rglob("MANIFEST.tsv")):
        head, *lines = (line.split("\t") for line in manifest.read_text(encoding="utf-8").splitlines())
        for line in lines:
            found = dict(zip(head, line, strict=False))
            path = manifest.parent / found["path"]
            if path.is_file():
                yield Row(path, str(path.relative_to(folder)), found["format"])
