"""A shop whose tools agents call: a resource server (RFC 6750) that asks LumoAuth about each token (RFC 7662).

    python3 shop.py SETTINGS
"""
import base64
import http.server
import json
import sys
import urllib.parse

from lumoauth import send

SETTINGS = json.load(open(sys.argv[1], encoding="utf-8"))
HERE = SETTINGS["shop"]
ORDER = {"type": "object", "properties": {"order": {"type": "string"}}, "required": ["order"]}
TOOLS = [
    {"name": "read_order", "description": "Shows an order.", "inputSchema": ORDER},
    {"name": "cancel_order", "description": "Cancels an order.", "inputSchema": ORDER},
    {"name": "refund_order", "description": "Pays an order back.", "inputSchema": ORDER},
    {"name": "delete_customer", "description": "Forgets a customer.", "inputSchema": {"type": "object"}},
]
SCOPES = {"read_order": "orders.read", "cancel_order": "orders.cancel"}
PAID = set()  # tokens that were shown for a refund: each pays once


def details(tool, arguments):
    """What a token has to name to run a tool that moves money: this call and no other."""
    return {"type": "tool_invocation", "actions": ["execute"], "identifier": tool, "locations": [HERE],
            "arguments": arguments}


def claims(authorization):
    """What a token says, if it holds and is for this server (RFC 9068 section 4)."""
    if not authorization.startswith("Bearer "):
        return None
    form = {"token": authorization[7:]}
    said = send("POST", SETTINGS["issuer"] + "/oauth/introspect", basic=SETTINGS["resourceServer"], form=form).expect(200)
    audience = said.get("aud", [])
    audience = [audience] if isinstance(audience, str) else audience
    return said if said["active"] and HERE in audience else None


def refusal(status, error, more="", headers=None):
    return status, {"error": error}, {"WWW-Authenticate": f'Bearer error="{error}"{more}', **(headers or {})}


def run(tool, arguments, token):
    """Status, body and headers of the answer."""
    done = 200, {"tool": tool, "arguments": arguments, "for": token["sub"]}, {}
    if tool in SCOPES:
        has = SCOPES[tool] in token.get("scope", "").split()
        return done if has else refusal(403, "insufficient_scope", f', scope="{SCOPES[tool]}"')
    if tool != "refund_order":
        return 404, {"error": "not_found"}, {}
    needed = details(tool, arguments)
    if needed in token.get("authorization_details", []) and token["jti"] not in PAID:
        PAID.add(token["jti"])
        return done
    hint = base64.b64encode(json.dumps([needed]).encode()).decode()
    return refusal(403, "insufficient_authorization_details", headers={"Insufficient-Authorization-Details": hint})


class Shop(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(200, {"tools": TOOLS}) if self.path == "/tools" else self.answer(404, {"error": "not_found"})

    def do_POST(self):
        try:
            arguments = json.loads(self.rfile.read(min(int(self.headers.get("Content-Length", 0)), 65536)))
        except ValueError:
            return self.answer(400, {"error": "invalid_request"})
        token = claims(self.headers.get("Authorization", ""))
        tool = self.path.removeprefix("/tools/")
        return self.answer(*(run(tool, arguments, token) if token else refusal(401, "invalid_token")))

    def answer(self, status, body, headers=None):
        text = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, form, *values):
        print("shop:", form % values, flush=True)


if __name__ == "__main__":
    place = urllib.parse.urlsplit(HERE)
    with http.server.HTTPServer((place.hostname, place.port), Shop) as server:
        print("The shop is open at", HERE, flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass
