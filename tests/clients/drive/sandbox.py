"""What the client scripts share: a Drive client built from the discovery document, pointed at the Sandbox."""
import json
import sys

import google.oauth2.credentials
import google_auth_httplib2
import httplib2
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError

SHARED_DRIVE = "0ASandboxSharedDriveUk9PVA"
FOLDER = "1SandboxPipelineFolder0000000000a"


def client():
    root, token, discovery = sys.argv[1:4]
    with open(discovery, encoding="utf-8") as file:
        document = json.load(file)
    document["rootUrl"] = root
    document["baseUrl"] = root + document["servicePath"]
    http = httplib2.Http()
    # httplib2 takes 308 for a redirect; to Drive it means "go on sending".
    http.redirect_codes = set(http.redirect_codes) - {308}
    credentials = google.oauth2.credentials.Credentials(token)
    return build_from_document(document, http=google_auth_httplib2.AuthorizedHttp(credentials, http=http))


def expect(status, reason, request):
    try:
        request.execute()
    except HttpError as error:
        assert error.resp.status == status, error
        assert json.loads(error.content)["error"]["errors"][0]["reason"] == reason, error.content
        return
    raise AssertionError(f"expected {status} {reason}")
