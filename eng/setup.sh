#!/usr/bin/env bash
# Makes a Debian 12 with the .NET 10 SDK ready, and is quick when it is. Prints every tool's version once.
. "$(dirname "$0")/lib.sh"

# What runs the product, what builds whisper.cpp, and what the tests drive it with.
packages=(ffmpeg yt-dlp cmake ninja-build g++ patch libgomp1 curl ca-certificates jq python3-googleapi chromium)
command -v node >/dev/null || packages+=(nodejs)
command -v npm >/dev/null || packages+=(npm)

missing=()
for p in "${packages[@]}"; do dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing+=("$p"); done
if [ ${#missing[@]} -gt 0 ]; then
  say "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq >/dev/null
  as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || die "apt-get could not install: ${missing[*]}"
fi
command -v dotnet >/dev/null || die "the .NET 10 SDK is missing: https://learn.microsoft.com/dotnet/core/install/linux-debian"

bash "$PIPELINE_ROOT/eng/whisper.sh"
bash "$PIPELINE_ROOT/eng/node.sh"

{
  echo "dotnet       $(dotnet --version)"
  echo "ffmpeg       $(ffmpeg -version | awk 'NR==1{print $3}')"
  echo "yt-dlp       $(yt-dlp --version)  (Debian's serves demo and tests; YouTube wants a current one: README, YtDlp:Path)"
  echo "whisper.cpp  1.9.1 ($(dirname "$(readlink "$PIPELINE_TOOLS/whisper-server")" | xargs basename))"
  echo "node         $(node --version)"
  echo "chromium     $(chromium --version 2>/dev/null | awk '{print $2}')"
} | sed 's/^/  /' >&2
