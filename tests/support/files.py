"""Small files of every kind: right ones, and changes that make them wrong."""

SLOTH = """\
version: prometheus/v1
service: checkout
labels:
  owner: payments
  tier: tier-1
slos:
  - name: availability
    objective: 99.99
    description: Requests that are answered without an error.
    sli:
      events:
        error_query: sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_requests_total[{{.window}}]))
    alerting:
      name: CheckoutErrors
      annotations: {runbook: https://runbooks.example.com/checkout}
      page_alert: {labels: {severity: critical}}
      ticket_alert: {labels: {severity: warning}}
"""

LOW_SLOTH = SLOTH.replace("99.99", "99.5")
"""Below the floor of its tier: one error, at line 8, column 16."""

LOW_TARGET = "reliability/slo-target-meets-tier"

ROADMAP = """\
apiVersion: roadmap-guard.dev/v1
kind: Roadmap
metadata:
  name: platform
  owners: ["@acme/platform"]
spec:
  items:
    - id: RM-1
      title: Move sessions to the new store
      status: planned
      target: 2027-Q1
"""

CONFIG = """\
apiVersion: roadmap-guard.dev/v1
kind: Config
spec: {}
"""
