// Drives ~/mcp with the official TypeScript clients, in the revision of 2026-07-28 and in the one with a handshake. Every
// case prints one line, "ok <case>" or "failed <case>: <why>". Arguments: API base, client id and secret of an agent that
// may do documents.read and use the tool read_file.
import * as modern from '@modelcontextprotocol/client'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { ClientCredentialsProvider } from '@modelcontextprotocol/sdk/client/auth-extensions.js'

const [api, clientId, clientSecret] = process.argv.slice(2)
const endpoint = new URL(api + '/mcp')
const credentials = { clientId, clientSecret, expectedIssuer: api }

function require(condition, why) {
  if (!condition) throw new Error(why)
}

async function test(name, work) {
  try {
    await work()
    console.log(`ok ${name}`)
  } catch (e) {
    console.log(`failed ${name}: ${String(e.stack ?? e).replaceAll('\n', ' ')}`)
  }
}

const clients = {
  '2026-07-28': async () => {
    const transport = new modern.StreamableHTTPClientTransport(endpoint, {
      authProvider: new modern.ClientCredentialsProvider(credentials),
    })
    const client = new modern.Client({ name: 'it', version: '1' }, { versionNegotiation: { mode: 'auto' } })
    await client.connect(transport)
    require(client.getNegotiatedProtocolVersion() === '2026-07-28', client.getNegotiatedProtocolVersion())
    return client
  },
  '2025-11-25': async () => {
    const transport = new StreamableHTTPClientTransport(endpoint, {
      authProvider: new ClientCredentialsProvider(credentials),
    })
    const client = new Client({ name: 'it', version: '1' })
    await client.connect(transport)
    require(transport.protocolVersion === '2025-11-25', transport.protocolVersion)
    return client
  },
}

for (const [revision, connect] of Object.entries(clients)) {
  let client
  await test(`${revision} finds where to get a token and connects`, async () => {
    client = await connect()
  })
  const call = async (name, args) => client.callTool({ name, arguments: args })
  await test(`${revision} lists the tools`, async () => {
    const names = (await client.listTools()).tools.map((tool) => tool.name)
    const wanted = ['ask', 'which_tools', 'whoami', 'request_permission', 'permission_status', 'permission_token']
    require(JSON.stringify(names) === JSON.stringify(wanted), names)
  })
  await test(`${revision} is allowed what it may`, async () => {
    const { structuredContent: answer } = await call('ask', { action: 'documents.read' })
    require(answer.allowed === true && answer.audit_id.startsWith('aud_'), JSON.stringify(answer))
  })
  await test(`${revision} hears what to do after a no`, async () => {
    const { structuredContent: answer } = await call('ask', { action: 'documents.delete' })
    require(answer.allowed === false && answer.next_steps.length > 0, JSON.stringify(answer))
  })
  await test(`${revision} asks in words`, async () => {
    const { structuredContent: answer } = await call('ask', { question: 'May I read documents?' })
    require(answer.allowed === true && answer.action === 'documents.read', JSON.stringify(answer))
  })
  await test(`${revision} asks about a list of tools as it got it`, async () => {
    const { tools } = await client.listTools()
    const { structuredContent: answer } = await call('which_tools', { tools: [...tools, 'read_file'] })
    require(JSON.stringify(answer.allowed_tools) === '["read_file"]', JSON.stringify(answer.allowed_tools))
  })
  await test(`${revision} finds out who it is`, async () => {
    const { structuredContent: answer } = await call('whoami', {})
    require(answer.capabilities.includes('documents.read'), JSON.stringify(answer))
  })
  await test(`${revision} gets a permission and hears how it stands`, async () => {
    const details = { type: 'file_access', actions: ['read'], identifier: '/plans/q3' }
    const { structuredContent: asked } = await call('request_permission', { authorization_details: details, justification: 'Dates.' })
    const { structuredContent: now } = await call('permission_status', { request_id: asked.request_id })
    require(asked.status === 'approved' && now.token_url.startsWith(api), JSON.stringify([asked, now]))
  })
  await test(`${revision} is told of a wrong argument`, async () => {
    const answer = await call('ask', { action: 'two words' })
    require(answer.isError === true, JSON.stringify(answer))
  })
  await test(`${revision} is told that there is no such tool`, async () => {
    const refused = await call('wipe', {}).then(() => false, () => true)
    require(refused, 'it was called')
  })
  await client?.close()
}
