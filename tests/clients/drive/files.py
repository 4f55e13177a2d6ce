"""Drives the Sandbox with Google's Python client: metadata, search, folders. Arguments: root address, access token, discovery file."""
import sandbox

drive = sandbox.client()
about = drive.about().get(fields="user(emailAddress)").execute()
assert about["user"]["emailAddress"], about

ids = drive.files().generateIds(count=3, space="drive").execute()["ids"]
assert len(ids) == 3, ids

folder = drive.files().get(fileId=sandbox.FOLDER, supportsAllDrives=True, fields="id,driveId,capabilities/canAddChildren").execute()
assert folder["driveId"] == sandbox.SHARED_DRIVE and folder["capabilities"]["canAddChildren"], folder

body = {
    "id": ids[0], "name": "2026-11-22 - It's a talk", "mimeType": "application/vnd.google-apps.folder",
    "parents": [sandbox.FOLDER], "appProperties": {"jobId": "42", "kind": "folder"},
}
made = drive.files().create(body=body, supportsAllDrives=True, fields="id,name,mimeType,parents,webViewLink").execute()
assert made["id"] == ids[0] and made["parents"] == [sandbox.FOLDER] and made["webViewLink"], made
sandbox.expect(409, "fileIdInUse", drive.files().create(body=body, supportsAllDrives=True))
sandbox.expect(404, "notFound", drive.files().get(fileId=ids[0]))

where = dict(corpora="drive", driveId=sandbox.SHARED_DRIVE, includeItemsFromAllDrives=True, supportsAllDrives=True,
             fields="nextPageToken,incompleteSearch,files(id,name,appProperties)", pageSize=1000)
for q in ("appProperties has { key='jobId' and value='42' } and trashed=false",
          f"name = 'It\\'s not' or name = '2026-11-22 - It\\'s a talk' and '{sandbox.FOLDER}' in parents",
          f"'{sandbox.FOLDER}' in parents and trashed = false and createdTime > '2020-01-01T00:00:00Z' "
          "and mimeType = 'application/vnd.google-apps.folder'"):
    found = drive.files().list(q=q, **where).execute()
    assert [f["id"] for f in found["files"]] == [ids[0]] and found["incompleteSearch"] is False, (q, found)

child = drive.files().create(body={"name": "a.txt", "parents": [sandbox.FOLDER]}, supportsAllDrives=True).execute()
moved = drive.files().update(fileId=child["id"], addParents=ids[0], removeParents=sandbox.FOLDER, supportsAllDrives=True,
                             fields="parents", body={"name": "b.txt"}).execute()
assert moved["parents"] == [ids[0]], moved

paged, request = [], drive.files().list(**{**where, "pageSize": 1})
while request is not None:
    page = request.execute()
    paged += [f["name"] for f in page["files"]]
    request = drive.files().list_next(request, page)
assert len(paged) == len(set(paged)) == 3, paged

trashed = drive.files().update(fileId=ids[0], body={"trashed": True}, supportsAllDrives=True, fields="trashed").execute()
assert trashed["trashed"] is True
assert drive.files().list(q="trashed = false and name = 'b.txt'", **where).execute()["files"] == []
print("ok")
