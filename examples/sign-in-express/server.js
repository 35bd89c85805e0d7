import express from 'express'
import oidc from 'express-openid-connect'

const { PORT, BASE_URL, ISSUER, CLIENT_ID, CLIENT_SECRET, SESSION_SECRET } = process.env
const { auth, requiresAuth } = oidc // a CommonJS module
const app = express()

app.use(
  auth({
    issuerBaseURL: ISSUER,
    baseURL: BASE_URL,
    clientID: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    clientAuthMethod: 'client_secret_basic',
    authorizationParams: { response_type: 'code', scope: 'openid profile email' },
    secret: SESSION_SECRET, // encrypts the session cookie
    authRequired: false, // "/" is public
    idpLogout: true, // /logout signs the user out of LumoAuth too
  }),
)

app.get('/', (req, res) => {
  if (req.oidc.isAuthenticated()) return res.redirect('/profile')
  res.send(page('<p><a href="/login">Sign in</a></p>'))
})

app.get('/profile', requiresAuth(), async (req, res) => {
  const user = await req.oidc.fetchUserInfo()
  res.send(page(`<p>Signed in as ${escape(user.name)} (${escape(user.email)})</p><p><a href="/logout">Sign out</a></p>`))
})

const escape = (text) => String(text).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
const page = (body) => `<!doctype html><html lang="en"><title>Express app</title><main><h1>Express app</h1>${body}</main></html>`

app.listen(PORT, 'localhost', () => console.log(`Open ${BASE_URL}`))
