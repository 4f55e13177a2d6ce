#!/usr/bin/env bash
# Runs the worker from the source tree with the tools that eng/setup.sh built. Arguments go to `pipeline`.
. "$(dirname "$0")/lib.sh"
cd "$PIPELINE_ROOT"
export PATH="$PIPELINE_TOOLS:$PATH"
build src/Pipeline.Host
# A worker has time: where the processor has AVX-512, the faster engine is built beside it and measured at the next start.
[ "${1:-}" != run ] || bash eng/whisper.sh avx512 >/dev/null 2>&1 &
exec src/Pipeline.Host/bin/Release/net10.0/pipeline "$@"
