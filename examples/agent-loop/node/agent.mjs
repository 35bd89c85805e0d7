// An agent that looks after orders, and asks before each step.
//
//   node agent.mjs SETTINGS
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { LumoAuth, send } from './lumoauth.mjs'
import { signIn } from './person.mjs'

const PLAN = [
  ['read_order', { order: '17' }],
  ['cancel_order', { order: '17' }],
  ['refund_order', { order: '17', amount: '25.00', currency: 'EUR' }],
  ['delete_customer', { customer: '4' }],
]
const CONSENT = 'orders.read orders.cancel orders.refund' // what Ada is asked to let the agent do at most
const WANTED = 'orders.read orders.refund' // what its tokens have; for cancelling it asks a person when it comes to that

const say = (...words) => console.log(...words)
/** What a person is to do in their browser. */
const please = (who, what, url) => say(`[${who}] ${what}: ${url}`)

/** Carries out the plan. */
class Clerk {
  constructor(settings) {
    this.settings = settings
    this.shop = settings.shop
    this.lumoauth = new LumoAuth(settings)
  }

  async run() {
    await this.discover()
    await this.actForSomebody()
    for (const [tool, args] of PLAN) await this.step(tool, args)
    await this.lumoauth.completeTask(this.task)
    const usage = { tokens: 1200, cost_usd: 0.02, model: 'demo' }
    const left = await this.lumoauth.report(usage, randomBytes(8).toString('hex'))
    say('I reported what I used. Left:', JSON.stringify(left.budget_policy.remaining))
  }

  /** Who am I, and which of the shop's tools may I use? */
  async discover() {
    await this.lumoauth.authenticate()
    const me = await this.lumoauth.me()
    say(`I am ${me.identity.id}. I may ever do:`, me.capabilities.join(', '))
    const { tools } = (await send('GET', `${this.shop}/tools`)).expect(200)
    const answer = await this.lumoauth.whichTools(tools)
    this.actions = Object.fromEntries(answer.results.map((each) => [each.tool, each.action]))
    say('Of the shop\'s tools I may use:', answer.allowed_tools.join(', '))
  }

  /** Ada signs in to her application, and lets the agent act for her. */
  async actForSomebody() {
    const { user } = this.settings
    const scope = 'orders.read orders.cancel orders.refund'
    const userToken = await signIn(this.settings, scope, (url) => please(user, 'Sign in', url))
    const consent = (url) => please(user, 'Let me act for you', url)
    await this.lumoauth.actFor(userToken, CONSENT, this.lumoauth.issuer, consent)
    this.askToken = await this.lumoauth.actFor(userToken, WANTED, this.lumoauth.issuer, consent)
    this.shopToken = await this.lumoauth.actFor(userToken, WANTED, this.shop, consent)
    this.task = await this.lumoauth.beginTask('Order 17', user)
  }

  /** Asks first, then does it, with what people permit where more is needed. */
  async step(tool, args) {
    const answer = await this.lumoauth.ask(this.askToken, this.actions[tool], { type: 'order', id: args.order ?? '-' })
    const result = answer.allowed ? await this.call(tool, args, this.shopToken) : await this.escalate(tool, args, answer)
    say(result ? `${tool} is done: ${JSON.stringify(result)}` : `${tool} is left undone.`)
  }

  /** After a no: the step that asks for a permission is ready to be sent. Where it will be used only the agent knows. */
  async escalate(tool, args, answer) {
    say(`${tool} is not allowed: ${answer.reason}`)
    const step = answer.next_steps.find((each) => each.type === 'request_permission')
    if (!step) return undefined
    const where = { type: 'tool_invocation', actions: ['execute'], identifier: tool, locations: [this.shop] }
    const token = await this.permission(tool, step.url, { ...step.body, authorization_details: where })
    return token && this.call(tool, args, token)
  }

  /** Calls a tool; where the shop wants a token that names just this, a person is asked for it. */
  async call(tool, args, token) {
    const url = `${this.shop}/tools/${tool}`
    const result = await send('POST', url, { bearer: token, json: args })
    const hint = result.headers.get('Insufficient-Authorization-Details')
    if (result.status !== 403 || !hint) return result.expect(200)
    const details = JSON.parse(Buffer.from(hint, 'base64').toString())
    say(`${tool} needs a permission for exactly this: ${JSON.stringify(details)}`)
    const exact = await this.permission(tool, `${this.lumoauth.issuer}/jit/request`, { authorization_details: details })
    return exact && (await send('POST', url, { bearer: exact, json: args })).expect(200)
  }

  permission(tool, url, body) {
    const justification = `Ada asked me to look after order 17: ${tool}.`
    const pending = () => please('an approver', `Approve ${tool}`, this.settings.inbox)
    return this.lumoauth.permission(url, { ...body, task_id: this.task, justification }, pending)
  }
}

await new Clerk(JSON.parse(readFileSync(process.argv[2], 'utf8'))).run()
