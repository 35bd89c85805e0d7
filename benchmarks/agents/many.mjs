// Makes many agents in a tenant of their own, and a token of each: one line each in FOLDER/tokens.
//
//   node many.mjs BASE OPERATOR_KEY SLUG COUNT FOLDER
import { writeFileSync } from 'node:fs'
import { send } from './api.mjs'

const [base, key, slug, count, folder] = process.argv.slice(2)
const AT_ONCE = 32 // the server writes what comes at the same time in one commit
const A_DAY = 86_400 // the tokens outlast the runs, however long these are
const TELL_EVERY = 1000
const { apiKey } = await send('POST', `${base}/api/v1/platform/tenants`, `Bearer ${key}`, { slug, name: 'Many' })
const agents = `${base}/t/${slug}/api/v1/admin/agents`
const tokens = []
let next = 0

async function make() {
  while (next < count) {
    const name = `Load ${next++}`
    const { data } = await send('POST', agents, `Bearer ${apiKey}`, { name, capabilities: ['files.read', 'files.write'] })
    tokens.push((await send('POST', `${agents}/${data.id}/token`, `Bearer ${apiKey}`, { expiresIn: A_DAY })).data.accessToken)
    if (tokens.length % TELL_EVERY === 0) console.error(`${tokens.length} of ${count}`)
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, make))
const asked = await send('POST', agents.replace('admin/agents', 'agents/ask'), `Bearer ${tokens[0]}`, { action: 'files.read' })
if (!asked.allowed) throw new Error(JSON.stringify(asked))
writeFileSync(`${folder}/tokens`, tokens.join('\n') + '\n', { mode: 0o600 })
