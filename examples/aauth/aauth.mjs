// A client of AAuth on Node.js alone: it signs requests as the published profile has it.
//
//   node aauth.mjs new-key FILE                     makes a key; prints the public part
//   node aauth.mjs agent-token FILE AGENT ISSUER    a token for the key, signed by the key
//   node aauth.mjs thumbprint FILE                  what names the key (RFC 7638)
//   node aauth.mjs call FILE METHOD URL [BODY] [token=TOKEN | id=URL]
//                                                   signs and sends; prints the answer
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

export function newKey(kind = 'ed25519') {
  const options = kind === 'rsa' ? { modulusLength: 2048 } : {};
  return generateKeyPairSync(kind, options).privateKey.export({ format: 'jwk' });
}

export function publicJwk(jwk) {
  return createPublicKey(createPrivateKey({ key: jwk, format: 'jwk' })).export({ format: 'jwk' });
}

export function thumbprint(jwk) {
  const key = publicJwk(jwk);
  const members = key.kty === 'RSA' ? ['e', 'kty', 'n'] : ['crv', 'kty', 'x'];
  const text = JSON.stringify(Object.fromEntries(members.map((name) => [name, key[name]])));
  return base64url(createHash('sha256').update(text).digest());
}

export function signBytes(jwk, bytes) {
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return jwk.kty === 'RSA'
    ? sign('sha512', bytes, { key, padding: 6, saltLength: 64 }) // RSA-PSS
    : sign(null, bytes, key);
}

export function jwt(jwk, header, claims) {
  const alg = jwk.kty === 'RSA' ? 'PS512' : 'EdDSA';
  const input = [{ alg, kid: 'key-1', ...header }, claims]
    .map((part) => base64url(JSON.stringify(part))).join('.');
  return `${input}.${base64url(signBytes(jwk, Buffer.from(input)))}`;
}

export function agentToken(jwk, agent, issuer, more = {}) {
  const now = Math.floor(Date.now() / 1000);
  return jwt(jwk, { typ: 'agent+jwt' }, {
    iss: agent, sub: agent, aud: issuer, iat: now, exp: now + 600, jti: base64url(randomBytes(12)),
    cnf: { jwk: publicJwk(jwk) }, ...more,
  });
}

/** The headers of a signed request. `change` lets a test spoil what it is about. */
export function signed(jwk, { method, url, body = '', token, id, kid = 'key-1', created, nonce }, change = (base) => base) {
  const to = new URL(url);
  const headers = {
    'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
    'content-type': 'application/json',
  };
  if (id) headers['signature-key'] = `sig1=jwks_uri;id="${id}";kid="${kid}"`;
  if (token) headers['agent-auth'] = `agent_token=${token}`;
  const values = { '@method': method, '@authority': to.host, '@path': to.pathname };
  if (to.search) values['@query'] = to.search;
  for (const name of ['signature-key', 'content-digest', 'content-type', 'authorization']) {
    values[name] = headers[name] ?? '';
  }
  const covered = Object.keys(values).map((name) => `"${name}"`).join(' ');
  const params = `(${covered});created=${created ?? Math.floor(Date.now() / 1000)}`
    + `;nonce="${nonce ?? base64url(randomBytes(16))}"`;
  const lines = Object.entries(values).map(([name, value]) => `"${name}": ${value}`);
  lines.push(`"@signature-params": ${params}`);
  headers['signature-input'] = `sig1=${params}`;
  headers.signature = `sig1=:${base64url(signBytes(jwk, Buffer.from(change(lines.join('\n')))))}:`;
  return headers;
}

export async function call(jwk, request, spoil = (sent) => sent) {
  const sent = spoil({ headers: signed(jwk, request), body: request.body, method: request.method, url: request.url });
  const answer = await fetch(sent.url, {
    method: sent.method, headers: sent.headers, body: sent.method === 'GET' ? undefined : sent.body,
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text.startsWith('{') ? JSON.parse(text) : text };
}

async function main([command, file, ...rest]) {
  const key = () => JSON.parse(readFileSync(file, 'utf8'));
  switch (command) {
    case 'new-key': {
      const jwk = newKey();
      writeFileSync(file, JSON.stringify(jwk), { mode: 0o600 });
      return JSON.stringify({ ...publicJwk(jwk), kid: 'key-1' });
    }
    case 'agent-token': return agentToken(key(), rest[0], rest[1]);
    case 'thumbprint': return thumbprint(key());
    case 'call': {
      const [method, url, ...others] = rest;
      const named = Object.fromEntries(others.filter((o) => /^(token|id)=/.test(o)).map((o) => [o.slice(0, o.indexOf('=')), o.slice(o.indexOf('=') + 1)]));
      const body = others.find((o) => o.startsWith('{')) ?? '';
      const answer = await call(key(), { method, url, body, ...named });
      if (answer.status >= 400) process.exitCode = 1;
      return JSON.stringify(answer.body);
    }
    default: throw new Error('new-key, agent-token, thumbprint or call');
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(await main(process.argv.slice(2)));
}
