// How long it takes from the call that ends a token until a call with it is refused, one after the other, on one node:
// the person's consent, the token itself, the agent. Prints lines "RESULT name p50 p99 worst", in milliseconds.
//
//   node revocation.mjs FOLDER ROUNDS
import { readFileSync } from 'node:fs'
import { exchange, send } from './api.mjs'

const [folder, rounds] = process.argv.slice(2)
const { api, apiKey, user, actor } = JSON.parse(readFileSync(`${folder}/seed.json`, 'utf8'))
const admin = `Bearer ${apiKey}`
const ANY = () => true

const ask = (token) => send('POST', `${api}/agents/ask`, `Bearer ${token}`, { action: 'files.read' }, ANY)
const consent = async (agentId) =>
  (await send('POST', `${api}/me/delegations`, `Bearer ${user}`, { agentId, scopes: ['files.read'], expiresIn: 3600 })).data
const acting = async (token) => (await send('POST', `${api}/oauth/token`, undefined, exchange(user, token))).access_token

/** Until a live token is refused. */
async function refused(token, end) {
  const before = await ask(token)
  if (before.status !== 200 || !before.allowed) throw new Error(`the token does not hold: ${JSON.stringify(before)}`)
  const began = performance.now()
  await end()
  while ((await ask(token)).status !== 401);
  return performance.now() - began
}

async function agentToken() {
  const { data } = await send('POST', `${api}/admin/agents`, admin, { name: `Passing ${performance.now()}`, capabilities: ['files.read'] })
  const answer = await send('POST', `${api}/admin/agents/${data.id}/token`, admin, {})
  return { id: data.id, token: answer.data.accessToken }
}

const KINDS = {
  'consent taken back': async () => {
    const given = await consent(actor.id)
    const token = await acting(actor.token)
    return refused(token, () => send('DELETE', `${api}/me/delegations/${given.id}`, `Bearer ${user}`))
  },
  'agent suspended': async () => {
    const { id, token } = await agentToken()
    return refused(token, () => send('POST', `${api}/admin/agents/${id}/suspend`, admin, {}))
  },
}

for (const [name, kind] of Object.entries(KINDS)) {
  const took = []
  for (let i = 0; i < rounds; i++) took.push(await kind())
  took.sort((a, b) => a - b)
  const at = (part) => took[Math.ceil(part * took.length) - 1].toFixed(2)
  console.log('RESULT', name.replaceAll(' ', '-'), at(0.5), at(0.99), at(1))
}
