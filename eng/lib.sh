# Shared by every script in eng/: where things are cached, how a step is announced.
# Nothing here has a side effect besides defining names.
set -euo pipefail

PIPELINE_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Built tools live outside the tree, so that `git clean` and a fresh clone keep them.
PIPELINE_CACHE=${PIPELINE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/pipeline}
PIPELINE_TOOLS=$PIPELINE_CACHE/bin

say() { printf '\033[1m%s\033[0m\n' "· $*" >&2; }
die() { printf 'eng: %s\n' "$*" >&2; exit 1; }

# Root on a server or in CI, a person with sudo on a laptop.
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Silent when it works: "Build succeeded" is no news for somebody who asked for `pipeline status`.
build() { # build PROJECT
  local out
  out=$(dotnet build "$1" -c Release -v q --nologo 2>&1) || { printf '%s\n' "$out" >&2; die "$1 does not build"; }
}
