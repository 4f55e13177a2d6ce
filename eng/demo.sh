#!/usr/bin/env bash
# The main job, for real, against the Sandbox: a row is set to "Queued"; yt-dlp downloads, Whisper transcribes, the Drive
# protocol uploads, and the row's status column is followed word by word. On a terminal it stays up until Ctrl-C.
. "$(dirname "$0")/lib.sh"
cd "$PIPELINE_ROOT"
export PATH="$PIPELINE_TOOLS:$PATH"
CLIP=${CLIP:-talk-en}

say "building"
build src/Pipeline.Host
build tests/Pipeline.Sandbox

. eng/stage.sh

say "starting the Sandbox (it plays Notion, Google Drive and a video site)"
tests/Pipeline.Sandbox/bin/Release/net10.0/Pipeline.Sandbox --port 0 --seed --address-file "$home/sandbox.url" >"$home/sandbox.log" 2>&1 &
sandbox_pid=$!
started "$sandbox_pid"
until_true 30 "the Sandbox did not start" test -s "$home/sandbox.url"
sandbox=$(cat "$home/sandbox.url"); sandbox=${sandbox%/}
curl -fsS "$sandbox/_admin/demo/channels.json" -o "$home/channels.json"
(umask 077; curl -fsS "$sandbox/_admin/drive/service-account.json" -o "$home/drive.json")

say "starting the worker"
PIPELINE_NOTION__TOKEN=ntn_sandbox src/Pipeline.Host/bin/Release/net10.0/pipeline run \
  --Storage:DataDirectory="$home/data" --Channels:File="$home/channels.json" --Api:Address=http://127.0.0.1:${PORT:-0} \
  --Notion:BaseAddress="$sandbox/" --Drive:BaseAddress="$sandbox/" --Drive:CredentialsFile="$home/drive.json" \
  --Drive:RootFolderId="$(curl -fsS "$sandbox/_admin/drive/seed" | jq -r .folderId)" --Polling:Seconds=1 --Polling:Existing=all \
  --Egress:AllowedPrivateHosts:0="${sandbox#http://}" --Worker:MinFreeMiB=200 --Whisper:ServerPath=whisper-server >"$home/worker.log" 2>&1 &
started "$!"
# Port 0: the system chooses one, so that a worker of yours on 8000 is not in the way, nor taken for this one.
until_true 60 "the worker did not start" grep -q 'Worker listens on' "$home/worker.log"
worker=$(sed -n 's/.*Worker listens on \(http[^,]*\),.*/\1/p' "$home/worker.log")
until_true 20 "the worker does not answer" curl -fsS "$worker/health"

say "asking for $sandbox/media/page/$CLIP: the row is set to Queued"
page=$(curl -fsS -X POST "$sandbox/_admin/notion/rows" -H 'Content-Type: application/json' \
  -d "{\"name\":\"Demo\",\"url\":\"$sandbox/media/page/$CLIP\",\"status\":\"Queued\"}" | jq -r .id)

history() { curl -fsS "$sandbox/_admin/notion/status-history?page=$page"; }
printed=0
end=$((SECONDS + 600))
echo
echo "Status column, as Notion saw it:"
while :; do
  now=$(history)
  count=$(jq length <<<"$now")
  if [ "$count" -gt "$printed" ]; then
    jq -r ".[$printed:][] | \"  \(.at[11:23])  \(.word)\"" <<<"$now"
    printed=$count
  fi
  case "$(jq -r 'last.word // ""' <<<"$now")" in
    Complete) break ;;
    Error) curl -fsS "$sandbox/_admin/notion/page/$page/text" >&2; tail -n 20 "$home/worker.log" >&2; die "the row says Error" ;;
  esac
  [ $SECONDS -lt $end ] || { tail -n 20 "$home/worker.log" >&2; die "not complete after 10 minutes"; }
  sleep 0.3
done

echo
echo "Transcript on the page:"
curl -fsS "$sandbox/_admin/notion/page/$page/text" | sed 's/^/  /'
echo
echo "Drive:"
curl -fsS "$sandbox/_admin/drive/files" | jq -r '.[] | select(.size != null) | "  \(.size)\t\(.md5)\t\(.path)"'
echo
echo "Where to look:"
echo "  board and page   $sandbox/"
echo "  Drive folder     $sandbox/drive/folders/$(curl -fsS "$sandbox/_admin/drive/seed" | jq -r .folderId)"
echo "  worker           $worker/health"
if [ -t 1 ] && [ -t 0 ]; then
  echo
  echo "Add a row on the board and watch it. Ctrl-C ends everything."
  wait "$sandbox_pid"
fi
