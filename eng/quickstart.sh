#!/usr/bin/env bash
# The quick start of the README against a fresh Sandbox, timed: init → doctor → run → a row is added → Complete.
# PROGRAMS names a folder with the built programs (the tests do so); without it they are built.
. "$(dirname "$0")/lib.sh"
cd "$PIPELINE_ROOT"
export PATH="$PIPELINE_TOOLS:$PATH"
CLIP=${CLIP:-jfk}

if [ -z "${PROGRAMS:-}" ]; then
  say "building"
  build src/Pipeline.Host
  build tests/Pipeline.Sandbox
fi
pipeline=${PROGRAMS:-src/Pipeline.Host/bin/Release/net10.0}/pipeline
sandbox_program=${PROGRAMS:-tests/Pipeline.Sandbox/bin/Release/net10.0}/Pipeline.Sandbox

. eng/stage.sh
clock() { date +%s.%N; }
took() { awk -v a="$1" -v b="$(clock)" 'BEGIN { printf "%.1f s", b - a }'; }

say "an empty workspace with one page that is shared with the connection (the Sandbox plays Notion, Drive and a video site)"
"$sandbox_program" --port 0 --address-file "$home/sandbox.url" >"$home/sandbox.log" 2>&1 &
started "$!"
until_true 30 "the Sandbox did not start" test -s "$home/sandbox.url"
sandbox=$(cat "$home/sandbox.url"); sandbox=${sandbox%/}
(umask 077; curl -fsS "$sandbox/_admin/drive/service-account.json" -o "$home/drive.json")
page=$(curl -fsS -X POST "$sandbox/_admin/notion/pages" -H 'Content-Type: application/json' -d '{"title":"Team home"}' | jq -r .id)

# What stands here is what the README tells people to set; the rest points at the Sandbox instead of the world.
export PIPELINE_NOTION__TOKEN=ntn_sandbox PIPELINE_DRIVE__CREDENTIALSFILE="$home/drive.json"
PIPELINE_DRIVE__ROOTFOLDERID=$(curl -fsS "$sandbox/_admin/drive/seed" | jq -r .folderId); export PIPELINE_DRIVE__ROOTFOLDERID
export PIPELINE_NOTION__BASEADDRESS="$sandbox/" PIPELINE_DRIVE__BASEADDRESS="$sandbox/" PIPELINE_EGRESS__ALLOWEDPRIVATEHOSTS__0="${sandbox#http://}"
export PIPELINE_STORAGE__DATADIRECTORY="$home/data" PIPELINE_CHANNELS__FILE="$home/config/channels.json" PIPELINE_API__ADDRESS=http://127.0.0.1:0 PIPELINE_WORKER__MINFREEMIB=50

began=$(clock)
say "pipeline init --page $page"
"$pipeline" init --page "$page"
echo "init       $(took "$began")"

step=$(clock)
say "pipeline doctor"
"$pipeline" doctor
echo "doctor     $(took "$step")"

step=$(clock)
say "pipeline run"
"$pipeline" run >"$home/worker.log" 2>&1 &
started "$!"
until_true 60 "the worker did not start" grep -q 'Worker listens on' "$home/worker.log"
echo "run        $(took "$step")"

step=$(clock)
say "a row: the link into Video, Queued into Status"
notion() { curl -fsS -H "Authorization: Bearer $PIPELINE_NOTION__TOKEN" -H 'Notion-Version: 2026-03-11' -H 'Content-Type: application/json' "$@"; }
database=$(sed -n 's/.*"database": "\([^"]*\)".*/\1/p' "$PIPELINE_CHANNELS__FILE")
source=$(notion "$sandbox/v1/databases/$database" | jq -r '.data_sources[0].id')
row=$(notion -X POST "$sandbox/v1/pages" -d "{\"parent\":{\"data_source_id\":\"$source\"},\"properties\":{\"Video\":{\"url\":\"$sandbox/media/page/$CLIP\"},\"Status\":{\"select\":{\"name\":\"Queued\"}}}}" | jq -r .id)
word() { notion "$sandbox/v1/pages/$row" | jq -r '.properties.Status.select.name'; }
ended() { case "$(word)" in Complete | Error) return 0 ;; *) return 1 ;; esac; }
until_true 300 "the row does not say Complete" ended
[ "$(word)" = Complete ] || { tail -n 20 "$home/worker.log" >&2; die "the row says $(word)"; }
echo "row        $(took "$step") from Queued to Complete"
curl -fsS "$sandbox/_admin/notion/page/$row/text" | sed 's/^/           /'
echo "in all     $(took "$began") from an empty page to Complete"
