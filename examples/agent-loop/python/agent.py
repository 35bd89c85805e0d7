"""An agent that looks after orders, and asks before each step.

    python3 agent.py SETTINGS
"""
import base64
import json
import secrets
import sys
from functools import partial

from lumoauth import LumoAuth, send
from person import sign_in

PLAN = [
    ("read_order", {"order": "17"}),
    ("cancel_order", {"order": "17"}),
    ("refund_order", {"order": "17", "amount": "25.00", "currency": "EUR"}),
    ("delete_customer", {"customer": "4"}),
]
CONSENT = "orders.read orders.cancel orders.refund"  # what Ada is asked to let the agent do at most
WANTED = "orders.read orders.refund"  # what its tokens have; for cancelling it asks a person when it comes to that


def say(*words):
    print(*words, flush=True)


def please(who, what, url):
    """What a person is to do in their browser."""
    say(f"[{who}] {what}: {url}")


class Clerk:
    """Carries out the plan."""

    def __init__(self, settings):
        self.settings, self.shop = settings, settings["shop"]
        self.lumoauth = LumoAuth(settings)

    def run(self):
        self.discover()
        self.act_for_somebody()
        for tool, arguments in PLAN:
            self.step(tool, arguments)
        self.lumoauth.complete_task(self.task)
        usage = {"tokens": 1200, "cost_usd": 0.02, "model": "demo"}
        left = self.lumoauth.report(usage, secrets.token_hex(8))
        say("I reported what I used. Left:", json.dumps(left["budget_policy"]["remaining"]))

    def discover(self):
        """Who am I, and which of the shop's tools may I use?"""
        self.lumoauth.authenticate()
        me = self.lumoauth.me()
        say(f"I am {me['identity']['id']}. I may ever do:", ", ".join(me["capabilities"]))
        tools = send("GET", self.shop + "/tools").expect(200)["tools"]
        answer = self.lumoauth.which_tools(tools)
        self.actions = {each["tool"]: each["action"] for each in answer["results"]}
        say("Of the shop's tools I may use:", ", ".join(answer["allowed_tools"]))

    def act_for_somebody(self):
        """Ada signs in to her application, and lets the agent act for her."""
        user = self.settings["user"]
        scope = "orders.read orders.cancel orders.refund"
        user_token = sign_in(self.settings, scope, partial(please, user, "Sign in"))
        consent = partial(please, user, "Let me act for you")
        self.lumoauth.act_for(user_token, CONSENT, self.lumoauth.issuer, consent)
        self.ask_token = self.lumoauth.act_for(user_token, WANTED, self.lumoauth.issuer, consent)
        self.shop_token = self.lumoauth.act_for(user_token, WANTED, self.shop, consent)
        self.task = self.lumoauth.begin_task("Order 17", user)

    def step(self, tool, arguments):
        """Asks first, then does it, with what people permit where more is needed."""
        resource = {"type": "order", "id": arguments.get("order", "-")}
        answer = self.lumoauth.ask(self.ask_token, self.actions[tool], resource)
        if answer["allowed"]:
            result = self.call(tool, arguments, self.shop_token)
        else:
            result = self.escalate(tool, arguments, answer)
        say(f"{tool} is done: {json.dumps(result)}" if result else f"{tool} is left undone.")

    def escalate(self, tool, arguments, answer):
        """After a no: the step that asks for a permission is ready to be sent. Where it will be used only the agent knows."""
        say(f"{tool} is not allowed: {answer['reason']}")
        step = next((each for each in answer["next_steps"] if each["type"] == "request_permission"), None)
        if step is None:
            return None
        where = {"type": "tool_invocation", "actions": ["execute"], "identifier": tool, "locations": [self.shop]}
        token = self.permission(tool, step["url"], {**step["body"], "authorization_details": where})
        return token and self.call(tool, arguments, token)

    def call(self, tool, arguments, token):
        """Calls a tool; where the shop wants a token that names just this, a person is asked for it."""
        url = f"{self.shop}/tools/{tool}"
        result = send("POST", url, bearer=token, body=arguments)
        hint = result.headers.get("Insufficient-Authorization-Details")
        if result.status != 403 or not hint:
            return result.expect(200)
        details = json.loads(base64.b64decode(hint))
        say(f"{tool} needs a permission for exactly this: {json.dumps(details)}")
        exact = self.permission(tool, self.lumoauth.issuer + "/jit/request", {"authorization_details": details})
        return exact and send("POST", url, bearer=exact, body=arguments).expect(200)

    def permission(self, tool, url, body):
        reason = f"Ada asked me to look after order 17: {tool}."
        pending = partial(please, "an approver", f"Approve {tool}", self.settings["inbox"])
        return self.lumoauth.permission(url, {**body, "task_id": self.task, "justification": reason}, pending)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        Clerk(json.load(file)).run()
