// LumoAuth as an agent uses it: tokens, questions, permissions. No package is needed.
import { setTimeout as pause } from 'node:timers/promises'

const TYPE = 'urn:ietf:params:oauth:token-type:'
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const PATIENCE = 600_000 // how many milliseconds a person may take

/** Sends a form or JSON, with a token or a client's secret; gives status, headers, and the body if it is JSON. */
export async function send(method, url, { bearer, basic, form, json, headers } = {}) {
  const sent = { ...headers }
  if (json) sent['Content-Type'] = 'application/json'
  if (bearer) sent.Authorization = `Bearer ${bearer}`
  if (basic) {
    const pair = [basic.id, basic.secret].map(encodeURIComponent).join(':') // RFC 6749, section 2.3.1
    sent.Authorization = `Basic ${Buffer.from(pair).toString('base64')}`
  }
  const content = form ? new URLSearchParams(form) : json && JSON.stringify(json)
  const answer = await fetch(url, { method, headers: sent, body: content })
  const text = await answer.text()
  const body = /^\s*[{[]/.test(text) ? JSON.parse(text) : {}
  const expect = (status) => {
    if (answer.status !== status) throw new Error(`answered ${answer.status}: ${text}`)
    return body
  }
  return { status: answer.status, headers: answer.headers, body, expect }
}

/** Looks again and again until there is something to see: people take their time. */
async function wait(look) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(2000)) {
    const seen = await look()
    if (seen !== undefined) return seen
  }
  throw new Error('Nobody answered.')
}

/** The API for one agent. */
export class LumoAuth {
  constructor(settings) {
    this.issuer = settings.issuer
    this.client = settings.agent
  }

  /** The agent's own token (RFC 6749, section 4.4). */
  async authenticate() {
    const form = { grant_type: 'client_credentials' }
    const answer = await send('POST', `${this.issuer}/oauth/token`, { basic: this.client, form })
    this.token = answer.expect(200).access_token
  }

  /** Who the agent is, and what it may ever do. */
  async me() {
    return (await send('GET', `${this.issuer}/agents/me`, { bearer: this.token })).expect(200)
  }

  /** Which of these tools the agent may use, and the action of each, in one call: Ask as an MCP server. */
  async whichTools(tools) {
    const params = { name: 'which_tools', arguments: { tools, explain: 'full' } }
    const json = { jsonrpc: '2.0', id: 1, method: 'tools/call', params }
    const headers = { Accept: 'application/json, text/event-stream', 'MCP-Protocol-Version': '2025-11-25' }
    const answer = await send('POST', `${this.issuer}/mcp`, { bearer: this.token, json, headers })
    return answer.expect(200).result.structuredContent
  }

  /** A token that says for whom, and by whom (RFC 8693). Where the person has yet to allow it they are shown where. */
  async actFor(userToken, scope, resource, showConsent) {
    const form = {
      grant_type: EXCHANGE, scope, resource,
      subject_token: userToken, subject_token_type: `${TYPE}access_token`,
      actor_token: this.token, actor_token_type: `${TYPE}access_token`,
    }
    let shown = false
    return wait(async () => {
      const answer = await send('POST', `${this.issuer}/oauth/token`, { form })
      if (answer.body.error !== 'consent_required') return answer.expect(200).access_token
      if (!shown) showConsent(answer.body.consent_url)
      shown = true
    })
  }

  /**
   * May this be done, now, with this token, on this thing? Says why, and what to do after a no: where that is not known
   * just now, it asks again.
   */
  async ask(token, action, resource) {
    const later = (answer) => !answer.allowed && answer.next_steps.some((step) => step.type === 'ask_again')
    return wait(async () => {
      const answer = (await send('POST', `${this.issuer}/agents/ask`, { bearer: token, json: { action, resource } })).expect(200)
      return later(answer) ? undefined : answer
    })
  }

  /** What permissions are asked for within; they end with it. */
  async beginTask(name, user) {
    const json = { name, on_behalf_of: user }
    return (await send('POST', `${this.issuer}/jit/task`, { bearer: this.token, json })).expect(201).task_id
  }

  async completeTask(task) {
    (await send('POST', `${this.issuer}/jit/task/${task}/complete`, { bearer: this.token, json: {} })).expect(200)
  }

  /** Requests a permission, waits for a person where one has to approve it, and gets the token; undefined after a no. */
  async permission(url, json, showPending) {
    let asked = (await send('POST', url, { bearer: this.token, json })).expect(201)
    if (asked.status === 'pending') {
      const statusUrl = asked.status_url
      showPending()
      asked = await wait(async () => {
        const now = (await send('GET', statusUrl, { bearer: this.token })).expect(200)
        return now.status === 'pending' ? undefined : now
      })
    }
    if (asked.status !== 'approved') return undefined
    return (await send('POST', asked.token_url, { bearer: this.token, json: {} })).expect(200).access_token
  }

  /** What was used, counted once however often it is sent; answers what is left. */
  async report(usage, key) {
    const headers = { 'Idempotency-Key': key }
    return (await send('POST', `${this.issuer}/agents/me/usage`, { bearer: this.token, json: usage, headers })).expect(200)
  }
}
