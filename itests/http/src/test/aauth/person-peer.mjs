// A server of others that the person server calls: an access server, a resource, an agent provider. It verifies by
// code of its own that a request is signed by the server that it names.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

const COVERED = ['@method', '@authority', '@path', 'signature-key'];
const OF_BODY = ['content-digest', 'content-type'];

async function signer(request, body) {
  const h = request.headers;
  const [, id, dwk, kid] = h['signature-key'].match(/^sig=jwks_uri;id="([^"]*)";dwk="([^"]*)";kid="([^"]*)"$/);
  const [, params, list, created] = h['signature-input'].match(/^sig=(\(([^)]*)\);created=(\d+))$/);
  const names = list.split(' ').map((name) => name.slice(1, -1));
  const needed = [...COVERED, ...(body ? OF_BODY : [])];
  if (!needed.every((name) => names.includes(name))) throw new Error(`covers ${list}`);
  if (Math.abs(Date.now() / 1000 - created) > 60) throw new Error('of another time');
  if (body && h['content-digest'] !== `sha-256=:${createHash('sha256').update(body).digest('base64')}:`) throw new Error('another body');
  const derived = { '@method': request.method, '@authority': h.host, '@path': request.url };
  const base = [...names.map((name) => `"${name}": ${derived[name] ?? h[name]}`), `"@signature-params": ${params}`].join('\n');
  const document = await (await fetch(`${id}/.well-known/${dwk}`)).json();
  if (document.issuer !== id) throw new Error('another issuer');
  const { keys } = await (await fetch(document.jwks_uri)).json();
  const jwk = keys.find((key) => key.kid === kid);
  if (jwk.alg !== 'Ed25519') throw new Error(`algorithm ${jwk.alg}`);
  const signature = Buffer.from(h.signature.match(/^sig=:(.*):$/)[1], 'base64');
  if (!verify(null, Buffer.from(base), createPublicKey({ key: jwk, format: 'jwk' }), signature)) throw new Error('the signature does not hold');
  return { id, dwk };
}

/**
 * Starts one.
 *   jwk        its public key, to be published
 *   document   what its document says beside the usual, or instead of it
 *   handle     ({method, path, body, signer}) => [status, body, headers]; kept in `handle`, so that a case can change it
 * `calls` has what it was asked, and who asked or why the signature does not hold.
 */
export async function startPeer(pfx, passphrase, jwk, { document = {}, handle = () => [404, {}] } = {}) {
  const peer = { calls: [], handle };
  const server = createServer({ pfx: readFileSync(pfx), passphrase }, async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    let answer;
    if (request.url.startsWith('/.well-known/aauth-')) {
      answer = [200, { issuer: peer.id, jwks_uri: `${peer.id}/jwks.json`, auth_token_endpoint: `${peer.id}/token`, revocation_endpoint: `${peer.id}/revoke`, ...document }];
    } else if (request.url === '/jwks.json') {
      answer = [200, { keys: [jwk] }];
    } else {
      const call = { method: request.method, path: request.url, body: body ? JSON.parse(body) : undefined };
      try {
        call.signer = await signer(request, body);
      } catch (e) {
        call.problem = e.message;
      }
      peer.calls.push(call);
      answer = call.problem ? [401, { error: 'invalid_signature' }] : await peer.handle(call);
    }
    const [status, object, headers] = answer;
    const text = typeof object === 'string' ? object : JSON.stringify(object);
    response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', ...headers });
    response.end(text);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  peer.id = `https://localhost:${server.address().port}`;
  peer.close = () => { server.closeAllConnections(); server.close(); };
  return peer;
}
