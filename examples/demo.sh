#!/bin/sh
# Makes a git repository of the example company in the folder "$1" and checks it. Needs roadmap-guard on the PATH.
set -eu
target=${1:?usage: demo.sh FOLDER}
example=$(cd "$(dirname "$0")/acme-payments" && pwd)
as_of=2026-11-20

rm -rf "$target"
mkdir -p "$target"
target=$(cd "$target" && pwd)
company=$target/acme-payments
cp -R "$example" "$company"
cd "$company"

# Nobody's own git settings, and the same commit every time.
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME="Acme Payments" GIT_AUTHOR_EMAIL=git@acme.example GIT_AUTHOR_DATE="2026-11-20T09:00:00Z"
export GIT_COMMITTER_NAME="$GIT_AUTHOR_NAME" GIT_COMMITTER_EMAIL="$GIT_AUTHOR_EMAIL" GIT_COMMITTER_DATE="$GIT_AUTHOR_DATE"
git init --quiet --initial-branch=main
git add --all
git commit --quiet --message "Roadmaps, objectives and model cards of Acme Payments"

status=0
roadmap-guard check --head HEAD --as-of "$as_of" || status=$?
if [ "$status" -ne 1 ]; then
  echo "The demo expects findings (exit code 1), and got exit code $status." >&2
  exit 1
fi

status=0
roadmap-guard audit --head HEAD --as-of "$as_of" -o "$target/audit" >/dev/null || status=$?
if [ "$status" -gt 1 ]; then
  echo "The audit report could not be written: exit code $status." >&2
  exit 1
fi

echo
echo "These findings are the point of the demo, so it ends with exit code 0. In a hook or pipeline, check would have ended with 1."
echo "The repository that was checked:  $company"
echo "The report for an auditor:        $target/audit/audit.html"
