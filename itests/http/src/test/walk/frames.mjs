// Asks the frame of session management from a page of another site, over TLS, as applications do, and has the frame of an
// application loaded by the page that signs people out: every case prints one line, "ok <case>" or "failed <case>: <why>". Arguments: issuer, tenant API key, address and password of a user, Chromium,
// a folder for profiles. What a browser does with cookies of others' frames decides what the frame can say.
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { chromium, request } from 'playwright-core'

const [issuer, apiKey, email, password, executablePath, profiles] = process.argv.slice(2)
const WATCHER = `<!DOCTYPE html><html lang="en"><head><title>Watcher</title></head><body><iframe title="session"></iframe>
<script>
  const query = new URLSearchParams(location.search)
  const frame = document.querySelector('iframe')
  addEventListener('message', (event) => { document.title = event.data })
  frame.onload = () => frame.contentWindow.postMessage(query.get('ask'), query.get('origin'))
  frame.src = query.get('frame')
</script></body></html>`
let heardOfLogout
const logout = new Promise((heard) => { heardOfLogout = heard })
const application = createServer((request, response) => {
  if (request.url.startsWith('/gone')) heardOfLogout(new URL(request.url, THERE).searchParams)
  const html = request.url.startsWith('/watch') ? WATCHER : '<!DOCTYPE html><title>Application</title><p>Welcome back'
  response.setHeader('Content-Type', 'text/html; charset=utf-8').end(request.url === '/favicon.ico' ? '' : html)
})
await new Promise((done) => application.listen(0, '127.0.0.1', done))
// The server is https://localhost: this is another site, and a trustworthy one, so that the frame may hash.
const THERE = `http://127.0.0.1:${application.address().port}`

// The server's certificate is the test's own.
const administration = await request.newContext({ ignoreHTTPSErrors: true })
const registered = await administration.post(`${issuer}/admin/clients`, {
  headers: { 'X-API-Key': apiKey },
  data: {
    name: 'Elsewhere',
    redirectUris: [`${THERE}/cb`],
    allowedScopes: ['openid'],
    grantTypes: ['authorization_code'],
    metadata: { first_party: true, frontchannel_logout_uri: `${THERE}/gone` },
  },
})
if (!registered.ok()) throw new Error(await registered.text())
const { clientId, secret } = (await registered.json()).data

/** The application gets its tokens: the id of the session that they are of. */
async function redeem(code, verifier) {
  const answer = await administration.post(`${issuer}/oauth/token`, {
    headers: { Authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
    form: { grant_type: 'authorization_code', code, redirect_uri: `${THERE}/cb`, code_verifier: verifier },
  })
  if (!answer.ok()) throw new Error(await answer.text())
  const [, claims] = (await answer.json()).id_token.split('.')
  return JSON.parse(Buffer.from(claims, 'base64url')).sid
}

/** Somebody with a profile of their own, whose browser gives frames of other sites their cookies or does not. */
async function visitor(name, cookiesOfFrames) {
  mkdirSync(`${profiles}/${name}/Default`, { recursive: true })
  const profile = { cookie_controls_mode: cookiesOfFrames ? 0 : 1, block_third_party_cookies: !cookiesOfFrames }
  writeFileSync(`${profiles}/${name}/Default/Preferences`, JSON.stringify({ profile }))
  const context = await chromium.launchPersistentContext(`${profiles}/${name}`, {
    executablePath,
    ignoreHTTPSErrors: true,
    args: process.getuid() === 0 ? ['--no-sandbox'] : [],
  })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  const url = new URL(`${issuer}/oauth/authorize`)
  const verifier = randomBytes(32).toString('base64url')
  const parameters = {
    client_id: clientId,
    redirect_uri: `${THERE}/cb`,
    response_type: 'code',
    scope: 'openid',
    state: 'st',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, value)
  await page.goto(url.href)
  await page.fill('#identifier', email)
  await page.locator('button[type=submit]').click()
  await page.fill('#password', password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL(`${THERE}/cb?**`)
  const answer = new URL(page.url()).searchParams
  const sessionState = answer.get('session_state')
  const sid = await redeem(answer.get('code'), verifier)
  const watching = new URL(`${THERE}/watch`)
  watching.searchParams.set('frame', `${issuer}/oauth/check_session`)
  watching.searchParams.set('origin', new URL(issuer).origin)
  return {
    context,
    page,
    async told(ask = `${clientId} ${sessionState}`) {
      watching.searchParams.set('ask', ask)
      await page.goto(watching.href)
      await page.waitForFunction(() => document.title !== 'Watcher')
      return page.title()
    },
    async signsOut() {
      await page.goto(`${issuer}/oauth/logout?client_id=${clientId}`)
      await page.locator('[name=decision][value=logout]').click()
      setTimeout(() => heardOfLogout('nobody asked for the frame'), 30_000).unref()
      const told = await logout
      return `${told}` === `${new URLSearchParams({ iss: issuer, sid })}` ? 'whose session ended' : `${told}`
    },
  }
}

async function expect(name, run, expected) {
  try {
    const said = await run()
    console.log(said === expected ? `ok ${name}` : `failed ${name}: the frame says ${said}, not ${expected}`)
  } catch (failure) {
    console.log(`failed ${name}: ${failure.message}`.replaceAll('\n', ' '))
  }
}

const usual = await visitor('usual', true)
await expect('a frame in a page of another site knows the session', () => usual.told(), 'unchanged')
await expect('it knows no other', () => usual.told(`${clientId} ${'A'.repeat(43)}.salt`), 'changed')
await expect('it answers what is no question', () => usual.told('nothing'), 'error')
await usual.context.clearCookies()
await expect('once the cookie is gone it says so', () => usual.told(), 'changed')
await usual.context.close()
const strict = await visitor('strict', false)
await expect('without the cookies of frames it never says that all is well', () => strict.told(), 'changed')
await expect('signing out loads the frame of the application', () => strict.signsOut(), 'whose session ended')
await strict.context.close()
await administration.dispose()
application.close()
