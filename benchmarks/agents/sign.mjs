// Signs questions ahead of the load, each with its own nonce: a server takes a signature for 60 seconds before and after its
// time, so that they are signed for the middle of the run. Writes lines of header values, TAB between, for signed.lua.
//
//   node sign.mjs FOLDER COUNT SECONDS     at most COUNT of them, and for no longer than SECONDS
import { createWriteStream, readFileSync } from 'node:fs'
import { agentToken, call, signed } from '../../examples/aauth/aauth.mjs'

const [folder, count, seconds] = process.argv.slice(2)
const { api, signer } = JSON.parse(readFileSync(`${folder}/seed.json`, 'utf8'))
const token = agentToken(signer.jwk, signer.identifier, api)
const request = { method: 'POST', url: `${api}/agents/ask`, body: '{"action":"files.read"}', token }
const { body } = await call(signer.jwk, request)
if (!body.allowed) throw new Error(JSON.stringify(body))
const end = Date.now() + 1000 * seconds
const created = Math.floor(end / 1000)
const out = createWriteStream(`${folder}/signed`, { mode: 0o600 })
for (let made = 0; made < count && Date.now() < end; made++) {
  const headers = signed(signer.jwk, { ...request, created })
  out.write(['agent-auth', 'content-digest', 'signature-input', 'signature'].map((name) => headers[name]).join('\t') + '\n')
}
out.end()
