# Shared by the scripts that start programs of their own (demo.sh, quickstart.sh): a folder that goes away, and programs that end with the script.
# After lib.sh; sets `home` and the traps.

home=$(mktemp -d "${TMPDIR:-/tmp}/pipeline-$(basename "$0" .sh).XXXXXX")
chmod 700 "$home"
# The one started last is ended first: a worker can give its work back while the Sandbox still answers. Only what this script started.
pids=()
stop() {
  trap - EXIT INT TERM
  for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done
  for p in "${pids[@]}"; do wait "$p" 2>/dev/null || true; done
  rm -rf "$home"
}
trap stop EXIT
trap 'stop; exit 130' INT TERM

started() { pids=("$1" "${pids[@]}"); } # started PID

until_true() { # until_true SECONDS WHAT COMMAND...: polls a condition, dies with WHAT when time is up
  local end=$((SECONDS + $1)) what=$2; shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || { tail -n 20 "$home"/*.log >&2 || true; die "$what"; }
    sleep 0.2
  done
}
