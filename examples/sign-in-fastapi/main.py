from html import escape
from urllib.parse import urlencode

from authlib.integrations.starlette_client import OAuth, OAuthError
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.config import Config
from starlette.middleware.sessions import SessionMiddleware

config = Config(".env")
base_url = config("BASE_URL")

oauth = OAuth(config)  # reads LUMOAUTH_CLIENT_ID and LUMOAUTH_CLIENT_SECRET
oauth.register(
    name="lumoauth",
    server_metadata_url=config("ISSUER") + "/.well-known/openid-configuration",
    client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256"},
)

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key=config("SESSION_SECRET"))


@app.get("/", response_class=HTMLResponse)
async def home(request: Request):
    user = request.session.get("user")
    if not user:
        return page('<p><a href="/login">Sign in</a></p>')
    name, email = escape(user["name"]), escape(user["email"])
    return page(f'<p>Signed in as {name} ({email})</p><p><a href="/logout">Sign out</a></p>')


@app.get("/login")
async def login(request: Request):
    return await oauth.lumoauth.authorize_redirect(request, base_url + "/callback")


@app.get("/callback", response_class=HTMLResponse)
async def callback(request: Request):
    try:
        token = await oauth.lumoauth.authorize_access_token(request)  # checks state, nonce and the ID token
    except OAuthError as error:
        return page(f"<p>{escape(str(error))}</p>")
    user = await oauth.lumoauth.userinfo(token=token)
    request.session["user"] = {"name": user["name"], "email": user["email"]}
    request.session["id_token"] = token["id_token"]
    return RedirectResponse("/")


@app.get("/logout")
async def logout(request: Request):
    metadata = await oauth.lumoauth.load_server_metadata()
    parameters = {"id_token_hint": request.session.get("id_token"), "post_logout_redirect_uri": base_url}
    request.session.clear()
    return RedirectResponse(metadata["end_session_endpoint"] + "?" + urlencode(parameters))


def page(body: str) -> str:
    return f'<!doctype html><html lang="en"><title>FastAPI app</title><main><h1>FastAPI app</h1>{body}</main></html>'
