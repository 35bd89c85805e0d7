// How long it takes from the call that ends a token until it is refused by Ask, by the decision API and by introspection,
// each asked after the other, on one node: the person's consent, their session, the token itself, the agent. Prints lines
// "RESULT name p50 p99 worst", in milliseconds.
//
//   node revocation.mjs FOLDER ROUNDS
import { readFileSync } from 'node:fs'
import { basic, exchange, send } from './api.mjs'
import { userToken } from './visitor.mjs'

const [folder, rounds] = process.argv.slice(2)
const { api, apiKey, user, actor, app, email, password, scopes } = JSON.parse(readFileSync(`${folder}/seed.json`, 'utf8'))
const admin = `Bearer ${apiKey}`
const ANY = () => true
const FEW = 10 // sign-ins, which are limited by address

const ask = (token) => send('POST', `${api}/agents/ask`, `Bearer ${token}`, { action: 'files.read' }, ANY)
const check = (token) => send('POST', `${api}/authz/check`, `Bearer ${token}`, { permission: 'files.read' }, ANY)
const introspect = (token, by) => send('POST', `${api}/oauth/introspect`, by, new URLSearchParams({ token }), ANY)
const consent = async (agentId) =>
  (await send('POST', `${api}/me/delegations`, `Bearer ${user}`, { agentId, scopes: ['files.read'], expiresIn: 3600 })).data
const acting = async (of, token) => (await send('POST', `${api}/oauth/token`, undefined, exchange(of, token))).access_token

/** Until a live token is refused everywhere. */
async function refused(token, by, end) {
  const before = await ask(token)
  const live = before.status === 200 && before.allowed && (await check(token)).status === 200 && (await introspect(token, by)).active
  if (!live) throw new Error(`the token does not hold: ${JSON.stringify(before)}`)
  const began = performance.now()
  await end()
  while ((await ask(token)).status !== 401);
  while ((await check(token)).status !== 401);
  while ((await introspect(token, by)).active);
  return performance.now() - began
}

async function agentToken() {
  const { data } = await send('POST', `${api}/admin/agents`, admin, { name: `Passing ${performance.now()}`, capabilities: ['files.read'] })
  const answer = await send('POST', `${api}/admin/agents/${data.id}/token`, admin, {})
  return { id: data.id, token: answer.data.accessToken, by: basic(data) }
}

const KINDS = {
  'consent taken back': async () => {
    const given = await consent(actor.id)
    const token = await acting(user, actor.token)
    return refused(token, actor.by, () => send('DELETE', `${api}/me/delegations/${given.id}`, `Bearer ${user}`))
  },
  'session ended': async () => {
    const given = await consent(actor.id)
    const mine = await userToken(api, app, email, password, scopes.join(' '))
    const { sid } = JSON.parse(Buffer.from(mine.split('.')[1], 'base64url'))
    const token = await acting(mine, actor.token)
    const took = await refused(token, actor.by, () => send('DELETE', `${api}/admin/sessions/${sid}`, admin))
    await send('DELETE', `${api}/me/delegations/${given.id}`, `Bearer ${user}`)
    return took
  },
  'token revoked': async () => {
    const { token, by } = await agentToken()
    return refused(token, by, () => send('POST', `${api}/oauth/revoke`, by, new URLSearchParams({ token })))
  },
  'agent suspended': async () => {
    const { id, token, by } = await agentToken()
    return refused(token, by, () => send('POST', `${api}/admin/agents/${id}/suspend`, admin, {}))
  },
}

for (const [name, kind] of Object.entries(KINDS)) {
  const took = []
  for (let i = 0; i < (name === 'session ended' ? Math.min(FEW, rounds) : rounds); i++) took.push(await kind())
  took.sort((a, b) => a - b)
  const at = (part) => took[Math.ceil(part * took.length) - 1].toFixed(2)
  console.log('RESULT', name.replaceAll(' ', '-'), at(0.5), at(0.99), at(1))
}
