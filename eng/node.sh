#!/usr/bin/env bash
# Installs the npm packages of tests/clients/*: clients that we did not write, which check the Sandbox.
# Does nothing when what is installed is what the lock file says.
. "$(dirname "$0")/lib.sh"

command -v npm >/dev/null || die "npm is missing: install Node.js 18 or newer (Debian: apt-get install nodejs npm)"
for lock in "$PIPELINE_ROOT"/tests/clients/*/package-lock.json; do
  folder=$(dirname "$lock")
  stamp=$folder/node_modules/.installed-lock.json
  cmp -s "$lock" "$stamp" && continue
  say "npm packages of tests/clients/$(basename "$folder")"
  (cd "$folder" && npm ci --omit=dev --no-audit --no-fund >&2) || die "npm ci failed in $folder"
  cp "$lock" "$stamp"
done
