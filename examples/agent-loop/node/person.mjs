// The application in front of a person: they sign in to it in their browser (RFC 6749 section 4.1, RFC 7636, RFC 8252).
import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { send } from './lumoauth.mjs'

const secret = (bytes) => randomBytes(bytes).toString('base64url')
const PAGE = '<!DOCTYPE html><title>Shop desk</title><p>You are signed in. You may close this page.'

/** Shows the person where to sign in, waits until they did, and gives their access token. */
export async function signIn(settings, scope, show) {
  const server = createServer()
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const redirect = `http://127.0.0.1:${server.address().port}/callback`
  const came = new Promise((done) =>
    server.on('request', (request, response) => {
      const url = new URL(request.url, redirect)
      const here = url.pathname === '/callback'
      response.writeHead(here ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8', Connection: 'close' })
      response.end(here ? PAGE : '')
      if (here) done(url.searchParams)
    }),
  )
  const [verifier, state] = [secret(48), secret(16)]
  const query = new URLSearchParams({
    response_type: 'code', client_id: settings.desk.id, redirect_uri: redirect, scope, state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
  })
  for (const each of [settings.issuer, settings.shop]) query.append('resource', each) // RFC 8707: for Ask, and for the shop
  show(`${settings.issuer}/oauth/authorize?${query}`)
  const answer = await came
  server.close()
  // RFC 9207: an answer of another server, or to another request, is none.
  if (answer.get('state') !== state || answer.get('iss') !== settings.issuer || !answer.has('code')) {
    throw new Error(`not signed in: ${answer.get('error') ?? 'the answer is not for this request'}`)
  }
  const form = {
    grant_type: 'authorization_code', client_id: settings.desk.id, code: answer.get('code'),
    redirect_uri: redirect, code_verifier: verifier,
  }
  return (await send('POST', `${settings.issuer}/oauth/token`, { form })).expect(200).access_token
}
