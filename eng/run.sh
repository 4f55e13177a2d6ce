#!/usr/bin/env bash
# Runs the worker from the source tree with the tools that eng/setup.sh built. Arguments go to `pipeline`.
. "$(dirname "$0")/lib.sh"
cd "$PIPELINE_ROOT"
export PATH="$PIPELINE_TOOLS:$PATH"
build src/Pipeline.Host
exec src/Pipeline.Host/bin/Release/net10.0/pipeline "$@"
