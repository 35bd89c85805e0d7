// Walks through the pages of a running server as people do, in a real browser: every case prints one line, "ok <case>" or
// "failed <case>: <why>". Arguments: issuer, tenant API key, the folder that mail goes to, Chromium, a folder for pictures.
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, watch } from 'node:fs'
import { createServer } from 'node:http'
import { chromium } from 'playwright-core'
import { listen, look } from './eyes.mjs'

const [issuer, apiKey, outbox, executablePath, pictures] = process.argv.slice(2)
const pages = issuer.replace('/api/v1', '')
const FIRST = 'a few words in a row 42'
const SECOND = 'another few words in a row 43'
const THIRD = 'yet another few words in a row 44'
const SCOPE = 'openid profile email offline_access'

const cases = []
const checks = []
const test = (name, run) => cases.push([name, run])
const check = (name, run) => checks.push([name, run])
const require = (condition, why) => {
  if (!condition) throw new Error(why)
}

// The application: it shows what it was sent, and watches the session in a frame.
const WATCHER = `<!DOCTYPE html><html lang="en"><head><title>Watcher</title></head><body><iframe title="session"></iframe>
<script>
  const query = new URLSearchParams(location.search)
  const frame = document.querySelector('iframe')
  addEventListener('message', (event) => { document.title = event.data })
  frame.onload = () => frame.contentWindow.postMessage(query.get('ask'), query.get('origin'))
  frame.src = query.get('frame')
</script></body></html>`
const application = createServer((request, response) => {
  if (request.url.startsWith('/onward')) {
    response.writeHead(302, { Location: `${FAR}/arrived` }).end() // as a backend that people leave for its pages
    return
  }
  const html = request.url.startsWith('/watch') ? WATCHER : '<!DOCTYPE html><title>Application</title><p>Welcome back'
  response.setHeader('Content-Type', 'text/html; charset=utf-8').end(request.url === '/favicon.ico' ? '' : html)
})
await new Promise((done) => application.listen(0, '127.0.0.1', done))
const port = application.address().port
// Another site than the server's, as applications are; and one on the server's, for the frame that needs its cookies.
const FAR = `http://localhost:${port}`
const NEAR = `http://127.0.0.1:${port}`

async function api(method, path, body) {
  const answer = await fetch(`${issuer}${path}`, {
    method,
    headers: { 'X-API-Key': apiKey, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  })
  require(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`)
  return (await answer.json()).data
}

const register = (name, more = {}) =>
  api('POST', '/admin/clients', {
    name,
    redirectUris: [`${FAR}/cb`, `${NEAR}/cb`],
    allowedScopes: SCOPE.split(' '),
    grantTypes: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    ...more,
    metadata: { post_logout_redirect_uris: [`${FAR}/out`], ...more.metadata },
  })

const secret = () => randomBytes(32).toString('base64url')

function authorization(client, more = {}) {
  const verifier = secret()
  const url = new URL(`${issuer}/oauth/authorize`)
  const parameters = {
    client_id: client.clientId,
    redirect_uri: `${FAR}/cb`,
    response_type: 'code',
    scope: SCOPE,
    state: secret(),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return { url: url.href, verifier, redirectUri: parameters.redirect_uri }
}

async function ask(client, path, form) {
  const basic = Buffer.from(`${client.clientId}:${client.secret}`).toString('base64')
  const answer = await fetch(`${issuer}/oauth/${path}`, {
    method: 'POST',
    headers: { Authorization: `Basic ${basic}` },
    body: new URLSearchParams(form),
  })
  return { status: answer.status, ...(await answer.json()) }
}

/** Gives the application what the browser came back with, and gives what it gets for that. */
async function redeem(client, page, { verifier, redirectUri }) {
  await page.waitForURL(`${redirectUri}?**`)
  const answer = new URL(page.url()).searchParams
  require(answer.get('code'), `no code: ${page.url()}`)
  const form = { grant_type: 'authorization_code', code: answer.get('code'), redirect_uri: redirectUri, code_verifier: verifier }
  const tokens = await ask(client, 'token', form)
  require(tokens.status === 200, JSON.stringify(tokens))
  return { ...tokens, session_state: answer.get('session_state') }
}

/** The link of a message to an address; waits for the message. */
async function link(address, path) {
  const url = new RegExp(`${pages.replaceAll('.', '\\.')}/${path}\\?token=[A-Za-z0-9_.-]+`)
  const found = () =>
    existsSync(outbox) &&
    readdirSync(outbox)
      .filter((file) => file.endsWith('.eml'))
      .map((file) => readFileSync(`${outbox}/${file}`, 'utf8').replaceAll('=\r\n', '').replaceAll('=3D', '='))
      .filter((mail) => mail.includes(`To: ${address}`))
      .flatMap((mail) => mail.match(url) ?? [])[0]
  if (found()) return found()
  const folder = existsSync(outbox) ? outbox : outbox.replace(/\/outbox$/, '')
  return new Promise((done, fail) => {
    const watchers = [watch(folder, lookAgain)]
    const late = setTimeout(() => finish(fail, new Error(`no mail to ${address} with ${path}`)), 30_000)
    function finish(how, what) {
      clearTimeout(late)
      watchers.forEach((each) => each.close())
      how(what)
    }
    function lookAgain() {
      if (existsSync(outbox) && watchers.length === 1) watchers.push(watch(outbox, lookAgain))
      if (found()) finish(done, found())
    }
    lookAgain()
  })
}

const browser = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ['--no-sandbox'] : [] })
const problems = []
const heard = []

/** A person at a browser of their own. */
async function person(options = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB', ...options })
  context.setDefaultTimeout(30_000)
  listen(context, heard)
  const page = await context.newPage()
  const scripts = options.javaScriptEnabled !== false
  return {
    page,
    context,
    see: async (name) => problems.push(...(await look(page, pictures, name, scripts))),
    press: (label) => page.getByRole('button', { name: label, exact: true }).click(),
    follow: (label) => page.getByRole('link', { name: label, exact: true }).click(),
  }
}

async function signIn({ page, press }, email, password) {
  await page.fill('#identifier', email)
  await press('Continue')
  await page.fill('#password', password)
  await press('Sign in')
}

await api('PATCH', '/admin/settings/registration', { enabled: true })
const notes = await register('Notes')
const ours = await register('Ours', { metadata: { first_party: true } })
const ada = await person()
const ADA = 'ada@example.com'
let adas
let watched

async function registerAndSignIn(who, email, name) {
  const request = authorization(notes)
  await who.page.goto(request.url)
  await who.see(`${name}-identifier`)
  await who.follow('Create an account')
  await who.page.fill('#email', email)
  await who.page.fill('#givenName', 'Ada')
  await who.page.fill('#password', 'password')
  await who.press('Create account')
  await who.see(`${name}-register-refused`)
  require(await who.page.locator('#password-error').isVisible(), 'nothing is said about the poor password')
  require(await who.page.locator('#password:focus').isVisible(), 'the poor password does not have the focus')
  await who.page.fill('#password', FIRST)
  await who.press('Create account')
  await who.see(`${name}-check-mail`)
  await who.page.goto(await link(email, 'register/confirm'))
  await who.see(`${name}-verified`)
  await who.follow('Continue')
  await signIn(who, email, FIRST)
  await who.see(`${name}-consent`)
  await who.press('Allow')
  return redeem(notes, who.page, request)
}

test('register, open the link, sign in, consent, and be back at the application', async () => {
  adas = await registerAndSignIn(ada, ADA, 'walk')
})
test('the same without scripts, and look after the account', async () => {
  const grace = await person({ javaScriptEnabled: false })
  await registerAndSignIn(grace, 'grace@example.com', 'bare')
  await grace.page.goto(`${pages}/account`)
  await grace.page.fill('#familyName', 'Hopper')
  await grace.press('Save')
  require((await grace.page.inputValue('#familyName')) === 'Hopper', 'the name is not kept')
  await grace.follow('Devices')
  await grace.see('bare-account-sessions')
  await grace.follow('Applications')
  await grace.press('Remove access: Notes')
  await grace.follow('Sign out')
  await grace.press('Sign out')
  await grace.page.goto(`${pages}/account`)
  require(grace.page.url().includes('/login'), `signed out, but sees ${grace.page.url()}`)
  await grace.context.close()
})
test('refuse a wrong password', async () => {
  const other = await person()
  await other.page.goto(authorization(notes).url)
  await signIn(other, ADA, SECOND)
  await other.see('password-wrong')
  require(await other.page.locator('#password-error').isVisible(), 'nothing is said about the wrong password')
  await other.context.close()
})
test('stop at an address that is not registered', async () => {
  const answer = await ada.page.goto(authorization(notes, { redirect_uri: `${FAR}/other` }).url)
  require(answer.status() === 400, `status ${answer.status()}`)
  require(ada.page.url().startsWith(issuer), `led to ${ada.page.url()}`)
  await ada.see('error-redirect')
})
test('enter the code of a device', async () => {
  const begun = await ask(notes, 'device_authorization', { scope: 'openid profile' })
  await ada.page.goto(begun.verification_uri)
  await ada.see('device-code')
  await ada.page.fill('#user_code', 'BBBB-BBBB')
  await ada.press('Continue')
  await ada.see('device-unknown')
  await ada.page.goto(begun.verification_uri_complete)
  await ada.press('Continue')
  await ada.see('device-confirm')
  require((await ada.page.locator('.usercode').innerText()) === begun.user_code, 'the page shows another code')
  await ada.press('Sign in')
  await ada.see('device-done')
  const form = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: begun.device_code }
  const tokens = await ask(notes, 'token', form)
  require(tokens.access_token, JSON.stringify(tokens))
})
test('change the profile', async () => {
  await ada.page.goto(`${pages}/account`)
  await ada.see('account-profile')
  require((await ada.page.inputValue('#givenName')) === 'Ada', 'the name of the registration is not there')
  await ada.page.fill('#familyName', 'Lovelace')
  await ada.press('Save')
  await ada.see('account-profile-saved')
  require((await ada.page.inputValue('#familyName')) === 'Lovelace', 'the name is not kept')
})
test('end one of the sessions', async () => {
  const phone = await person()
  await phone.page.goto(`${pages}/login`)
  await signIn(phone, ADA, FIRST)
  await ada.page.goto(`${pages}/account/sessions`)
  await ada.see('account-sessions')
  require((await ada.page.locator('.records > li').count()) === 2, 'there are not two sessions')
  await ada.page.locator('.records > li', { hasNotText: 'This browser' }).getByRole('button').click()
  await ada.see('account-sessions-ended')
  require((await ada.page.locator('.records > li').count()) === 1, 'the session is still there')
  await phone.page.goto(`${pages}/account`)
  require(phone.page.url().includes('/login'), `the ended session sees ${phone.page.url()}`)
  await phone.context.close()
})
test('change the password, and so end other sessions', async () => {
  const phone = await person()
  await phone.page.goto(`${pages}/login`)
  await signIn(phone, ADA, FIRST)
  await phone.page.goto(`${pages}/account`)
  require(!phone.page.url().includes('/login'), 'the other session did not begin')
  await ada.page.goto(`${pages}/account/password`)
  await ada.see('account-password')
  await ada.page.fill('#current', FIRST)
  await ada.page.fill('#password', SECOND)
  await ada.press('Change password')
  await ada.see('account-password-saved')
  await phone.page.goto(`${pages}/account`)
  require(phone.page.url().includes('/login'), `the other session sees ${phone.page.url()}`)
  require(!ada.page.url().includes('/login'), 'the session that changed it ended')
  await phone.context.close()
})
test('take back what was allowed', async () => {
  const request = authorization(notes, { prompt: 'consent' })
  await ada.page.goto(request.url)
  await ada.press('Allow')
  const tokens = await redeem(notes, ada.page, request)
  await ada.page.goto(`${pages}/account/applications`)
  await ada.see('account-applications')
  await ada.press('Remove access: Notes')
  await ada.see('account-applications-none')
  const answer = await ask(notes, 'token', { grant_type: 'refresh_token', refresh_token: tokens.refresh_token })
  require(answer.error === 'invalid_grant', `the refresh token gives ${JSON.stringify(answer)}`)
})
test('be led on by an application to its pages elsewhere', async () => {
  const backend = await register('Backend', { redirectUris: [`${NEAR}/onward`] })
  await ada.page.goto(authorization(backend, { redirect_uri: `${NEAR}/onward` }).url)
  await ada.press('Allow')
  await ada.page.waitForURL(`${FAR}/arrived`)
})
test('tell an application in a frame that the session is the same', async () => {
  const request = authorization(ours, { redirect_uri: `${NEAR}/cb` })
  await ada.page.goto(request.url)
  const { session_state } = await redeem(ours, ada.page, request)
  const watching = new URL(`${NEAR}/watch`)
  watching.searchParams.set('frame', `${issuer}/oauth/check_session`)
  watching.searchParams.set('origin', new URL(issuer).origin)
  watching.searchParams.set('ask', `${ours.clientId} ${session_state}`)
  watched = async (expected) => {
    await ada.page.goto(watching.href)
    await ada.page.waitForFunction(() => document.title !== 'Watcher')
    require((await ada.page.title()) === expected, `the frame says ${await ada.page.title()}, not ${expected}`)
  }
  await watched('unchanged')
})
test('sign out, after a question', async () => {
  const out = new URL(`${issuer}/oauth/logout`)
  out.searchParams.set('client_id', notes.clientId)
  out.searchParams.set('post_logout_redirect_uri', `${FAR}/out`)
  out.searchParams.set('state', 'bye')
  await ada.page.goto(out.href)
  await ada.see('logout-confirm')
  await ada.press('Stay signed in')
  await ada.see('logout-stayed')
  await ada.page.goto(out.href)
  await ada.press('Sign out')
  await ada.page.waitForURL(`${FAR}/out?state=bye`)
  await ada.page.goto(`${pages}/account`)
  require(ada.page.url().includes('/login'), `signed out, but sees ${ada.page.url()}`)
})
test('tell the application in the frame that the session is over', () => watched('changed'))
test('sign in by the keyboard alone', async () => {
  const request = authorization(notes)
  const { page } = ada
  await page.goto(request.url)
  await page.waitForSelector('input:focus') // what is typed before goes nowhere
  await page.keyboard.type(ADA)
  await page.keyboard.press('Enter')
  await page.waitForSelector('#password:focus')
  await page.keyboard.type(SECOND)
  await page.keyboard.press('Enter')
  await page.waitForSelector('button[value=allow]')
  for (let i = 0; i < 20 && !(await page.evaluate(() => document.activeElement.value === 'allow')); i++) {
    await page.keyboard.press('Tab')
    const seen = await page.evaluate(() => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    })
    require(seen, `nobody sees that ${await page.evaluate(() => document.activeElement.outerHTML)} has the focus`)
  }
  await ada.see('consent-focus')
  await page.keyboard.press('Enter')
  adas = await redeem(notes, page, request)
})
test('sign out at once with an ID token of the session', async () => {
  const out = new URL(`${issuer}/oauth/logout`)
  out.searchParams.set('id_token_hint', adas.id_token)
  out.searchParams.set('post_logout_redirect_uri', `${FAR}/out`)
  await ada.page.goto(out.href)
  require(ada.page.url().startsWith(`${FAR}/out`), `led to ${ada.page.url()}`)
})
test('go straight back to an application of our own', async () => {
  const request = authorization(ours)
  await ada.page.goto(request.url)
  await signIn(ada, ADA, SECOND)
  await redeem(ours, ada.page, request)
})
test('choose who to be, and say no', async () => {
  const request = authorization(ours, { prompt: 'select_account' })
  await ada.page.goto(request.url)
  await ada.see('choose-account')
  await ada.press('Continue')
  await redeem(ours, ada.page, request)
  await ada.page.goto(authorization(notes, { prompt: 'consent' }).url)
  await ada.press('Don\u2019t allow')
  await ada.page.waitForURL(`${FAR}/cb?error=access_denied**`)
})
test('speak German where the application asks for it', async () => {
  const otto = await person()
  await otto.page.goto(authorization(notes, { ui_locales: 'de', prompt: 'consent' }).url)
  for (const [field, value, picture] of [
    ['#identifier', ADA, 'german-identifier'],
    ['#password', SECOND, 'german-password'],
  ]) {
    await otto.see(picture)
    await otto.page.fill(field, value)
    await otto.page.locator('button[type=submit]').click()
  }
  await otto.see('german-consent')
  require((await otto.page.getAttribute('html', 'lang')) === 'de', 'the consent is not German')
  await otto.press('Erlauben')
  await otto.page.waitForURL(`${FAR}/cb?**`)
  await otto.context.close()
})
test('set another password by mail', async () => {
  const other = await person()
  await other.page.goto(`${pages}/login`)
  await other.page.fill('#identifier', ADA)
  await other.press('Continue')
  await other.follow('Forgot your password?')
  await other.see('forgot')
  await other.page.fill('#identifier', ADA)
  await other.press('Send the link')
  await other.see('forgot-check-mail')
  await other.page.goto(await link(ADA, 'reset-password'))
  await other.see('reset')
  await other.page.fill('#password', THIRD)
  await other.press('Save password')
  await other.see('reset-done')
  await ada.page.goto(`${pages}/account`)
  require(ada.page.url().includes('/login'), 'a session went on after the reset')
  await signIn(ada, ADA, SECOND)
  await ada.page.locator('#password-error').waitFor() // the old password does not work
  await ada.page.fill('#password', THIRD)
  await ada.press('Sign in')
  await ada.page.waitForURL(`${pages}/account**`)
  await other.context.close()
})
check('no console error, and nothing that a policy blocked', async () => {
  require(heard.length === 0, heard.join(' | '))
})
check('every page is accessible and fits', async () => {
  require(problems.length === 0, problems.join(' | '))
})

async function passes([name, run]) {
  try {
    await run()
    console.log(`ok ${name}`)
    return true
  } catch (failure) {
    console.log(`failed ${name}: ${failure.message}`.replaceAll('\n', ' '))
    return false
  }
}

// Whoever fell does not walk on.
for (const step of cases) {
  if (!(await passes(step))) break
}
for (const each of checks) await passes(each)
await browser.close()
application.close()
