#!/usr/bin/env bash
# The long runs that `make test` leaves out: seeded mixtures of faults and kills by the dozen (trait Category=Chaos).
# Arguments go to the xunit runner, e.g.: eng/chaos.sh -class '*FaultTests'
. "$(dirname "$0")/lib.sh"
cd "$PIPELINE_ROOT"
export PATH="$PIPELINE_TOOLS:$PATH"
build tests/Pipeline.Tests
exec tests/Pipeline.Tests/bin/Release/net10.0/Pipeline.Tests -noLogo -maxThreads 1 -trait Category=Chaos "$@"
