"""An agent that asks LumoAuth before each action: python3 agent.py ACTION..."""

import base64
import json
import os
import sys
from urllib.parse import urlencode
from urllib.request import Request, urlopen

API = os.environ["API"]
CLIENT = os.environ["CLIENT"]
SECRET = os.environ["SECRET"]


def access_token():
    """Gets a token with the OAuth client credentials grant."""
    credentials = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
    form = urlencode({"grant_type": "client_credentials"}).encode()
    return post("/oauth/token", form, {"Authorization": "Basic " + credentials})["access_token"]


def ask(token, action):
    """Asks whether the agent may do this action now."""
    body = json.dumps({"action": action}).encode()
    headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
    return post("/agents/ask", body, headers)


def post(path, body, headers):
    with urlopen(Request(API + path, body, headers)) as response:
        return json.load(response)


token = access_token()
for action in sys.argv[1:]:
    decision = ask(token, action)
    if decision["allowed"]:
        print(f"{action}: allowed, so the agent does it. {decision['reason']}")
    else:
        print(f"{action}: denied, so the agent does not do it. {decision['reason']}")
    print(f"  audit record: {decision['audit_id']}")
