#!/usr/bin/env bash
# Builds whisper.cpp 1.9.1, with one patch, as static binaries and keeps them in the cache under the checksum of source + patch + flags.
# Prints nothing but progress on stderr. Source: the npm tarball of nodejs-whisper, whose cpp/whisper.cpp is byte for byte tag v1.9.1.
#   eng/whisper.sh          server, cli, quantize, VAD tool: AVX2, runs on every x86-64-v3 machine
#   eng/whisper.sh avx512   whisper-server-avx512 beside it, where /proc/cpuinfo has the instructions; as a background guest
# The second one is never built by `make demo` or `make test`: it takes minutes, and both must give the same on every machine.
. "$(dirname "$0")/lib.sh"

PACKAGE=nodejs-whisper@0.3.1
PATCH=$PIPELINE_ROOT/eng/patches/whisper-beam.patch
SHA256=92041caf2b26c74b7f489fedf37bd093f216eebd61df512045ec2d19d0531d37
# OpenMP must stay on: without it ggml spins at barriers and stalls when threads > free cores.
# GGML_NATIVE off: native picks AMX, which traps on some virtual machines that announce it.
FLAGS=(-DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DGGML_NATIVE=OFF -DGGML_OPENMP=ON -DWHISPER_BUILD_TESTS=OFF)
TARGETS=(whisper-server whisper-cli whisper-quantize whisper-vad-speech-segments)
suffix= jobs=$(nproc) polite=(env)

if [ "${1:-}" = avx512 ]; then
  for flag in avx512f avx512bw avx512dq avx512vl avx512cd avx512vbmi avx512_vnni avx512_bf16 avx_vnni; do
    grep -qw "$flag" /proc/cpuinfo || { say "no AVX-512 engine: this processor lacks $flag"; exit 0; }
  done
  FLAGS+=(-DGGML_AVX512=ON -DGGML_AVX512_VBMI=ON -DGGML_AVX512_VNNI=ON -DGGML_AVX512_BF16=ON -DGGML_AVX_VNNI=ON)
  TARGETS=(whisper-server)
  suffix=-avx512 jobs=1 polite=(nice -n 19)
fi

key=$(printf '%s\n' "$SHA256" "$(sha256sum <"$PATCH")" "${FLAGS[@]}" "$(uname -m)" | sha256sum | cut -c1-16)
home=$PIPELINE_CACHE/whisper.cpp/$key
mkdir -p "$PIPELINE_CACHE/whisper.cpp"
# One build at a time: two would share the folder that is renamed at the end.
exec 9>"$PIPELINE_CACHE/whisper.cpp/$key.lock"
flock 9
if [ ! -x "$home/${TARGETS[-1]}" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  say "building whisper.cpp 1.9.1${suffix:+ ($suffix)} (once; about 3 minutes on two cores)"
  (cd "$work" && npm pack --silent "$PACKAGE" >/dev/null)
  tarball=$(ls "$work"/*.tgz)
  echo "$SHA256  $tarball" | sha256sum --check --quiet || die "$PACKAGE is not the package that was reviewed (sha256 differs)"
  tar xzf "$tarball" -C "$work"
  patch --quiet --fuzz=0 --strip=1 --directory="$work/package/cpp/whisper.cpp" <"$PATCH" || die "$(basename "$PATCH") does not fit whisper.cpp 1.9.1"
  # SOURCE_DATE_EPOCH would silently turn AVX2 off (plain SSE2).
  env -u SOURCE_DATE_EPOCH cmake -S "$work/package/cpp/whisper.cpp" -B "$work/b" -G Ninja "${FLAGS[@]}" >"$work/configure.log" 2>&1 ||
    { tail -n 20 "$work/configure.log" >&2; die "cmake could not configure whisper.cpp"; }
  grep -q -- -mavx2 "$work/b/build.ninja" || [ "$(uname -m)" != x86_64 ] || die "whisper.cpp was configured without AVX2"
  "${polite[@]}" cmake --build "$work/b" -j"$jobs" --target "${TARGETS[@]}" >"$work/build.log" 2>&1 ||
    { tail -n 20 "$work/build.log" >&2; die "whisper.cpp did not build"; }
  rm -rf "$home.part"; mkdir -p "$home.part"
  for t in "${TARGETS[@]}"; do install -s "$work/b/bin/$t" "$home.part/$t"; done
  rm -rf "$home"; mv "$home.part" "$home"
fi
mkdir -p "$PIPELINE_TOOLS"
for t in "${TARGETS[@]}"; do ln -sfn "$home/$t" "$PIPELINE_TOOLS/$t$suffix"; done
