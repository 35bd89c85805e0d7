"""LumoAuth as an agent uses it: tokens, questions, permissions. The standard library is all it takes."""
import base64
import json
import time
import urllib.error
import urllib.parse
import urllib.request

TYPE = "urn:ietf:params:oauth:token-type:"
EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
PATIENCE = 600  # how many seconds a person may take


class Answer:
    """What a server said: status, headers, and the body if it is JSON."""

    def __init__(self, status, headers, body):
        self.status, self.headers = status, headers
        self.body = json.loads(body) if body.lstrip()[:1] in (b"{", b"[") else {}

    def expect(self, status):
        if self.status != status:
            raise RuntimeError(f"answered {self.status}: {self.body}")
        return self.body


def send(method, url, bearer=None, basic=None, form=None, body=None, headers=()):
    """Sends a form or JSON, with a token or a client's secret."""
    sent = dict(headers)
    data = None
    if form is not None:
        data = urllib.parse.urlencode(form).encode()
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    elif body is not None:
        data = json.dumps(body).encode()
        sent["Content-Type"] = "application/json"
    if bearer:
        sent["Authorization"] = "Bearer " + bearer
    if basic:
        pair = ":".join(urllib.parse.quote_plus(part) for part in (basic["id"], basic["secret"]))  # RFC 6749, 2.3.1
        sent["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    request = urllib.request.Request(url, data=data, headers=sent, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as refusal:
        return Answer(refusal.code, refusal.headers, refusal.read())


def wait(look, seconds=2):
    """Looks again and again until there is something to see: people take their time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        seen = look()
        if seen is not None:
            return seen
        time.sleep(seconds)
    raise TimeoutError("Nobody answered.")


class LumoAuth:
    """The API for one agent."""

    def __init__(self, settings):
        self.issuer, self.client = settings["issuer"], settings["agent"]
        self.token = None

    def authenticate(self):
        """The agent's own token (RFC 6749, section 4.4)."""
        answer = send("POST", self.issuer + "/oauth/token", basic=self.client, form={"grant_type": "client_credentials"})
        self.token = answer.expect(200)["access_token"]

    def me(self):
        """Who the agent is, and what it may ever do."""
        return send("GET", self.issuer + "/agents/me", bearer=self.token).expect(200)

    def which_tools(self, tools):
        """Which of these tools the agent may use, and the action of each, in one call: Ask as an MCP server."""
        call = {"name": "which_tools", "arguments": {"tools": tools, "explain": "full"}}
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
        headers = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-11-25"}
        answer = send("POST", self.issuer + "/mcp", bearer=self.token, body=message, headers=headers)
        return answer.expect(200)["result"]["structuredContent"]

    def act_for(self, user_token, scope, resource, show_consent):
        """A token that says for whom, and by whom (RFC 8693). Where the person has yet to allow it they are shown where."""
        form = {
            "grant_type": EXCHANGE, "scope": scope, "resource": resource,
            "subject_token": user_token, "subject_token_type": TYPE + "access_token",
            "actor_token": self.token, "actor_token_type": TYPE + "access_token",
        }
        shown = []

        def look():
            answer = send("POST", self.issuer + "/oauth/token", form=form)
            if answer.body.get("error") != "consent_required":
                return answer.expect(200)["access_token"]
            if not shown:
                shown.append(show_consent(answer.body["consent_url"]))
            return None

        return wait(look)

    def ask(self, token, action, resource):
        """May this be done, now, with this token, on this thing? Says why, and what to do after a no: where that is not
        known just now, it asks again."""
        question = {"action": action, "resource": resource}

        def look():
            answer = send("POST", self.issuer + "/agents/ask", bearer=token, body=question).expect(200)
            later = not answer["allowed"] and any(step["type"] == "ask_again" for step in answer["next_steps"])
            return None if later else answer

        return wait(look)

    def begin_task(self, name, user):
        """What permissions are asked for within; they end with it."""
        body = {"name": name, "on_behalf_of": user}
        return send("POST", self.issuer + "/jit/task", bearer=self.token, body=body).expect(201)["task_id"]

    def complete_task(self, task):
        send("POST", f"{self.issuer}/jit/task/{task}/complete", bearer=self.token, body={}).expect(200)

    def permission(self, url, body, show_pending):
        """Requests a permission, waits for a person where one has to approve it, and gets the token; None after a no."""
        asked = send("POST", url, bearer=self.token, body=body).expect(201)
        if asked["status"] == "pending":
            show_pending()

            def look():
                now = send("GET", asked["status_url"], bearer=self.token).expect(200)
                return None if now["status"] == "pending" else now

            asked = wait(look)
        if asked["status"] != "approved":
            return None
        return send("POST", asked["token_url"], bearer=self.token, body={}).expect(200)["access_token"]

    def report(self, usage, key):
        """What was used, counted once however often it is sent; answers what is left."""
        headers = {"Idempotency-Key": key}
        return send("POST", self.issuer + "/agents/me/usage", bearer=self.token, body=usage, headers=headers).expect(200)
