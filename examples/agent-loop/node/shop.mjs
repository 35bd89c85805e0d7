// A shop whose tools agents call: a resource server (RFC 6750) that asks LumoAuth about each token (RFC 7662).
//
//   node shop.mjs SETTINGS
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { isDeepStrictEqual } from 'node:util'
import { send } from './lumoauth.mjs'

const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const here = settings.shop
const order = { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] }
const TOOLS = [
  { name: 'read_order', description: 'Shows an order.', inputSchema: order },
  { name: 'cancel_order', description: 'Cancels an order.', inputSchema: order },
  { name: 'refund_order', description: 'Pays an order back.', inputSchema: order },
  { name: 'delete_customer', description: 'Forgets a customer.', inputSchema: { type: 'object' } },
]
const SCOPES = { read_order: 'orders.read', cancel_order: 'orders.cancel' }
const paid = new Set() // tokens that were shown for a refund: each pays once

/** What a token has to name to run a tool that moves money: this call and no other. */
const details = (tool, args) =>
  ({ type: 'tool_invocation', actions: ['execute'], identifier: tool, locations: [here], arguments: args })

/** What a token says, if it holds and is for this server (RFC 9068 section 4). */
async function claims(authorization = '') {
  if (!authorization.startsWith('Bearer ')) return undefined
  const form = { token: authorization.slice(7) }
  const said = (await send('POST', `${settings.issuer}/oauth/introspect`, { basic: settings.resourceServer, form })).expect(200)
  return said.active && [said.aud].flat().includes(here) ? said : undefined
}

const refusal = (status, error, more = '', headers = {}) =>
  ({ status, body: { error }, headers: { 'WWW-Authenticate': `Bearer error="${error}"${more}`, ...headers } })

function run(tool, args, token) {
  const done = { status: 200, body: { tool, arguments: args, for: token.sub } }
  if (Object.hasOwn(SCOPES, tool)) {
    const has = (token.scope ?? '').split(' ').includes(SCOPES[tool])
    return has ? done : refusal(403, 'insufficient_scope', `, scope="${SCOPES[tool]}"`)
  }
  if (tool !== 'refund_order') return { status: 404, body: { error: 'not_found' } }
  const needed = details(tool, args)
  if ((token.authorization_details ?? []).some((each) => isDeepStrictEqual(each, needed)) && !paid.has(token.jti)) {
    paid.add(token.jti)
    return done
  }
  const hint = Buffer.from(JSON.stringify([needed])).toString('base64')
  return refusal(403, 'insufficient_authorization_details', '', { 'Insufficient-Authorization-Details': hint })
}

async function answer(request) {
  if (request.method === 'GET' && request.url === '/tools') return { status: 200, body: { tools: TOOLS } }
  if (request.method !== 'POST') return { status: 404, body: { error: 'not_found' } }
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk
    if (text.length > 65536) return { status: 413, body: { error: 'invalid_request' } }
  }
  const token = await claims(request.headers.authorization)
  if (!token) return refusal(401, 'invalid_token')
  return run(request.url.replace(/^\/tools\//, ''), JSON.parse(text), token)
}

const server = createServer(async (request, response) => {
  const { status, body, headers } = await answer(request).catch(() => ({ status: 500, body: { error: 'server_error' } }))
  console.log(`shop: "${request.method} ${request.url}" ${status}`)
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body))
})
const { hostname, port } = new URL(here)
server.listen(port, hostname, () => console.log(`The shop is open at ${here}`))
