// Two people work with the agent of examples/agent-loop in a real browser: what the agent asks of somebody is a line
// "[who] what: address" of its output. Every case prints one line, "ok <case>" or "failed <case>: <why>". Arguments: the
// settings that setup.sh wrote, the passwords of Ada and of Grace, Chromium, the command that starts the shop, the command
// that starts the agent (both with | between words).
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright-core'

const [file, adasPassword, gracesPassword, executablePath, shopCommand, agentCommand] = process.argv.slice(2)
const settings = JSON.parse(readFileSync(file, 'utf8'))
const browser = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ['--no-sandbox'] : [] })

function require(condition, why) {
  if (!condition) throw new Error(why)
}

async function person(email, password) {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  const press = (name) => page.getByRole('button', { name, exact: true }).click()
  async function open(url) {
    await page.goto(url)
    if (await page.locator('#identifier').count()) {
      await page.fill('#identifier', email)
      await press('Continue')
      await page.fill('#password', password)
      await press('Sign in')
      await page.waitForLoadState()
    }
  }
  async function sees(...words) {
    for (const word of words) await page.locator('main', { hasText: word }).waitFor()
  }
  return { page, press, open, sees }
}

const ada = await person('ada@example.com', adasPassword)
const grace = await person('grace@example.com', gracesPassword)

async function check(name, work) {
  try {
    await work()
    console.log(`ok ${name}`)
    return true
  } catch (error) {
    const shown = await Promise.all([ada, grace].map((each) => each.page.locator('body').innerText()))
    console.log(`failed ${name}: ${[error.message, ...shown].join(' | ').replaceAll('\n', ' ')}`)
    return false
  }
}

/** A program, and what it says. */
function start(command, heed) {
  const [program, ...words] = command.split('|')
  const running = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = []
  createInterface({ input: running.stderr }).on('line', (text) => said.push(text))
  createInterface({ input: running.stdout }).on('line', (text) => {
    said.push(text)
    heed(text)
  })
  return { running, said, ended: new Promise((done) => running.on('close', done)) }
}

async function openShop() {
  let shop
  const open = new Promise((done) => (shop = start(shopCommand, (text) => text.startsWith('The shop is open') && done(true))))
  require(await Promise.race([open, shop.ended.then(() => false)]), `the shop does not open: ${shop.said.join(' | ')}`)
  return shop
}

/** Looks at what waits in the inbox, and answers it. */
async function decide(url, decision, confirmed, ...words) {
  await grace.open(url)
  await grace.page.locator('.records > li').getByRole('link').click()
  await grace.sees('Order clerk', 'ada@example.com', 'High', settings.shop, ...words)
  await grace.press(decision)
  await grace.sees(confirmed)
}
const approve = (...words) => (url) => decide(url, 'Approve', 'Request approved', ...words)
const deny = (...words) => (url) => decide(url, 'Deny', 'Request denied', ...words)

async function signIn(url) {
  await ada.open(url)
  await ada.sees('Shop desk')
  await ada.press('Allow')
  await ada.page.waitForURL('http://127.0.0.1:*/callback**')
  await ada.page.getByText('You are signed in').waitFor()
}

async function letAct(url) {
  await ada.open(url)
  await ada.sees('Order clerk', 'Looks after orders.')
  await ada.page.locator('button[name=decision][value=allow]').click()
  await ada.sees('can now act for you')
}

/** Runs the agent to its end, while people do in their order what they are asked for. */
async function run(title, deeds) {
  let people = Promise.resolve()
  const asked = []
  const agent = start(agentCommand, (text) => {
    const [, what, url] = /^\[[^\]]+\] ([^:]+): (http\S+)$/.exec(text) ?? []
    if (!what) return
    asked.push(what)
    people = people.then(() => check(`${title}: ${what}`, () => deeds[what](url))).then((did) => did || agent.running.kill())
  })
  const code = await agent.ended
  await people
  await check(`${title}: the agent comes to the end`, () => require(code === 0, `${code}: ${agent.said.join(' | ')}`))
  await check(`${title}: it asked people for just that`, () =>
    require(JSON.stringify(asked) === JSON.stringify(Object.keys(deeds)), asked.join(', ')))
  return (words) => agent.said.some((line) => line.includes(words))
}

const shop = await openShop()
const ran = (tool, status) => shop.said.filter((line) => line.includes(`POST /tools/${tool}`) && line.includes(` ${status}`)).length
const calls = (tool) => shop.said.filter((line) => line.includes(`/tools/${tool}`)).length
const times = (found, wanted) => require(found === wanted, `${found} times: ${shop.said.join(' | ')}`)

const first = await run('people agree', {
  'Sign in': signIn,
  'Let me act for you': letAct,
  'Approve cancel_order': approve('orders.cancel', 'cancel_order'),
  'Approve refund_order': approve('refund_order', '25.00', 'EUR'),
})
await check('it found the tools that it may use', () => require(first('may use: read_order, cancel_order, refund_order'), 'others'))
for (const tool of ['read_order', 'cancel_order', 'refund_order']) {
  await check(`the shop ran ${tool}`, () => times(ran(tool, 200), 1))
}
await check('the shop wanted the refund to be named', () => times(ran('refund_order', 403), 1))
await check('what it was not allowed it did not try', () => {
  times(calls('delete_customer'), 0)
  require(first('delete_customer is left undone'), 'it does not say so')
})
await check('what it used is counted', () => require(first('"tokens": 98800') || first('"tokens":98800'), 'it is not'))

const second = await run('Grace says no to one thing', {
  'Sign in': signIn,
  'Approve cancel_order': deny('orders.cancel', 'cancel_order'),
  'Approve refund_order': approve('refund_order', '25.00', 'EUR'),
})
await check('what was denied was not tried', () => {
  times(calls('cancel_order'), 1)
  require(second('cancel_order is left undone'), 'it does not say so')
})
await check('the rest was done', () => times(ran('refund_order', 200), 2))

async function post(url, authorization, body) {
  const answer = await fetch(url, { method: 'POST', headers: { Authorization: authorization, 'Content-Type': 'application/json' }, body })
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

/** The agent's own token, in a header's value. */
async function ownToken() {
  const basic = Buffer.from(`${settings.agent.id}:${settings.agent.secret}`).toString('base64')
  const body = new URLSearchParams({ grant_type: 'client_credentials' })
  const answer = await fetch(`${settings.issuer}/oauth/token`, { method: 'POST', headers: { Authorization: `Basic ${basic}` }, body })
  return `Bearer ${(await answer.json()).access_token}`
}

/** A token that the agent has for a refund to which Grace said yes. */
async function refundToken(refund) {
  const bearer = await ownToken()
  const details = [{ type: 'tool_invocation', actions: ['execute'], identifier: 'refund_order', locations: [settings.shop], arguments: refund }]
  const { body: asked } = await post(`${settings.issuer}/jit/request`, bearer, JSON.stringify({ authorization_details: details }))
  await grace.open(settings.inbox)
  await grace.page.locator('.records > li').getByRole('link').click()
  await grace.press('Approve')
  await grace.sees('Request approved')
  return (await post(`${settings.issuer}/jit/request/${asked.request_id}/token`, bearer, '{}')).body.access_token
}

await check('one yes is one refund, and no other', async () => {
  const url = `${settings.shop}/tools/refund_order`
  const refund = { order: '18', amount: '1.00', currency: 'EUR' }
  const token = `Bearer ${await refundToken(refund)}`
  const statuses = []
  for (const each of [{ ...refund, amount: '100.00' }, refund, refund]) {
    statuses.push((await post(url, token, JSON.stringify(each))).status)
  }
  require(statuses.join() === '403,200,403', statuses.join())
})
await check('a token for another server is none at the shop', async () => {
  const { status, body } = await post(`${settings.shop}/tools/read_order`, await ownToken(), '{"order":"17"}')
  require(status === 401 && body.error === 'invalid_token', `${status} ${JSON.stringify(body)}`)
})
shop.running.kill()
await browser.close()
