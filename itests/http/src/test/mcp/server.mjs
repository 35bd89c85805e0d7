// An MCP server on the official SDK: Streamable HTTP without sessions. What a request's token has to be is decided twice:
// by the signature and the audience, as any resource server does (RFC 9068), and by the challenge endpoint, whose answer
// the client gets to see when there is something to say.
import { createServer } from 'node:http'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { createRemoteJWKSet, jwtVerify } from 'jose'

const NEEDED = { write_file: 'files:write' }

/** Starts a server on a port; `guard(token)` is called with the claims of each token that holds. */
export async function start(issuer, port, { serverId, resource }) {
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`))
  const seen = []

  function tools() {
    const server = new McpServer({ name: 'files', version: '1.0.0' })
    server.registerTool('read_file', { description: 'Reads a file' }, () => ({ content: [{ type: 'text', text: 'read' }] }))
    server.registerTool('write_file', { description: 'Writes a file' }, () => ({ content: [{ type: 'text', text: 'written' }] }))
    return server
  }

  async function challenge(request, scope) {
    return fetch(`${issuer}/mcp/${serverId}/challenge?scope=${encodeURIComponent(scope)}`, {
      method: 'POST',
      headers: request.headers.authorization ? { Authorization: request.headers.authorization } : {},
    })
  }

  const http = createServer(async (request, response) => {
    try {
      if (new URL(request.url, resource).pathname !== '/mcp') return response.writeHead(404).end()
      const chunks = []
      for await (const chunk of request) chunks.push(chunk)
      const message = chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : undefined
      const needed = NEEDED[message?.params?.name] ?? 'files:read'
      const answer = await challenge(request, needed)
      if (answer.status !== 200) {
        response.writeHead(answer.status, { 'WWW-Authenticate': answer.headers.get('WWW-Authenticate') ?? '' })
        return response.end(await answer.text())
      }
      const token = request.headers.authorization.split(' ')[1]
      const { payload } = await jwtVerify(token, keys, { issuer, audience: resource, typ: 'at+jwt' })
      seen.push(payload)
      const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined })
      await tools().connect(transport)
      await transport.handleRequest(request, response, message)
    } catch (failure) {
      if (!response.headersSent) response.writeHead(500)
      response.end(String(failure))
    }
  })
  await new Promise((done) => http.listen(port, '127.0.0.1', done))
  return { seen, stop: () => http.close() }
}
