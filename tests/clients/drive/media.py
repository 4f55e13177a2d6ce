"""Drives uploads and downloads with Google's Python client. Arguments: root address, access token, discovery file, work folder."""
import hashlib
import io
import os
import sys

from googleapiclient.http import MediaFileUpload, MediaIoBaseDownload, MediaIoBaseUpload

import sandbox

CHUNK = 256 * 1024
FIELDS = "id,name,mimeType,size,md5Checksum,sha256Checksum,webViewLink"
drive = sandbox.client()
data = os.urandom(5 * CHUNK + 4321)
path = os.path.join(sys.argv[4], "talk.mp4")
with open(path, "wb") as file:
    file.write(data)


def check(made, content):
    assert made["size"] == str(len(content)), made
    assert made["md5Checksum"] == hashlib.md5(content).hexdigest(), made
    assert made["sha256Checksum"] == hashlib.sha256(content).hexdigest(), made


def finish(request):
    steps, made = 0, None
    while made is None:
        _, made = request.next_chunk()
        steps += 1
    return steps, made


# Resumable, size known; the id is generated before.
file_id = drive.files().generateIds(count=1).execute()["ids"][0]
body = {"id": file_id, "name": "talk.mp4", "parents": [sandbox.FOLDER], "appProperties": {"jobId": "7"}}
media = MediaFileUpload(path, mimetype="video/mp4", resumable=True, chunksize=2 * CHUNK)
steps, made = finish(drive.files().create(body=body, media_body=media, supportsAllDrives=True, fields=FIELDS))
assert steps == 3 and made["id"] == file_id and made["mimeType"] == "video/mp4", (steps, made)
check(made, data)

# Interrupted: another request object goes on from the session address alone.
first = drive.files().create(body={"name": "again.mp4", "parents": [sandbox.FOLDER]}, media_body=media, supportsAllDrives=True, fields=FIELDS)
first.next_chunk()
second = drive.files().create(body={"name": "again.mp4", "parents": [sandbox.FOLDER]}, media_body=media, supportsAllDrives=True, fields=FIELDS)
second.resumable_uri = first.resumable_uri
second._in_error_state = True  # makes the client ask for the offset first
steps, made = finish(second)
check(made, data)


class Unsized(MediaIoBaseUpload):
    """A stream whose size shows only at its end."""
    def size(self):
        return None

    def has_stream(self):
        return False  # the client cannot slice a stream without a size


stream = Unsized(io.BytesIO(data), "video/mp4", chunksize=2 * CHUNK, resumable=True)
check(finish(drive.files().create(body={"name": "stream.mp4", "parents": [sandbox.FOLDER]}, media_body=stream,
                                  supportsAllDrives=True, fields=FIELDS))[1], data)

# Multipart and replacing uploads.
small = MediaIoBaseUpload(io.BytesIO(b"words"), "text/plain")
made = drive.files().create(body={"name": "a.txt", "parents": [sandbox.FOLDER]}, media_body=small, supportsAllDrives=True, fields=FIELDS).execute()
check(made, b"words")
empty = MediaIoBaseUpload(io.BytesIO(b""), "text/plain")
check(drive.files().create(body={"name": "empty.txt", "parents": [sandbox.FOLDER]}, media_body=empty, supportsAllDrives=True, fields=FIELDS).execute(), b"")
other = MediaIoBaseUpload(io.BytesIO(b"other words"), "text/plain", resumable=True)
check(finish(drive.files().update(fileId=made["id"], media_body=other, supportsAllDrives=True, fields=FIELDS))[1], b"other words")

# Download in ranges.
got = io.BytesIO()
download = MediaIoBaseDownload(got, drive.files().get_media(fileId=file_id, supportsAllDrives=True), chunksize=CHUNK)
done, parts = False, 0
while not done:
    _, done = download.next_chunk()
    parts += 1
assert parts == 6 and got.getvalue() == data, parts
print("ok")
