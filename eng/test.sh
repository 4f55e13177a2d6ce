#!/usr/bin/env bash
# Builds everything and runs all tests against the real tools. The last line is "N passed, N failed, N skipped".
# Arguments go to the xunit runner, e.g.: eng/test.sh -class '*JobStore*'
. "$(dirname "$0")/lib.sh"
cd "$PIPELINE_ROOT"
export PATH="$PIPELINE_TOOLS:$PATH"

say "building"
build Pipeline.sln
log=$(mktemp)
trap 'rm -f "$log"' EXIT
say "testing"
status=0
tests/Pipeline.Tests/bin/Release/net10.0/Pipeline.Tests -noLogo -maxThreads 2 -trait- Category=Chaos "$@" 2>&1 | tee "$log" || status=$?

summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -1)
number() { sed -nE "s/.*$1: ([0-9]+).*/\1/p" <<<"$summary"; }
[ -n "$summary" ] || { echo "the test runner printed no summary (exit code $status)" >&2; echo "0 passed, 1 failed, 0 skipped"; exit 1; }
failed=$(($(number Failed) + $(number Errors)))
skipped=$(number Skipped)
passed=$(($(number Total) - $(number Failed) - skipped))
# Everything the tests want is installed by eng/setup.sh, so a skipped test hides a broken set-up.
[ "${CI:-}" = true ] && [ "$skipped" -gt 0 ] && { echo "CI: $skipped tests were skipped although eng/setup.sh installs what they need" >&2; status=1; }
[ "$passed" -gt 0 ] || status=1
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && exit "$status" || exit 1
