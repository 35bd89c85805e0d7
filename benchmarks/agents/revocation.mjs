// How long it takes from the call that ends a token until a call with it is refused, one after the other, on one node.
// What ends: the person's consent or session, the token itself, the task that it is for, the agent. Where it is refused:
// by Ask, by a check and by introspection, in turn. Prints lines "RESULT name p50 p99 worst", in milliseconds.
//
//   node revocation.mjs FOLDER ROUNDS
import { readFileSync } from 'node:fs'
import { basic, exchange, send } from './api.mjs'
import { userToken } from './visitor.mjs'

const [folder, rounds] = process.argv.slice(2)
const { api, apiKey, user, desk, actor } = JSON.parse(readFileSync(`${folder}/seed.json`, 'utf8'))
const admin = `Bearer ${apiKey}`
const ANY = () => true

const post = (path, token, body, right) => send('POST', api + path, `Bearer ${token}`, body, right)
const holds = {
  ask: async (token) => (await post('/agents/ask', token, { action: 'files.read' }, ANY)).status === 200,
  check: async (token) => (await post('/authz/check', token, { permission: 'files.read' }, ANY)).status === 200,
  // By the agent's client, which is refused itself once the agent is suspended.
  introspection: async (token, { client }) =>
    (await send('POST', `${api}/oauth/introspect`, client, new URLSearchParams({ token }), ANY)).active === true,
}
const consent = async (agentId) =>
  (await send('POST', `${api}/me/delegations`, `Bearer ${user}`, { agentId, scopes: ['files.read'], expiresIn: 3600 })).data
const acting = async (subject, token) =>
  (await send('POST', `${api}/oauth/token`, undefined, exchange(subject, token))).access_token

/** Until a live token is refused there. */
async function refused(door, token, of, end) {
  if (!(await holds[door](token, of))) throw new Error(`the token does not hold for ${door}`)
  const began = performance.now()
  await end()
  while (await holds[door](token, of));
  return performance.now() - began
}

async function agent() {
  const { data } = await send('POST', `${api}/admin/agents`, admin, {
    name: `Passing ${performance.now()}`, capabilities: ['files.read'],
  })
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  const client = basic(data)
  return { id: data.id, client, token: (await send('POST', `${api}/oauth/token`, client, form)).access_token }
}

const KINDS = {
  'consent taken back': async (door) => {
    const given = await consent(actor.id)
    const token = await acting(user, actor.token)
    return refused(door, token, actor, () => send('DELETE', `${api}/me/delegations/${given.id}`, `Bearer ${user}`))
  },
  'session ended': async (door) => {
    await consent(actor.id)
    const subject = await userToken(api, desk, desk.email, desk.password, 'files.read delegations.write')
    const { sid } = JSON.parse(Buffer.from(subject.split('.')[1], 'base64url'))
    const token = await acting(subject, actor.token)
    return refused(door, token, actor, () => send('DELETE', `${api}/admin/sessions/${sid}`, admin))
  },
  'token revoked': async (door) => {
    const of = await agent()
    const form = new URLSearchParams({ token: of.token })
    return refused(door, of.token, of, () => send('POST', `${api}/oauth/revoke`, of.client, form))
  },
  'task completed': async (door) => {
    const of = await agent()
    const { task_id } = await post('/jit/task', of.token, { name: 'Read' })
    const asked = await post('/jit/request', of.token, { task_id, required_scopes: ['files.read'] })
    const { access_token } = await post(`/jit/request/${asked.request_id}/token`, of.token, {})
    return refused(door, access_token, of, () => post(`/jit/task/${task_id}/complete`, of.token, {}))
  },
  'agent suspended': async (door) => {
    const of = await agent()
    return refused(door, of.token, of, () => send('POST', `${api}/admin/agents/${of.id}/suspend`, admin, {}))
  },
}

const DOORS = Object.keys(holds)
for (const [name, kind] of Object.entries(KINDS)) {
  const took = []
  for (let i = 0; i < rounds; i++) took.push(await kind(DOORS[i % DOORS.length]))
  took.sort((a, b) => a - b)
  const at = (part) => took[Math.ceil(part * took.length) - 1].toFixed(2)
  console.log('RESULT', name.replaceAll(' ', '-'), at(0.5), at(0.99), at(1))
}
