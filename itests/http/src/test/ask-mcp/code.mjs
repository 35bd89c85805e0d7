// The official TypeScript client of the revision 2026-07-28 gets a person's token for an MCP server: discovery, PKCE, resource,
// issuer, refresh, more scope. Every case prints one line, "ok <case>" or "failed <case>: <why>". Arguments: issuer, tenant API
// key, e-mail and password of a user.
import { auth, extractWWWAuthenticateParams } from '@modelcontextprotocol/client'

const [issuer, apiKey, email, password] = process.argv.slice(2)
const resource = 'http://127.0.0.1:1/mcp' // nobody listens there: only who gives tokens for it is asked
const redirect = 'http://127.0.0.1:1/callback'
const cookies = new Map()

function require(condition, why) {
  if (!condition) throw new Error(why)
}

async function test(name, work) {
  try {
    await work()
    console.log(`ok ${name}`)
  } catch (e) {
    console.log(`failed ${name}: ${String(e.stack ?? e).replaceAll('\n', ' ')}`)
  }
}

async function admin(method, path, body) {
  const headers = { 'X-API-Key': apiKey, 'Content-Type': 'application/json' }
  const answer = await fetch(issuer + path, { method, headers, body: JSON.stringify(body) })
  require(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`)
  return (await answer.json()).data
}

/** A browser without scripts: a page, or the parameters of the answer to the client. */
async function open(url, body) {
  const headers = { Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }
  const answer = await fetch(url, { method: body ? 'POST' : 'GET', headers, body, redirect: 'manual' })
  for (const cookie of answer.headers.getSetCookie()) {
    const [name, ...value] = cookie.split(';')[0].split('=')
    cookies.set(name, value.join('='))
  }
  const location = answer.headers.get('location')
  if (!location) return { url, page: await answer.text() }
  const next = new URL(location, url).href
  return next.startsWith(redirect) ? new URL(next).searchParams : open(next)
}

/** The person signs in where that is asked, and allows. */
async function person(url) {
  let at = await open(url)
  for (let step = 0; step < 6 && at.page; step++) {
    const fields = new URLSearchParams(at.page.includes('name="identifier"') ? { identifier: email }
      : at.page.includes('name="password"') ? { password } : { decision: 'allow' })
    for (const [, name, value] of at.page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)) fields.set(name, value)
    const action = /<form method="post" action="([^"]*)"/.exec(at.page)[1].replaceAll('&amp;', '&')
    at = await open(new URL(action, at.url).href, fields)
  }
  return at
}

await admin('PATCH', '/admin/settings/refreshTokens', { without_offline_access: true })
const { server_id: id } = await admin('POST', '/admin/mcp/servers', {
  name: 'Files', resource_uri: resource, scopes_supported: ['files:read', 'files:write'],
})
const { clientId } = await admin('POST', '/admin/clients', {
  name: 'Agent', redirectUris: [redirect], grantTypes: ['authorization_code', 'refresh_token'],
  allowedScopes: ['openid', 'offline_access'], isConfidential: false, applicationType: 'native',
})

let kept, verifier, found, asked, answered
const provider = {
  redirectUrl: redirect,
  clientMetadata: { client_name: 'Agent', redirect_uris: [redirect] },
  clientInformation: () => ({ client_id: clientId }),
  tokens: () => kept,
  saveTokens: (tokens) => (kept = tokens),
  saveCodeVerifier: (text) => (verifier = text),
  codeVerifier: () => verifier,
  saveDiscoveryState: (state) => (found = state),
  discoveryState: () => found,
  redirectToAuthorization: async (url) => {
    asked = url.searchParams
    answered = await person(url.href)
  },
}
const claims = () => JSON.parse(Buffer.from(kept.access_token.split('.')[1], 'base64url'))
const challenge = (scope) => fetch(`${issuer}/mcp/${id}/challenge?scope=${scope}`, {
  method: 'POST', headers: kept ? { Authorization: `Bearer ${kept.access_token}` } : {},
})
/** What a server's refusal tells the client. */
async function told(scope, status) {
  const refusal = await challenge(scope)
  require(refusal.status === status, `${refusal.status}`)
  const { resourceMetadataUrl, scope: wanted } = extractWWWAuthenticateParams(refusal)
  return { serverUrl: resource, resourceMetadataUrl, scope: wanted }
}
const redeem = (options, iss) => auth(provider, { ...options, authorizationCode: answered.get('code'), iss })

let options
await test('finds who gives tokens and asks the person with PKCE and resource', async () => {
  options = await told('files:read', 401)
  require((await auth(provider, options)) === 'REDIRECT', 'not led there')
  require(asked.get('resource') === resource && asked.get('code_challenge_method') === 'S256', `${asked}`)
  require(answered.get('iss') === issuer, `${answered}`)
})
await test('takes no answer of another issuer', async () => {
  const taken = await redeem(options, 'https://evil.example').then(() => true, () => false)
  require(!taken && !kept, 'it was taken')
})
await test('gets a token for the server alone', async () => {
  require((await redeem(options, answered.get('iss'))) === 'AUTHORIZED', 'no token')
  require(claims().aud === resource, `aud: ${claims().aud}`)
  require((await challenge('files:read')).status === 200, 'it does not hold')
})
await test('renews it without the person, for the same server', async () => {
  const before = kept.access_token
  require((await auth(provider, options)) === 'AUTHORIZED', 'the person was asked')
  require(kept.access_token !== before && claims().aud === resource, `aud: ${claims().aud}`)
})
await test('asks the person for more where the server says so', async () => {
  const more = await told('files:write', 403)
  require((await auth(provider, { ...more, forceReauthorization: true })) === 'REDIRECT', 'not led there')
  await redeem(more, answered.get('iss'))
  require((await challenge('files:write')).status === 200, claims().scope)
})
