#!/usr/bin/env bash
# Measurements, as ratios in one run; docs/benchmarks.md keeps a dated table.
. "$(dirname "$0")/lib.sh"
cd "$PIPELINE_ROOT"
export PATH="$PIPELINE_TOOLS:$PATH"
build tests/Pipeline.Benchmarks
exec tests/Pipeline.Benchmarks/bin/Release/net10.0/Pipeline.Benchmarks "$@"
