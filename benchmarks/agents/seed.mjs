// Makes what the load needs in a tenant of its own: a person who lets three agents act for them, agents that ask for
// permissions, an agent that signs. Writes seed.json and vars.lua.
//
//   node seed.mjs BASE OPERATOR_KEY SLUG FOLDER
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { newKey, publicJwk } from '../../examples/aauth/aauth.mjs'
import { basic, exchange, send } from './api.mjs'
import { userToken } from './visitor.mjs'

const [base, key, slug, folder] = process.argv.slice(2)
const SCOPE = 'files.read'
const DEPTH = 3
const ASKING = 16 // a tenant lets one agent ask 10,000 times a minute at most

const api = `${base}/t/${slug}/api/v1`
const { apiKey } = await send('POST', `${base}/api/v1/platform/tenants`, `Bearer ${key}`, { slug, name: 'Bench' })
const admin = (method, path, body) => send(method, api + path, `Bearer ${apiKey}`, body)

async function agent(name, ...capabilities) {
  const { data } = await admin('POST', '/admin/agents', { name, capabilities })
  const answer = await send('POST', `${api}/oauth/token`, basic(data), new URLSearchParams({ grant_type: 'client_credentials' }))
  return { id: data.id, token: answer.access_token, client: basic(data) }
}

async function person() {
  const password = randomBytes(16).toString('hex')
  const email = 'ada@example.com'
  await admin('POST', '/admin/permissions', { slug: SCOPE, name: 'Read files' })
  await admin('POST', '/admin/roles', { name: 'Reader', permissions: [SCOPE] })
  const { data } = await admin('POST', '/admin/users', { email, password })
  await admin('POST', '/admin/roles/reader/users', { userId: data.id })
  const scopes = [SCOPE, 'delegations.write']
  const app = await admin('POST', '/admin/clients', {
    name: 'Desk', redirectUris: ['https://app.example.com/cb'], grantTypes: ['authorization_code'], allowedScopes: scopes,
    metadata: { first_party: true },
  })
  const token = await userToken(api, app.data, email, password, scopes.join(' '))
  return { token, desk: { ...app.data, email, password } }
}

/** How many act, one within the other. */
function depth(token) {
  let claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'))
  let found = 0
  for (; claims.act; claims = claims.act) found++
  return found
}

/** Forms that exchange at each depth: in each the agent before acts already. */
async function exchanges(user) {
  const forms = []
  const actors = []
  for (let subject = user; forms.length < DEPTH; ) {
    const actor = await agent(`Courier ${forms.length + 1}`, 'delegate:on_behalf', SCOPE)
    await send('POST', `${api}/me/delegations`, `Bearer ${user}`, { agentId: actor.id, scopes: [SCOPE], expiresIn: 3600 })
    const form = exchange(subject, actor.token)
    subject = (await send('POST', `${api}/oauth/token`, undefined, form)).access_token
    forms.push(form.toString())
    if (depth(subject) !== forms.length) throw new Error(`not at depth ${forms.length}`)
    actors.push(actor)
  }
  return { forms, actors }
}

async function signing() {
  const jwk = newKey()
  const identifier = 'https://agent.example'
  const { id } = await agent('Signer', SCOPE)
  const keys = [{ ...publicJwk(jwk), kid: 'key-1' }]
  await admin('POST', '/admin/aauth/agents', { identifier, name: 'Signer', agentId: id, jwks: { keys }, scopes: [SCOPE] })
  return { jwk, identifier }
}

const { token: user, desk } = await person()
const { forms, actors } = await exchanges(user)
await admin('PATCH', '/admin/settings/jit', { requestsPerAgentAndMinute: 10000 })
const asking = []
for (let i = 0; i < ASKING; i++) asking.push((await agent(`Asking ${i}`, SCOPE, 'file_access')).token)
const signer = await signing()
writeFileSync(`${folder}/seed.json`, JSON.stringify({ api, apiKey, user, desk, actor: actors[0], signer }), { mode: 0o600 })
const list = (texts) => `{ ${texts.map((text) => JSON.stringify(text)).join(', ')} }`
writeFileSync(
  `${folder}/vars.lua`,
  `return { api = ${JSON.stringify(new URL(api).pathname)},
  exchange = ${list(forms)},
  asking = ${list(asking)} }\n`,
  { mode: 0o600 },
)
