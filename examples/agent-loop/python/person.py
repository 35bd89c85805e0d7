"""The application in front of a person: they sign in to it in their browser (RFC 6749 section 4.1, RFC 7636, RFC 8252)."""
import base64
import hashlib
import http.server
import secrets
import urllib.parse

from lumoauth import send


def sign_in(settings, scope, show):
    """Shows the person where to sign in, waits until they did, and gives their access token."""
    came = {}

    class Callback(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            url = urllib.parse.urlsplit(self.path)
            here = url.path == "/callback"
            if here:
                came.update(urllib.parse.parse_qsl(url.query))
            page = b"<!DOCTYPE html><title>Shop desk</title><p>You are signed in. You may close this page."
            self.send_response(200 if here else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page if here else b"")

        def log_message(self, *unused):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Callback) as server:
        redirect = f"http://127.0.0.1:{server.server_port}/callback"
        verifier, state = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        show(settings["issuer"] + "/oauth/authorize?" + urllib.parse.urlencode([
            ("response_type", "code"), ("client_id", settings["desk"]["id"]), ("redirect_uri", redirect),
            ("scope", scope), ("state", state), ("code_challenge", challenge), ("code_challenge_method", "S256"),
            ("resource", settings["issuer"]), ("resource", settings["shop"]),  # RFC 8707: for Ask, and for the shop
        ]))
        while not came:
            server.handle_request()
    # RFC 9207: an answer of another server, or to another request, is none.
    if came.get("state") != state or came.get("iss") != settings["issuer"] or "code" not in came:
        raise RuntimeError(f"not signed in: {came.get('error', 'the answer is not for this request')}")
    form = {
        "grant_type": "authorization_code", "client_id": settings["desk"]["id"], "code": came["code"],
        "redirect_uri": redirect, "code_verifier": verifier,
    }
    return send("POST", settings["issuer"] + "/oauth/token", form=form).expect(200)["access_token"]
