#!/usr/bin/env bash
# Builds whisper.cpp 1.9.1 (server, cli, quantize, VAD tool) as one static AVX2 binary each, and
# keeps it in the cache under the checksum of source + flags. Prints nothing but progress on stderr.
# Source: the npm tarball of nodejs-whisper, whose cpp/whisper.cpp is byte for byte tag v1.9.1.
. "$(dirname "$0")/lib.sh"

PACKAGE=nodejs-whisper@0.3.1
SHA256=92041caf2b26c74b7f489fedf37bd093f216eebd61df512045ec2d19d0531d37
TARGETS=(whisper-server whisper-cli whisper-quantize whisper-vad-speech-segments)
# OpenMP must stay on: without it ggml spins at barriers and stalls when threads > free cores.
# GGML_NATIVE off: AVX2 baseline that runs on every x86-64-v3 machine (native picks AMX, which traps here).
FLAGS=(-DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DGGML_NATIVE=OFF -DGGML_OPENMP=ON -DWHISPER_BUILD_TESTS=OFF)

key=$(printf '%s\n' "$SHA256" "${FLAGS[@]}" "$(uname -m)" | sha256sum | cut -c1-16)
home=$PIPELINE_CACHE/whisper.cpp/$key
if [ ! -x "$home/whisper-vad-speech-segments" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  say "building whisper.cpp 1.9.1 (once; about 3 minutes on two cores)"
  (cd "$work" && npm pack --silent "$PACKAGE" >/dev/null)
  tarball=$(ls "$work"/*.tgz)
  echo "$SHA256  $tarball" | sha256sum --check --quiet || die "$PACKAGE is not the package that was reviewed (sha256 differs)"
  tar xzf "$tarball" -C "$work"
  # SOURCE_DATE_EPOCH would silently turn AVX2 off (plain SSE2).
  env -u SOURCE_DATE_EPOCH cmake -S "$work/package/cpp/whisper.cpp" -B "$work/b" -G Ninja "${FLAGS[@]}" >"$work/configure.log" 2>&1 ||
    { tail -n 20 "$work/configure.log" >&2; die "cmake could not configure whisper.cpp"; }
  grep -q -- -mavx2 "$work/b/build.ninja" || [ "$(uname -m)" != x86_64 ] || die "whisper.cpp was configured without AVX2"
  cmake --build "$work/b" -j"$(nproc)" --target "${TARGETS[@]}" >"$work/build.log" 2>&1 ||
    { tail -n 20 "$work/build.log" >&2; die "whisper.cpp did not build"; }
  mkdir -p "$home.part"
  for t in "${TARGETS[@]}"; do install -s "$work/b/bin/$t" "$home.part/$t"; done
  rm -rf "$home"; mv "$home.part" "$home"
fi
mkdir -p "$PIPELINE_TOOLS"
for t in "${TARGETS[@]}"; do ln -sfn "$home/$t" "$PIPELINE_TOOLS/$t"; done
