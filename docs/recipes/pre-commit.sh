#!/bin/sh
# Refuses a commit that holds an article, or decisions about its claims, which the gate does not let pass.
# It judges what is about to be committed, not what lies in the folder. The policy is ./policy.toml where there is one.
set -eu
staged=$(mktemp -d)
trap 'rm -rf "$staged"' EXIT
git diff --cached --name-only -z --diff-filter=ACMR -- 'articles/*.txt' 'articles/*.md' 'articles/*.html' 'articles/*.docx' 'claims/*.yaml' > "$staged/changed"
test -s "$staged/changed" || exit 0
git ls-files -z -- articles claims policy.toml | git checkout-index -z --stdin --prefix="$staged/"
cd "$staged"
policy=default
test ! -f policy.toml || policy=policy.toml
xargs -0 factcheck gate --policy "$policy" -- < changed
