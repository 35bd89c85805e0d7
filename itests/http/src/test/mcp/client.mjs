// The official TypeScript client of the Model Context Protocol against a running LumoAuth, with a person in a real browser:
// every case prints one line, "ok <case>" or "failed <case>: <why>". Arguments: issuer, tenant API key, e-mail and password
// of a user, Chromium, the address of a client ID metadata document, a free port for the MCP server and one for answers.
import { createServer } from 'node:http'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { decodeJwt } from 'jose'
import { chromium } from 'playwright-core'
import { start } from './server.mjs'

const [issuer, apiKey, email, password, executablePath, metadataUrl, serverPort, answerPort] = process.argv.slice(2)
const resource = `http://127.0.0.1:${serverPort}/mcp`
const redirect = `http://127.0.0.1:${answerPort}/callback`

const require = (condition, why) => {
  if (!condition) throw new Error(why)
}

async function admin(method, path, body) {
  const answer = await fetch(`${issuer}${path}`, {
    method,
    headers: { 'X-API-Key': apiKey, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  })
  require(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`)
  return (await answer.json()).data
}

// Where the browser comes back to.
let answered
const answers = createServer((request, response) => {
  const url = new URL(request.url, redirect)
  if (url.pathname === '/callback') answered?.(url.searchParams)
  response.setHeader('Content-Type', 'text/html').end('<!DOCTYPE html><title>Done</title><p>You may close this window')
})
await new Promise((done) => answers.listen(answerPort, '127.0.0.1', done))

const browser = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ['--no-sandbox'] : [] })
const context = await browser.newContext({ locale: 'en-GB' })
context.setDefaultTimeout(30_000)
const page = await context.newPage()

/** What the client keeps; the person's part is done in the browser. */
class Keeper {
  constructor(more) {
    Object.assign(this, more)
    this.asked = []
    this.pages = []
    this.posted = []
  }
  get redirectUrl() {
    return redirect
  }
  get clientMetadata() {
    return {
      client_name: 'Test agent',
      redirect_uris: [redirect],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      application_type: 'native',
    }
  }
  state() {
    return 'st-' + this.asked.length
  }
  clientInformation() {
    return this.information
  }
  saveClientInformation(information) {
    this.information = information
  }
  // SDK 1.32 refreshes where it is told to ask for more scope, which gives it no more: an application keeps the refresh
  // token from it just then, so that it asks the person.
  tokens() {
    return this.steppingUp ? { ...this.kept, refresh_token: undefined } : this.kept
  }
  saveTokens(tokens) {
    this.steppingUp = false
    this.kept = tokens
  }
  saveCodeVerifier(verifier) {
    this.verifier = verifier
  }
  codeVerifier() {
    return this.verifier
  }
  async redirectToAuthorization(url) {
    this.asked.push(url.searchParams)
    const came = new Promise((done) => (answered = done))
    await page.goto(url.href)
    for (let step = 0; step < 6 && !page.url().startsWith(redirect); step++) {
      if (await page.locator('input[name=identifier]').count()) {
        await page.fill('input[name=identifier]', email)
        await page.click('button[type=submit]')
      } else if (await page.locator('input[name=password]').count()) {
        await page.fill('input[name=password]', password)
        await page.click('button[type=submit]')
      } else {
        this.pages.push(await page.locator('main, body').first().innerText())
        await page.click('button[name=decision][value=allow]')
      }
      await page.waitForLoadState()
    }
    this.answer = await came
  }
}

/** A connected client, and what the person was asked on the way. */
async function connected(keeper) {
  const watching = async (url, init) => {
    if (String(url).endsWith('/oauth/token')) keeper.posted.push(new URLSearchParams(init.body))
    const answer = await fetch(url, init)
    if (answer.status === 403) keeper.steppingUp = true
    return answer
  }
  const transport = () => new StreamableHTTPClientTransport(new URL(resource), { authProvider: keeper, fetch: watching })
  async function finished(wire) {
    require(keeper.answer.get('iss') === issuer, `iss: ${keeper.answer}`)
    await wire.finishAuth(keeper.answer.get('code'))
  }
  async function open() {
    const client = new Client({ name: 'test', version: '1.0.0' })
    const wire = transport()
    try {
      await client.connect(wire)
    } catch (failure) {
      if (!(failure instanceof UnauthorizedError)) throw failure
      await finished(wire)
      return open()
    }
    return { client, wire }
  }
  const opened = await open()
  return {
    ...opened,
    /** Calls a tool; where more scope is needed the person is asked, and the call made again. */
    async call(name) {
      try {
        return (await opened.client.callTool({ name })).content[0].text
      } catch (failure) {
        if (!(failure instanceof UnauthorizedError)) throw failure
        await finished(opened.wire)
        return (await opened.client.callTool({ name })).content[0].text
      }
    },
  }
}

const scopes = (keeper) => keeper.kept.scope.split(' ')
const audience = (keeper) => [decodeJwt(keeper.kept.access_token).aud].flat().join(' ')

/** Discovery, authorization, calls and step-up, as the client does it by itself. */
async function walk(keeper) {
  const { call } = await connected(keeper)
  require(keeper.asked.length === 1, `asked ${keeper.asked.length} times`)
  require(keeper.asked[0].get('resource') === resource, 'no resource in the authorization request')
  require(keeper.posted[0].get('resource') === resource, 'no resource in the token request')
  require(keeper.asked[0].get('code_challenge_method') === 'S256', 'no PKCE')
  require(audience(keeper) === resource, `aud: ${audience(keeper)}`)
  require(scopes(keeper).includes('files:read') && !scopes(keeper).includes('files:write'), keeper.kept.scope)
  require(keeper.pages[0].includes('Read the files of your team'), `not in the server's words: ${keeper.pages[0]}`)
  require((await call('read_file')) === 'read', 'no answer')
  require((await call('write_file')) === 'written', 'no answer after the step up')
  require(keeper.asked.length === 2, 'not asked for more')
  require(scopes(keeper).includes('files:read') && scopes(keeper).includes('files:write'), `after the step up: ${keeper.kept.scope}`)
  return call
}

const cases = []
const test = (name, run) => cases.push([name, run])

await admin('PATCH', '/admin/settings/dynamicClientRegistration', { enabled: true })
await admin('PATCH', '/admin/settings/cimd', { enabled: true })
// The client asks for the scopes of the challenge, and so never for offline_access.
await admin('PATCH', '/admin/settings/refreshTokens', { without_offline_access: true })
const registered = await admin('POST', '/admin/mcp/servers', {
  name: 'Files',
  resource_uri: resource,
  scopes_supported: ['files:read', 'files:write'],
  scope_descriptions: { 'files:read': 'Read the files of your team', 'files:write': 'Change the files of your team' },
  token_lifetime: 60,
})
const server = await start(issuer, serverPort, { serverId: registered.server_id, resource })

let expiring
test('a client with a metadata document connects, calls, steps up', async () => {
  const keeper = new Keeper({ clientMetadataUrl: metadataUrl })
  const call = await walk(keeper)
  require(keeper.information.client_id === metadataUrl, `client_id: ${keeper.information.client_id}`)
  require(keeper.pages[0].includes(new URL(metadataUrl).host), `the publisher is not shown: ${keeper.pages[0]}`)
  require(keeper.pages[0].includes('127.0.0.1'), `where the answer goes is not shown: ${keeper.pages[0]}`)
  expiring = { keeper, call, at: Date.now() }
})

test('a client that registers itself connects, calls, steps up', async () => {
  const keeper = new Keeper({})
  await walk(keeper)
  require(keeper.information.client_id !== metadataUrl && keeper.information.client_id, 'not registered')
})

test('a client that an administrator registered connects, calls, steps up', async () => {
  const made = await admin('POST', '/admin/clients', {
    name: 'Registered agent',
    redirectUris: [redirect],
    grantTypes: ['authorization_code', 'refresh_token'],
    allowedScopes: ['openid', 'offline_access'],
    isConfidential: false,
    applicationType: 'native',
  })
  const keeper = new Keeper({ information: { client_id: made.clientId, ...(made.secret && { client_secret: made.secret }) } })
  await walk(keeper)
})

test('a token of another server is refused', async () => {
  const other = await admin('POST', '/admin/mcp/servers', {
    name: 'Mail',
    resource_uri: resource.replace('/mcp', '/mail'),
    scopes_supported: ['files:read'],
  })
  const answer = await fetch(`${issuer}/mcp/${other.server_id}/challenge`, {
    headers: { Authorization: `Bearer ${expiring.keeper.kept.access_token}` },
  })
  require(answer.status === 401, `${answer.status}`)
  require(answer.headers.get('WWW-Authenticate').includes('error="invalid_token"'), answer.headers.get('WWW-Authenticate'))
})

test('a token for the server is none for the API that made it', async () => {
  const answer = await fetch(`${issuer}/me`, { headers: { Authorization: `Bearer ${expiring.keeper.kept.access_token}` } })
  require(answer.status === 401, `${answer.status}`)
})

test('a token that has expired is renewed without the person, and the old one refused', async () => {
  const { keeper, call } = expiring
  const before = keeper.kept
  const { iat, exp } = decodeJwt(before.access_token)
  require(exp - iat === 60, `lives ${exp - iat} seconds`)
  await new Promise((done) => setTimeout(done, Math.max(0, exp * 1000 - Date.now()) + 500))
  const refused = await fetch(`${issuer}/mcp/${registered.server_id}/challenge?scope=files:read`, {
    headers: { Authorization: `Bearer ${before.access_token}` },
  })
  require(refused.status === 401, `${refused.status}`)
  const asked = keeper.asked.length
  require(keeper.pages[0].includes('Read the files of your team'), `not in the server's words: ${keeper.pages[0]}`)
  require((await call('read_file')) === 'read', 'no answer')
  require(keeper.asked.length === asked, 'the person was asked again')
  const last = keeper.posted.at(-1)
  require(last.get('grant_type') === 'refresh_token' && last.get('resource') === resource, `${last}`)
  require(keeper.kept.access_token !== before.access_token, 'the same token')
  require(keeper.kept.refresh_token !== before.refresh_token, 'the refresh token of a public client did not rotate')
  require(audience(keeper) === resource, `aud: ${audience(keeper)}`)
})

test('the server saw tokens for itself alone', async () => {
  require(server.seen.length > 0, 'it saw none')
  for (const claims of server.seen) require([claims.aud].flat().join() === resource, `aud: ${claims.aud}`)
})

for (const [name, run] of cases) {
  try {
    await run()
    console.log(`ok ${name}`)
  } catch (failure) {
    console.log(`failed ${name}: ${String(failure.stack ?? failure).replaceAll('\n', ' | ').slice(0, 1500)}`)
  }
}
await browser.close()
server.stop()
answers.close()
process.exit(0)
