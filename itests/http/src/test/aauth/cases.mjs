// Drives the published AAuth profile by a client that shares no code with the server.
//   node cases.mjs CLIENT API ADMIN PFX PASSPHRASE   every case says "ok CASE" or "failed CASE: WHY"
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { pathToFileURL } from 'node:url';

const [client, api, admin, pfx, passphrase] = process.argv.slice(2);
const aauth = await import(pathToFileURL(client));
const { newKey, publicJwk, thumbprint, agentToken, jwt, call, signed, signBytes } = aauth;

const run = randomBytes(4).toString('hex');
const AGENT = `https://agent-${run}.example`;
const OTHER = `https://other-${run}.example`;
const MAIL = `https://mail-${run}.example`;
const key = newKey();
const other = newKey();
const rsa = newKey('rsa');
const mail = newKey();
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const AAUTH = 'urn:lumoauth:params:oauth:token-type:aauth-token';

async function manage(method, path, body) {
  const answer = await fetch(api + path, {
    method, headers: { 'X-API-Key': admin, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}
/** The same request, signed anew by the key: it covers just these, and has more parameters. */
const covering = (sent, names, more = '') => {
  const [, all, rest] = sent.headers['signature-input'].match(/^sig1=\((.*)\)(.*)$/);
  const params = `(${names ?? all})${rest}${more}`;
  const to = new URL(sent.url);
  const derived = { '@method': sent.method, '@authority': to.host, '@path': to.pathname, '@query': to.search };
  const lines = (names ?? all).split(' ').map((each) => each.slice(1, -1))
    .map((name) => `"${name}": ${derived[name] ?? sent.headers[name] ?? ''}`);
  lines.push(`"@signature-params": ${params}`);
  return { ...sent, headers: { ...sent.headers, 'signature-input': `sig1=${params}`,
    signature: `sig1=:${Buffer.from(signBytes(key, Buffer.from(lines.join('\n')))).toString('base64url')}:` } };
};
const named = (jwk) => ({ ...publicJwk(jwk), kid: 'key-1' });
const post = (path, body) => ({ method: 'POST', url: api + path, body: JSON.stringify(body) });
const equal = (is, should, what) => {
  if (is !== should) throw new Error(`${what}: ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
};
// A signature that does not hold, for just this reason: another refusal would prove nothing.
const refused = (answer, why, what = '') => {
  equal(`${answer.status} ${answer.body.error}`, '401 authentication_required', `status ${what}`);
  equal(answer.body.error_description, why, `reason ${what}`);
  equal(answer.headers.get('agent-auth'), `httpsig; auth_server="${api}"`, `challenge ${what}`);
};
async function check(name, work) {
  try {
    await work();
    console.log(`ok ${name}`);
  } catch (e) {
    console.log(`failed ${name}: ${e.message.replaceAll('\n', ' ')}`);
  }
}

const agentId = (await manage('POST', '/admin/aauth/agents', {
  identifier: AGENT, name: 'Agent', jwks: { keys: [named(key), { ...publicJwk(rsa), kid: 'rsa' }] },
  scopes: ['mail.read', 'mail.send'], redirectUris: [`${AGENT}/cb`],
  features: ['user_authorization', 'delegation', 'token_exchange'],
})).body.data.id;
await manage('POST', '/admin/aauth/agents', { identifier: OTHER, name: 'Other', jwks: { keys: [named(other)] }, scopes: ['mail.read'] });
const mailId = (await manage('POST', '/admin/aauth/resources', {
  identifier: MAIL, name: 'Mail', jwks: { keys: [named(mail)] },
  scopes: { 'mail.read': 'Read', 'mail.send': 'Send' }, level: 'none',
})).body.data.id;

const token = agentToken(key, AGENT, api);
const asResource = (path, body) => call(mail, { ...post(path, body), id: MAIL });
const asAgent = (path, body, more = {}) => call(key, { ...post(path, body), token, ...more });
const resourceToken = async (jkt = thumbprint(key), scope = 'mail.read mail.send', agent = AGENT) =>
  (await asResource('/aauth/resource/token', { agent, agent_jkt: jkt, scope })).body.resource_token;
const auth = async (more = {}) => (await asAgent('/aauth/agent/token',
  { request_type: 'auth', resource_token: await resourceToken(), scope: 'mail.read', ...more })).body;
const verify = async (auth_token) => (await asResource('/aauth/auth/token/verify', { auth_token, resource: MAIL })).body;

await check('an agent gets a token that holds', async () => {
  const made = await auth();
  equal(made.token_type, 'auth+jwt', 'token_type');
  equal(made.expires_in, 900, 'expires_in');
  const seen = await verify(made.auth_token);
  equal(seen.active, true, 'active');
  equal(seen.cnf_jkt, thumbprint(key), 'cnf_jkt');
  equal(seen.pop_required, true, 'pop_required');
});
await check('an RSA key signs by RSA-PSS', async () => {
  const shown = jwt(key, { typ: 'agent+jwt' }, {
    iss: AGENT, sub: AGENT, aud: api, iat: Math.floor(Date.now() / 1000), exp: Math.floor(Date.now() / 1000) + 60,
    jti: 'r1' + run, cnf: { jwk: publicJwk(rsa) } });
  const answer = await call(rsa, { ...post('/aauth/agent/token', { request_type: 'auth', resource_token: await resourceToken(thumbprint(rsa)) }), token: shown });
  equal(answer.status, 200, 'status');
});
await check('the path of organizations is signed as it is sent', async () => {
  const url = api.replace('/t/', '/orgs/') + '/aauth/agent/token';
  const body = JSON.stringify({ request_type: 'auth', resource_token: await resourceToken() });
  equal((await call(key, { method: 'POST', url, body, token })).status, 200, 'status');
});
await check('an agent server has a token made for a delegate', async () => {
  const delegate = newKey();
  const made = await call(key, { ...post('/aauth/agent/issue', { delegate_sub: `${AGENT}/session/1`, delegate_public_key: publicJwk(delegate) }), id: AGENT });
  equal(made.status, 200, 'status');
  equal(JSON.parse(Buffer.from(made.body.agent_token.split('.')[1], 'base64url')).aud, api, 'aud');
  const answer = await call(delegate, { ...post('/aauth/agent/token', { request_type: 'auth', resource_token: await resourceToken(thumbprint(delegate)) }), token: made.body.agent_token });
  equal(answer.status, 200, 'status');
  equal((await verify(answer.body.auth_token)).agent_delegate, `${AGENT}/session/1`, 'agent_delegate');
  const further = await call(delegate, { ...post('/aauth/agent/issue', { delegate_sub: 'x', delegate_public_key: publicJwk(newKey()) }), token: made.body.agent_token });
  equal(further.status, 401, 'a delegate appoints nobody');
});
await check('a refresh token gives no more than before', async () => {
  const made = await auth();
  const refresh = (scope) => asAgent('/aauth/agent/token', { request_type: 'refresh', refresh_token: made.refresh_token, scope });
  equal((await refresh('mail.read')).status, 200, 'the same');
  equal((await refresh('mail.read mail.send')).body.error, 'invalid_scope', 'more');
  const stolen = await call(other, { ...post('/aauth/agent/token', { request_type: 'refresh', refresh_token: made.refresh_token }), token: agentToken(other, OTHER, api) });
  equal(stolen.body.error, 'invalid_grant', 'by another agent');
});
await check('what is revoked holds no more', async () => {
  const made = await auth();
  const jti = JSON.parse(Buffer.from(made.auth_token.split('.')[1], 'base64url')).jti;
  const foreign = await call(other, { ...post('/aauth/token/revoke', { token: jti, token_type: 'auth_token' }), token: agentToken(other, OTHER, api) });
  equal(foreign.body.revoked, true, 'the answer says nothing');
  equal((await verify(made.auth_token)).active, true, 'by another agent');
  await asAgent('/aauth/token/revoke', { token: jti, token_type: 'auth_token' });
  equal((await verify(made.auth_token)).active, false, 'by its own');
});
await check('signing lets an agent call the API', async () => {
  const me = await call(key, { method: 'GET', url: `${api}/agents/me?x=1`, token });
  equal(me.status, 200, 'status');
  equal(me.body.identity.type, 'agent', 'type');
});
await check('a body is read after its signature was verified', async () => {
  const answer = await asAgent('/agents/ask', { action: 'mail.read' });
  equal(answer.status, 200, `status ${JSON.stringify(answer.body)}`);
});
await check('JSON that is no object is a bad request', async () => {
  const answer = await asAgent('/aauth/agent/token', [1]);
  equal(answer.status, 400, 'status');
  equal(answer.body.error, 'invalid_request', 'error');
});
await check('a nonce is used once', async () => {
  const request = { ...post('/aauth/agent/token', { request_type: 'auth', resource_token: await resourceToken() }), token, nonce: randomBytes(16).toString('base64url') };
  equal((await call(key, request)).status, 200, 'first');
  refused(await call(key, request), 'The nonce was already used.', 'again');
});
await check('of many with one nonce exactly one is taken', async () => {
  const request = { ...post('/aauth/agent/token', { request_type: 'auth', resource_token: await resourceToken() }), token, nonce: randomBytes(16).toString('base64url') };
  const answers = await Promise.all(Array.from({ length: 8 }, () => call(key, request)));
  equal(answers.filter((a) => a.status === 200).length, 1, 'taken');
  for (const a of answers.filter((each) => each.status !== 200)) refused(a, 'The nonce was already used.');
});
await check('another body is refused', async () => {
  const answer = await call(key, { ...post('/aauth/agent/token', { request_type: 'auth' }), token }, (sent) => ({ ...sent, body: '{"request_type":"code"}' }));
  refused(answer, 'The signature is malformed: the digest does not match the body.');
});
await check('another body with a digest of its own is refused', async () => {
  const body = '{"request_type":"code"}';
  const answer = await call(key, { ...post('/aauth/agent/token', { request_type: 'auth' }), token }, (sent) => ({ ...sent, body,
    headers: { ...sent.headers, 'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:` } }));
  refused(answer, 'The signature does not match.');
});
await check('a body without a digest is refused on the API', async () => {
  const answer = await call(key, { ...post('/agents/ask', { action: 'x' }), token }, (sent) => {
    const headers = { ...sent.headers };
    delete headers['content-digest'];
    return { ...sent, headers };
  });
  equal(answer.status, 401, 'status');
});
await check('a signature that covers less, whatever is left out, is refused', async () => {
  const headers = signed(key, { ...post('/aauth/agent/token?x=1', {}), token });
  const covered = headers['signature-input'].match(/\((.*)\)/)[1].split(' ');
  equal(covered.join(' '), '"@method" "@authority" "@path" "@query" "signature-key" "content-digest" "content-type" "authorization"', 'covered');
  for (const left of covered) {
    const fewer = covered.filter((each) => each !== left).join(' ');
    // Signed by the key as it is sent: only what it covers is wrong.
    const answer = await call(key, { ...post('/aauth/agent/token?x=1', {}), token }, (sent) => covering(sent, fewer));
    refused(answer, `The signature must cover these components in this order: ${covered.join(' ')}.`, `without ${left}`);
  }
  const turned = [covered[1], covered[0], ...covered.slice(2)].join(' ');
  refused(await call(key, { ...post('/aauth/agent/token?x=1', {}), token }, (sent) => covering(sent, turned)),
    `The signature must cover these components in this order: ${covered.join(' ')}.`, 'in another order');
});
await check('a signed request that has no body, or none that is JSON, is told so', async () => {
  for (const path of ['/aauth/agent/token', '/aauth/token/revoke', '/aauth/agent/platform-token']) {
    const none = await call(key, { method: 'POST', url: api + path, token }, (sent) => ({ ...sent, body: undefined }));
    equal(`${none.status} ${none.body.error}`, '400 invalid_request', `${path} without`);
    const bad = await call(key, { method: 'POST', url: api + path, token, body: '{' });
    equal(bad.status, 400, `${path} half`);
  }
});
await check('a signature of another time is refused', async () => {
  for (const apart of [-120, 120]) {
    refused(await asAgent('/aauth/agent/token', {}, { created: Math.floor(Date.now() / 1000) + apart }), 'created must be within a minute of the current time.', `${apart} s`);
  }
});
await check('a signature of another key is refused', async () => {
  refused(await call(other, { ...post('/aauth/agent/token', {}), token }), 'The signature does not match.');
});
await check('an algorithm that the request names, or a key of another kind, is refused', async () => {
  for (const alg of ['ed25519', 'hmac-sha256', 'none']) {
    const answer = await call(key, { ...post('/aauth/agent/token', {}), token }, (sent) => covering(sent, undefined, `;alg="${alg}"`));
    refused(answer, "The signature's parameters must be created and nonce.", alg);
  }
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  for (const jwk of [ec, { kty: 'oct', k: publicJwk(key).x }]) {
    const shown = agentToken(key, AGENT, api, { cnf: { jwk } });
    const answer = await asAgent('/aauth/agent/token', {}, { token: shown });
    refused(answer, jwk === ec ? 'The key must be Ed25519 or RSA.' : 'The agent token is invalid: the key is not public.', jwk.kty);
  }
});
await check('a weaker scheme is refused', async () => {
  const answer = await call(mail, { ...post('/aauth/resource/token', { agent: AGENT, agent_jkt: 'x' }) }, (sent) => sent);
  refused(answer, 'The header Signature-Key with the scheme jwks_uri is required.', 'without Signature-Key');
  const hwk = await call(mail, { ...post('/aauth/resource/token', { agent: AGENT, agent_jkt: 'x' }) }, (sent) => ({ ...sent,
    headers: { ...sent.headers, 'signature-key': `sig1=hwk;kty="OKP";crv="Ed25519";x="${publicJwk(mail).x}"` } }));
  refused(hwk, 'The header Signature-Key with the scheme jwks_uri is required.', 'with a bare key');
});
await check('a resource token is for one agent and one key', async () => {
  for (const wrong of [await resourceToken(thumbprint(other)), await resourceToken(thumbprint(key), 'mail.read', OTHER)]) {
    equal((await asAgent('/aauth/agent/token', { request_type: 'auth', resource_token: wrong })).status, 400, 'status');
  }
});
await check('no kind of token is taken for another', async () => {
  const made = await auth();
  const resource = await resourceToken();
  const bearer = async (t) => (await fetch(`${api}/agents/me`, { headers: { Authorization: `Bearer ${t}` } })).status;
  for (const [name, t] of Object.entries({ agent: token, resource, auth: made.auth_token })) {
    equal(await bearer(t), 401, `${name} token as access token`);
  }
  for (const [name, t] of Object.entries({ resource, auth: made.auth_token })) {
    equal((await asAgent('/aauth/agent/token', {}, { token: t })).status, 401, `${name} token as agent token`);
  }
  for (const [name, t] of Object.entries({ agent: token, auth: made.auth_token })) {
    equal((await asAgent('/aauth/agent/token', { request_type: 'auth', resource_token: t })).status, 400, `${name} token as resource token`);
  }
  for (const [name, t] of Object.entries({ agent: token, resource })) {
    equal((await verify(t)).active, false, `${name} token as auth token`);
  }
  const swapped = jwt(key, { typ: 'JWT' }, { iss: AGENT, sub: AGENT, aud: api, iat: 1, exp: 4e9, jti: 'x', cnf: { jwk: publicJwk(key) } });
  equal((await asAgent('/aauth/agent/token', {}, { token: swapped })).status, 401, 'another typ');
});
await check('an agent token without a signature, or by a secret, is refused', async () => {
  const [header, payload] = token.split('.');
  const none = Buffer.from('{"alg":"none","typ":"agent+jwt"}').toString('base64url');
  equal((await asAgent('/aauth/agent/token', {}, { token: `${none}.${payload}.` })).status, 401, 'none');
  equal((await asAgent('/aauth/agent/token', {}, { token: `${header}.${payload}.AAAA` })).status, 401, 'another signature');
});
await check('another resource learns nothing', async () => {
  const made = await auth();
  const answer = await asResource('/aauth/auth/token/verify', { auth_token: made.auth_token, resource: 'https://else.example' });
  equal(answer.status, 403, 'status');
});
const platformToken = (scope) => asAgent('/aauth/agent/platform-token',
  { grant_type: EXCHANGE, subject_token: token, subject_token_type: AAUTH, scope });
const withProof = async (jwk, access, more = {}) => {
  const url = `${api}/agents/me`;
  const proof = jwt(jwk, { typ: 'dpop+jwt', alg: 'Ed25519', kid: undefined, jwk: publicJwk(jwk) }, {
    htm: 'GET', htu: url, iat: Math.floor(Date.now() / 1000), jti: randomBytes(12).toString('base64url'),
    ath: createHash('sha256').update(access).digest('base64url'), ...more });
  return (await fetch(url, { headers: { Authorization: `DPoP ${access}`, DPoP: proof } })).status;
};
await check('a platform token opens the API to the agent and its key', async () => {
  const made = await platformToken();
  equal(made.status, 200, `status ${JSON.stringify(made.body)}`);
  equal(made.body.token_type, 'DPoP', 'token_type');
  equal(made.body.expires_in, 300, 'expires_in');
  equal(made.body.issued_token_type, 'urn:ietf:params:oauth:token-type:access_token', 'issued_token_type');
  equal(made.body.cnf_jkt, thumbprint(key), 'cnf_jkt');
  const claims = JSON.parse(Buffer.from(made.body.access_token.split('.')[1], 'base64url'));
  equal(claims.cnf.jkt, thumbprint(key), 'cnf.jkt');
  const me = await call(key, { method: 'GET', url: `${api}/agents/me`, token });
  equal(made.body.agent_id, me.body.identity.agent_id ?? me.body.identity.id, 'agent_id');
  equal(await withProof(key, made.body.access_token), 200, 'with a proof');
  equal(await withProof(other, made.body.access_token), 401, 'with the proof of another key');
  const bearer = await fetch(`${api}/agents/me`, { headers: { Authorization: `Bearer ${made.body.access_token}` } });
  equal(bearer.status, 401, 'without a proof');
});
await check('a platform token has no scope beyond the capabilities', async () => {
  const made = await platformToken('mail.delete');
  equal(made.status >= 400 && made.status < 500, true, `status ${made.status}`);
});
await check('a platform token is for the agent that signs, not for another', async () => {
  const answer = await call(other, { ...post('/aauth/agent/platform-token', { grant_type: EXCHANGE, subject_token: token, subject_token_type: AAUTH }), token: agentToken(other, OTHER, api) });
  equal(answer.status, 401, 'status');
});
await check('the platform token is asked for in one way', async () => {
  equal((await asAgent('/aauth/agent/platform-token', { grant_type: 'password' })).status, 400, 'grant_type');
  equal((await asAgent('/aauth/agent/platform-token', { grant_type: EXCHANGE, subject_token: 'x', subject_token_type: AAUTH })).status, 401, 'subject_token');
});
await check('an agent acts from those addresses alone that it may act from', async () => {
  const registered = (await manage('GET', `/admin/aauth/agents/${agentId}`)).body.data.agentId;
  const from = async (allowedIps) => equal((await manage('PATCH', `/admin/agents/${registered}`, { allowedIps })).status, 200, 'allowedIps');
  const issue = () => call(key, { ...post('/aauth/agent/issue', { delegate_sub: `${AGENT}/d`, delegate_public_key: publicJwk(newKey()) }), id: AGENT });
  const ask = async () => asAgent('/aauth/agent/token', { request_type: 'auth', resource_token: await resourceToken(), scope: 'mail.read' });
  const all = { ask, issue, platformToken, revoke: () => asAgent('/aauth/token/revoke', { token: 'x' }), api: () => call(key, { method: 'GET', url: `${api}/agents/me`, token }) };
  await from(['10.0.0.0/8']);
  for (const [what, work] of Object.entries(all)) {
    const answer = await work();
    equal(`${answer.status} ${answer.body.error}`, '403 address_not_allowed', what);
  }
  await from(['127.0.0.0/8', '::1']);
  for (const [what, work] of Object.entries(all)) equal((await work()).status, 200, what);
  await from([]);
});
// Services that are called, and then call others as agents: the same URL in both registries.
const hubs = [];
for (const n of [1, 2, 3]) {
  const url = `https://hub-${n}-${run}.example`;
  const hub = { url, key: newKey() };
  const keys = { keys: [named(hub.key)] };
  hub.id = (await manage('POST', '/admin/aauth/agents', { identifier: url, name: `Hub ${n}`, jwks: keys, scopes: ['mail.read', 'mail.send'], features: ['token_exchange'] })).body.data.id;
  await manage('POST', '/admin/aauth/resources', { identifier: url, name: `Hub ${n}`, jwks: keys, scopes: { 'mail.read': 'Read', 'mail.send': 'Send' }, level: 'none' });
  hub.resourceToken = async (agent, jwk, scope = 'mail.read') => (await call(hub.key, { ...post('/aauth/resource/token', { agent, agent_jkt: thumbprint(jwk), scope }), id: url })).body.resource_token;
  hub.exchange = (auth_token, resource_token, more = {}) => call(hub.key, { ...post('/aauth/agent/token', { request_type: 'exchange', auth_token, resource_token, ...more }), token: agentToken(hub.key, url, api) });
  hubs.push(hub);
}
const [hub, second, third] = hubs;
const mailTokenFor = (of, scope) => resourceToken(thumbprint(of.key), scope, of.url);
const toHub = async (scope = 'mail.read') => (await asAgent('/aauth/agent/token',
  { request_type: 'auth', resource_token: await hub.resourceToken(AGENT, key, scope) })).body.auth_token;
await check('a service that was called goes on to the next with what it was called with', async () => {
  const answer = await hub.exchange(await toHub(), await mailTokenFor(hub, 'mail.read'));
  equal(answer.status, 200, `status ${JSON.stringify(answer.body)}`);
  equal(answer.body.request_type, 'exchange', 'request_type');
  equal(answer.body.refresh_token, undefined, 'refresh_token');
  equal(answer.body.expires_in <= 900, true, 'expires_in');
  const seen = await verify(answer.body.auth_token);
  equal(seen.active, true, 'active');
  equal(seen.agent, hub.url, 'agent');
  equal(seen.cnf_jkt, thumbprint(hub.key), 'cnf_jkt');
  equal(seen.scope, 'mail.read', 'scope');
  equal(JSON.stringify(seen.act), JSON.stringify({ sub: hub.url, act: { sub: AGENT } }), 'act');
});
await check('an exchange gives no more than the token that it begins with', async () => {
  const answer = await hub.exchange(await toHub('mail.read'), await mailTokenFor(hub, 'mail.read mail.send'), { scope: 'mail.send' });
  equal(answer.body.error, 'invalid_scope', 'error');
});
await check('an exchange is for who was called, by a token of this kind, with the right to', async () => {
  const upstream = await toHub();
  equal((await second.exchange(upstream, await mailTokenFor(second, 'mail.read'))).body.error, 'invalid_grant', 'by another service');
  equal((await hub.exchange(token, await mailTokenFor(hub, 'mail.read'))).body.error, 'invalid_grant', 'with an agent token');
  equal((await hub.exchange(upstream, await mailTokenFor(second, 'mail.read'))).status, 400, 'with a resource token of another');
  const plain = await call(other, { ...post('/aauth/agent/token', { request_type: 'exchange', auth_token: upstream, resource_token: await resourceToken(thumbprint(other), 'mail.read', OTHER) }), token: agentToken(other, OTHER, api) });
  equal(plain.body.error, 'unauthorized_client', 'without the feature');
});
await check('at most three act one for the other', async () => {
  const one = await toHub();
  const two = (await hub.exchange(one, await second.resourceToken(hub.url, hub.key))).body.auth_token;
  const three = (await second.exchange(two, await third.resourceToken(second.url, second.key))).body.auth_token;
  equal(typeof three, 'string', 'three');
  const four = await third.exchange(three, await mailTokenFor(third, 'mail.read'));
  equal(four.status, 403, 'status');
  equal(four.body.error, 'delegation_depth_exceeded', 'error');
});
await check('what nobody consented to is not reached by an exchange', async () => {
  await manage('PATCH', `/admin/aauth/resources/${mailId}`, { level: 'authorized' });
  const answer = await hub.exchange(await toHub(), await mailTokenFor(hub, 'mail.read'));
  await manage('PATCH', `/admin/aauth/resources/${mailId}`, { level: 'none' });
  equal(answer.body.error, 'consent_required', 'error');
});
await check('an exchanged token ends with the one above it, and with who had that', async () => {
  const upstream = await toHub();
  const below = (await hub.exchange(upstream, await mailTokenFor(hub, 'mail.read'))).body.auth_token;
  equal((await verify(below)).active, true, 'before');
  await asAgent('/aauth/token/revoke', { token: upstream, token_type: 'auth_token' });
  equal((await verify(below)).active, false, 'after the one above was revoked');
  const next = (await hub.exchange(await toHub(), await mailTokenFor(hub, 'mail.read'))).body.auth_token;
  await manage('PATCH', `/admin/aauth/agents/${agentId}`, { enabled: false });
  equal((await verify(next)).active, false, 'while the first agent is stopped');
  await manage('PATCH', `/admin/aauth/agents/${agentId}`, { enabled: true });
  equal((await verify(next)).active, false, 'what ended does not come back');
});
const delegateToken = async (jwk) => (await call(key, { ...post('/aauth/agent/issue', { delegate_sub: `${AGENT}/d`, delegate_public_key: publicJwk(jwk) }), id: AGENT })).body.agent_token;
const registered = (await manage('GET', `/admin/aauth/agents/${agentId}`)).body.data.agentId;
const stops = {
  'the agent of the registry': async () => {
    equal((await manage('POST', `/admin/agents/${registered}/suspend`, {})).status, 200, 'suspend');
    equal((await manage('POST', `/admin/agents/${registered}/activate`, {})).status, 200, 'activate');
  },
  'the registration': async () => {
    for (const enabled of [false, true]) equal((await manage('PATCH', `/admin/aauth/agents/${agentId}`, { enabled })).status, 200, 'enabled');
  },
  'the resource': async () => {
    for (const enabled of [false, true]) equal((await manage('PATCH', `/admin/aauth/resources/${mailId}`, { enabled })).status, 200, 'enabled');
  },
};
for (const [what, stopAndStart] of Object.entries(stops)) {
  await check(`what ended when somebody was stopped does not come back: ${what}`, async () => {
    const delegate = newKey();
    const made = await auth();
    const appointed = await delegateToken(delegate);
    const below = (await hub.exchange(await toHub(), await mailTokenFor(hub, 'mail.read'))).body.auth_token;
    equal((await verify(made.auth_token)).active, true, 'before');
    equal((await verify(below)).active, true, 'what was exchanged before');
    await stopAndStart();
    equal((await verify(made.auth_token)).active, false, 'its token');
    equal((await verify(below)).active, false, 'what was exchanged for its token');
    const refreshed = await asAgent('/aauth/agent/token', { request_type: 'refresh', refresh_token: made.refresh_token });
    equal(refreshed.body.error, 'invalid_grant', 'its refresh token');
    if (what !== 'the resource') {
      const answer = await call(delegate, { ...post('/aauth/agent/token', { request_type: 'auth', resource_token: await resourceToken(thumbprint(delegate)) }), token: appointed });
      equal(answer.status, 401, 'the token that was made here for its delegate');
    }
    const anew = await auth();
    equal((await verify(anew.auth_token)).active, true, 'a new token');
    equal((await asAgent('/aauth/agent/token', { request_type: 'refresh', refresh_token: anew.refresh_token })).status, 200, 'a new refresh token');
  });
}
await check('an agent that loses a key loses what it got, and with a key more it does not', async () => {
  const keys = { keys: [named(key), { ...publicJwk(rsa), kid: 'rsa' }] };
  const more = { keys: [...keys.keys, { ...publicJwk(newKey()), kid: 'more' }] };
  const made = await auth();
  equal((await manage('PATCH', `/admin/aauth/agents/${agentId}`, { jwks: more })).status, 200, 'a key more');
  equal((await verify(made.auth_token)).active, true, 'with a key more');
  equal((await manage('PATCH', `/admin/aauth/agents/${agentId}`, { jwks: keys })).status, 200, 'a key less');
  equal((await verify(made.auth_token)).active, false, 'without it');
});
await check('no token permits more than the agent is capable of, at any time', async () => {
  const capable = async (...scopes) => equal((await manage('PUT', `/admin/agents/${registered}/scopes`, { scopes })).status, 200, 'scopes');
  const made = await auth({ scope: 'mail.read mail.send' });
  const below = (await hub.exchange(await toHub('mail.read mail.send'), await mailTokenFor(hub, 'mail.read mail.send'))).body.auth_token;
  equal((await verify(below)).scope, 'mail.read mail.send', 'exchanged before');
  await capable('mail.read');
  equal((await verify(made.auth_token)).scope, 'mail.read', 'a token that it has');
  equal((await verify(below)).scope, 'mail.read', 'a token that was exchanged for one that it had');
  equal((await auth({ scope: 'mail.send' })).error, 'invalid_scope', 'a new one');
  equal((await asAgent('/aauth/agent/token', { request_type: 'refresh', refresh_token: made.refresh_token, scope: 'mail.send' })).body.error, 'invalid_scope', 'by a refresh token');
  await capable();
  const none = await auth({ scope: 'mail.read mail.send' });
  equal(none.error, 'invalid_scope', 'one that is capable of nothing');
  equal(JSON.stringify(none.details?.required_capabilities), '["mail.read","mail.send"]', 'what it lacks');
  equal(none.message.startsWith('The agent lacks the capabilities mail.read mail.send.'), true, 'why');
  await capable('mail.read', 'mail.send');
  equal(typeof (await auth({ scope: 'mail.read mail.send' })).auth_token, 'string', 'one that was given what it lacked');
});
await check('a person is asked where the resource wants it', async () => {
  await manage('PATCH', `/admin/aauth/resources/${mailId}`, { level: 'authorized' });
  const asked = await auth({ redirect_uri: `${AGENT}/cb` });
  equal(typeof asked.request_token, 'string', 'request_token');
  equal(asked.expires_in, 600, 'expires_in');
  equal((await auth({ redirect_uri: `${AGENT}/cb/../x` })).error, 'invalid_request', 'another redirect_uri');
  const moved = await fetch(asked.authorization_uri, { redirect: 'manual' });
  equal(moved.status, 302, 'status');
  equal(moved.headers.get('location').includes('/portal/aauth/authorize?request_token='), true, 'location');
  await manage('PATCH', `/admin/aauth/resources/${mailId}`, { level: 'none' });
});
await check('documents name who may act', async () => {
  const seen = await (await fetch(`${api}/aauth/agents/${agentId}/jwks.json`)).json();
  equal(seen.keys.some((k) => k.x === publicJwk(key).x), true, 'the key');
  equal((await (await fetch(`${api}/.well-known/aauth-resource`)).json()).some((r) => r.resource === MAIL), true, 'the resource');
  equal((await fetch(`${api}/aauth/resources/${agentId}/metadata`)).status, 404, 'an agent is no resource');
});
const same = (is, should, what) => equal(JSON.stringify(is), JSON.stringify(should), what);
const claimsOf = (made) => JSON.parse(Buffer.from(made.split('.')[1], 'base64url'));
const open = async (path) => {
  const answer = await fetch(api + path);
  return { status: answer.status, body: await answer.json() };
};
await check('the issuer document has the nine members that are published', async () => {
  same((await open('/.well-known/aauth-issuer')).body, {
    aauth_version: '1.0', issuer: api, jwks_uri: `${api}/aauth/jwks.json`,
    agent_token_endpoint: `${api}/aauth/agent/token`, agent_auth_endpoint: `${api}/aauth/agent/auth`,
    agent_signing_algs_supported: ['ed25519', 'rsa-pss-sha512'], token_signing_algs_supported: ['RS256'],
    request_types_supported: ['auth', 'code', 'exchange', 'refresh'], scopes_supported: ['mail.read', 'mail.send'],
  }, 'document');
  const header = JSON.parse(Buffer.from((await auth()).auth_token.split('.')[0], 'base64url'));
  same([header.typ, header.alg], ['auth+jwt', 'RS256'], 'header');
  const keys = (await open('/aauth/jwks.json')).body.keys;
  equal(keys.some((k) => k.kid === header.kid && k.d === undefined), true, 'its key');
});
await check('lists and documents of agents and resources say the same, of those who may act', async () => {
  const agent = { id: agentId, agent: AGENT, name: 'Agent', issuer: api, jwks_uri: `${api}/aauth/agents/${agentId}/jwks.json`,
    scopes: ['mail.read', 'mail.send'], redirect_uris: [`${AGENT}/cb`], features: ['delegation', 'token_exchange', 'user_authorization'] };
  const resource = { id: mailId, resource: MAIL, name: 'Mail', issuer: api, jwks_uri: `${api}/aauth/resources/${mailId}/jwks.json`,
    scopes_supported: ['mail.read', 'mail.send'], auth_level: 'none', auth_server: api };
  const agents = async () => (await open('/.well-known/aauth-agent')).body;
  same(await open(`/aauth/agents/${agentId}/metadata`), { status: 200, body: agent }, 'agent');
  same((await agents()).find((a) => a.id === agentId), agent, 'agent in the list');
  same(await open(`/aauth/resources/${mailId}/metadata`), { status: 200, body: resource }, 'resource');
  same((await open('/.well-known/aauth-resource')).body.find((r) => r.id === mailId), resource, 'resource in the list');
  same((await agents()).map((a) => a.agent).sort(), [AGENT, OTHER, ...hubs.map((h) => h.url)].sort(), 'all agents');
  await manage('PATCH', `/admin/aauth/agents/${third.id}`, { enabled: false });
  equal((await agents()).some((a) => a.agent === third.url), false, 'one that is stopped, in the list');
  equal((await open(`/aauth/agents/${third.id}/metadata`)).status, 404, 'one that is stopped');
});
await check('a resource sees whether a resource token of its own holds', async () => {
  const ask = { agent: AGENT, agent_jkt: thumbprint(key), scope: 'mail.read' };
  const make = (more) => asResource('/aauth/resource/token', { ...ask, ...more });
  const { resource_token, ...rest } = (await make({ auth_request_url: `${MAIL}/requests/1`, auth_server: api })).body;
  same(rest, { token_type: 'resource+jwt', expires_in: 300 }, 'answer');
  same([claimsOf(resource_token).aud, claimsOf(resource_token).auth_request_url], [api, `${MAIL}/requests/1`], 'claims');
  const organization = api.replace('/t/', '/orgs/');
  equal(claimsOf((await make({ auth_server: organization })).body.resource_token).aud, organization, 'the other path');
  const elsewhere = await make({ auth_server: 'https://else.example' });
  same([elsewhere.status, elsewhere.body.error], [400, 'invalid_request'], 'another auth_server');
  const seen = { resource_token, agent: AGENT, agent_jkt: thumbprint(key) };
  const look = (more = {}) => asResource('/aauth/resource/token/verify', { ...seen, ...more });
  same((await look()).body, { active: true, resource: MAIL, scope: 'mail.read', auth_request_url: `${MAIL}/requests/1` }, 'it holds');
  const inactive = (answer, what) => {
    same([answer.status, Object.keys(answer.body), answer.body.active], [200, ['active', 'error'], false], what);
    equal(answer.body.error.length > 0, true, `why: ${what}`);
  };
  inactive(await look({ agent: OTHER }), 'for another agent');
  inactive(await look({ agent_jkt: thumbprint(other) }), 'for another key');
  inactive(await look({ resource_token: `${resource_token.slice(0, -8)}AAAAAAAA` }), 'another signature');
  inactive(await look({ resource_token: (await auth()).auth_token }), 'an auth token');
  inactive(await call(hub.key, { ...post('/aauth/resource/token/verify', seen), id: hub.url }), 'by another resource');
  for (const missing of Object.keys(seen)) {
    const answer = await look({ [missing]: undefined });
    same([answer.status, answer.body.error], [400, 'invalid_request'], `without ${missing}`);
  }
  equal((await call(key, { ...post('/aauth/resource/token/verify', seen), token })).status, 401, 'by an agent');
});
await check('a token for a delegate names whom it is for beside this server', async () => {
  const delegate = newKey();
  const issue = (audience) => call(key, { ...post('/aauth/agent/issue', { delegate_sub: `${AGENT}/d`, delegate_public_key: publicJwk(delegate), audience }), id: AGENT });
  const made = (await issue([MAIL, api])).body.agent_token;
  same(claimsOf(made).aud, [api, MAIL], 'a list');
  same(claimsOf((await issue(MAIL)).body.agent_token).aud, [api, MAIL], 'a text');
  const used = await call(delegate, { ...post('/aauth/agent/token', { request_type: 'auth', resource_token: await resourceToken(thumbprint(delegate)) }), token: made });
  equal(used.status, 200, 'used here');
  for (const audience of [[1], { a: 1 }, Array(11).fill(MAIL)]) equal((await issue(audience)).status, 400, JSON.stringify(audience).slice(0, 20));
});
await check('a refresh names the resource that the token is for, or none', async () => {
  const made = await auth();
  const refresh = async (resource_token) => {
    const answer = await asAgent('/aauth/agent/token', { request_type: 'refresh', refresh_token: made.refresh_token, resource_token });
    return `${answer.status} ${answer.body.request_type ?? answer.body.error}`;
  };
  equal(await refresh(await resourceToken()), '200 refresh', 'its own');
  equal(await refresh(await hub.resourceToken(AGENT, key)), '400 invalid_request', 'of another resource');
  equal((await refresh(await resourceToken(thumbprint(other)))).startsWith('400 '), true, 'for another key');
});
await check('a refresh token that is revoked gives nothing any more', async () => {
  const made = await auth();
  const asked = { token: made.refresh_token, token_type: 'refresh_token' };
  const refreshed = async () => (await asAgent('/aauth/agent/token', { request_type: 'refresh', refresh_token: made.refresh_token })).status;
  const foreign = await call(other, { ...post('/aauth/token/revoke', asked), token: agentToken(other, OTHER, api) });
  same([foreign.status, foreign.body], [200, { revoked: true }], 'by another agent');
  equal(await refreshed(), 200, 'which ends nothing');
  for (const time of ['once', 'again']) {
    const answer = await asAgent('/aauth/token/revoke', asked);
    same([answer.status, answer.body], [200, { revoked: true }], time);
  }
  equal(await refreshed(), 400, 'after');
  equal((await asAgent('/aauth/token/revoke', { token_type: 'refresh_token' })).status, 400, 'without a token');
});
await check('a resource wants nobody, or a person, by its level', async () => {
  const level = async (to, status = 200) => equal((await manage('PATCH', `/admin/aauth/resources/${mailId}`, { level: to })).status, status, to);
  for (const [to, person] of Object.entries({ none: false, authenticated: false, authorized: true, user: true })) {
    await level(to);
    equal((await open(`/aauth/resources/${mailId}/metadata`)).body.auth_level, to, 'auth_level');
    const { auth_token, refresh_token, request_token } = await auth({ redirect_uri: `${AGENT}/cb` });
    same([typeof auth_token, typeof refresh_token, typeof request_token], person ? ['undefined', 'undefined', 'string'] : ['string', 'string', 'undefined'], to);
    if (!person) equal((await verify(auth_token)).active, true, `${to}: the token`);
  }
  await level('none');
  await level('anybody', 422);
});
// A site where agents and resources show their keys.
const shown = { status: 200, keys: {} };
const site = createServer({ pfx: readFileSync(pfx), passphrase }, (request, response) => {
  const { status, keys: { [request.url]: keys } } = shown;
  response.writeHead(keys ? status : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(status === 200 ? { keys } : {}));
});
await new Promise((done) => site.listen(0, '127.0.0.1', done));
/** Registers an agent or a resource that shows its keys there, and signs by one of them. */
const farAway = async (kind, more) => {
  const name = `${kind}-${randomBytes(4).toString('hex')}`;
  const far = { url: `https://${name}.example`, key: newKey(), kid: 'key-1' };
  far.show = (status = 200) => Object.assign(shown, { status, keys: { ...shown.keys, [`/${name}`]: [{ ...publicJwk(far.key), kid: far.kid }] } });
  far.rotate = () => Object.assign(far, { key: newKey(), kid: 'key-2' }).show();
  far.token = (bound) => jwt(far.key, { typ: 'agent+jwt', kid: far.kid }, { iss: far.url, sub: far.url, aud: api,
    iat: Math.floor(Date.now() / 1000), exp: Math.floor(Date.now() / 1000) + 60, jti: randomBytes(12).toString('base64url'), cnf: { jwk: publicJwk(bound) } });
  far.call = (path, body, more = {}) => call(far.key, { ...post(path, body), id: far.url, kid: far.kid, ...more });
  equal((await manage('POST', `/admin/aauth/${kind}s`, { identifier: far.url, name, jwksUri: `https://localhost:${site.address().port}/${name}`, ...more })).status, 201, kind);
  return far;
};
const farAgent = await farAway('agent', { scopes: ['mail.read'] });
const farMail = await farAway('resource', { scopes: { 'mail.read': 'Read' }, level: 'none' });
const bound = newKey();
const farAuth = async () => {
  const { body: { resource_token } } = await farMail.call('/aauth/resource/token', { agent: farAgent.url, agent_jkt: thumbprint(bound), scope: 'mail.read' });
  return call(bound, { ...post('/aauth/agent/token', { request_type: 'auth', resource_token }), token: farAgent.token(bound) });
};
const seenFar = async (auth_token) => (await farMail.call('/aauth/auth/token/verify', { auth_token, resource: farMail.url })).body.active;
await check('who shows its keys at an address signs by those, and by the next ones once it changed them', async () => {
  farAgent.show();
  farMail.show();
  const before = await farAuth();
  equal(before.status, 200, `status ${JSON.stringify(before.body)}`);
  const [agentBefore, mailBefore] = [{ ...farAgent }, { ...farMail }];
  farAgent.rotate();
  farMail.rotate();
  const after = await farAuth();
  equal(after.status, 200, `status ${JSON.stringify(after.body)}`);
  for (const each of [before, after]) equal(await seenFar(each.body.auth_token), true, 'active');
  const shownBefore = jwt(agentBefore.key, { typ: 'agent+jwt', kid: 'key-1' }, claimsOf(farAgent.token(bound)));
  equal((await call(bound, { ...post('/aauth/agent/token', { request_type: 'auth' }), token: shownBefore })).status, 401, 'an agent, by the key that is gone');
  const byOld = await call(mailBefore.key, { ...post('/aauth/auth/token/verify', { auth_token: after.body.auth_token, resource: farMail.url }), id: farMail.url });
  refused(byOld, "kid must name one of the signer's keys.", 'a resource, by the key that is gone');
});
await check('an address that is away refuses nothing and uses up no nonce, and whose keys are known go on', async () => {
  const late = await farAway('resource', { scopes: { 'mail.read': 'Read' }, level: 'none' });
  const nonce = randomBytes(16).toString('base64url');
  const ask = () => late.call('/aauth/resource/token', { agent: AGENT, agent_jkt: thumbprint(key), scope: 'mail.read' }, { nonce });
  const away = (answer, what) => {
    equal(`${answer.status} ${answer.body.error}`, '503 temporarily_unavailable', what);
    equal(answer.headers.get('retry-after') > 0, true, `Retry-After: ${what}`);
  };
  late.show(500);
  away(await ask(), 'a resource');
  const lateAgent = await farAway('agent', { scopes: ['mail.read'] });
  lateAgent.show(500);
  away(await call(bound, { ...post('/aauth/agent/token', { request_type: 'auth' }), token: lateAgent.token(bound) }), 'an agent');
  equal((await farAuth()).status, 200, 'whose keys are known');
  late.show();
  let answer = await ask();
  for (const until = Date.now() + 60_000; answer.status === 503 && Date.now() < until; answer = await ask()) {
    await new Promise((done) => setTimeout(done, 100));
  }
  equal(answer.status, 200, 'the same nonce once it is back');
  refused(await ask(), 'The nonce was already used.', 'after that');
});
site.closeAllConnections();
site.close();
await check('bad settings are refused', async () => {
  const bad = [{}, { identifier: 'ftp://a' , jwks: { keys: [named(key)] } }, { identifier: 'https://a.example' },
    { identifier: 'https://a.example', jwks: { keys: [key] } }, { identifier: 'https://a.example', jwks: { keys: [named(key)] }, scopes: ['a b'] },
    { identifier: 'https://a.example', jwksUri: 'https://10.0.0.1/jwks.json' }, { identifier: 'https://a.example', jwksUri: 'https://169.254.169.254/keys' },
    { identifier: 'https://a.example', jwksUri: 'http://8.8.8.8/keys' },
    { identifier: 'https://a.example', jwks: { keys: [named(key)] }, agentId: 'agt_none' }, { identifier: 'https://a.example', level: 'none' }];
  for (const body of bad) equal((await manage('POST', '/admin/aauth/agents', body)).status, 422, JSON.stringify(body).slice(0, 80));
});
await check('an agent that is stopped gets nothing, and its tokens hold no more', async () => {
  const made = await auth();
  await manage('PATCH', `/admin/aauth/agents/${agentId}`, { enabled: false });
  equal((await verify(made.auth_token)).active, false, 'its token');
  equal((await asAgent('/aauth/agent/token', { request_type: 'auth' })).status, 401, 'a new one');
  equal((await call(key, { method: 'GET', url: `${api}/agents/me`, token })).status, 401, 'the API');
});
await check('an agent that the registry suspends or retires gets nothing, and its tokens hold no more', async () => {
  await manage('PATCH', `/admin/aauth/agents/${agentId}`, { enabled: true });
  const path = `/admin/agents/${(await manage('GET', `/admin/aauth/agents/${agentId}`)).body.data.agentId}`;
  const change = async (to, status = 200) => equal((await manage('POST', `${path}/${to}`, {})).status, status, to);
  const stopped = async (made, bound, what) => {
    equal((await verify(made.auth_token)).active, false, `${what}: its token`);
    refused(await asAgent('/aauth/agent/token', { request_type: 'auth' }), 'The agent or resource that signs the request is disabled.', what);
    equal((await call(key, { method: 'GET', url: `${api}/agents/me`, token })).status, 401, `${what}: the API`);
    equal(await withProof(key, bound), 401, `${what}: a platform token`);
  };
  const made = await auth();
  const bound = (await platformToken()).body.access_token;
  equal(await withProof(key, bound), 200, 'before');
  await change('suspend');
  await stopped(made, bound, 'suspended');
  await change('activate');
  equal((await verify(made.auth_token)).active, false, 'what it had before');
  equal(await withProof(key, bound), 401, 'what it had before, for the API');
  const anew = await auth();
  const boundAnew = (await platformToken()).body.access_token;
  equal(await withProof(key, boundAnew), 200, 'anew');
  await change('retire');
  await stopped(anew, boundAnew, 'retired');
  await change('activate', 409);
  await stopped(anew, boundAnew, 'retired for good');
});
