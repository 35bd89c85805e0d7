// What an agent of the published profile has before a server stops, and after.
//   node underway.mjs CLIENT begin API ADMIN    prints what it keeps
//   node underway.mjs CLIENT after KEPT         fails where something is not as it should be
import { randomBytes } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const [client, step, ...rest] = process.argv.slice(2);
const { newKey, publicJwk, thumbprint, agentToken, call } = await import(pathToFileURL(client));
const AGENT = 'https://agent.example';
const MAIL = 'https://mail.example';
const WINDOW = 60;
const AHEAD = 50; // as a clock may be, so that the request is of now for longer
const now = () => Math.floor(Date.now() / 1000);
const equal = (is, should, what) => {
  if (is !== should) throw new Error(`${what}: ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
};
const post = (api, path, body) => ({ method: 'POST', url: api + path, body: JSON.stringify(body) });
const jti = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).jti;

const acting = ({ api, key, mail, token }) => ({
  ask: (body, more) => call(key, { ...post(api, '/aauth/agent/token', body), token, ...more }),
  revoke: (made) => call(key, { ...post(api, '/aauth/token/revoke', { token: jti(made), token_type: 'auth_token' }), token }),
  resource: async () => (await call(mail, { ...post(api, '/aauth/resource/token',
    { agent: AGENT, agent_jkt: thumbprint(key), scope: 'mail.read' }), id: MAIL })).body.resource_token,
  active: async (made) => (await call(mail, { ...post(api, '/aauth/auth/token/verify',
    { auth_token: made, resource: MAIL }), id: MAIL })).body.active,
});

if (step === 'begin') {
  const [api, admin] = rest;
  const manage = async (path, body) => {
    const answer = await fetch(api + path, { method: 'POST', headers: { 'X-API-Key': admin, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    equal(answer.status, 201, path);
  };
  const named = (jwk) => ({ keys: [{ ...publicJwk(jwk), kid: 'key-1' }] });
  const kept = { api, key: newKey(), mail: newKey() };
  await manage('/admin/aauth/agents', { identifier: AGENT, name: 'Agent', jwks: named(kept.key), scopes: ['mail.read'] });
  await manage('/admin/aauth/resources', { level: 'none', identifier: MAIL, name: 'Mail', jwks: named(kept.mail), scopes: { 'mail.read': 'Read' } });
  kept.token = agentToken(kept.key, AGENT, api);
  const { ask, revoke, resource } = acting(kept);
  const auth = async () => (await ask({ request_type: 'auth', resource_token: await resource() })).body;
  const made = await auth();
  const ended = (await auth()).auth_token;
  await revoke(ended);
  kept.body = { request_type: 'auth', resource_token: await resource() };
  kept.once = { nonce: randomBytes(16).toString('base64url'), created: now() + AHEAD };
  equal((await ask(kept.body, kept.once)).status, 200, 'the first of a nonce');
  console.log(JSON.stringify({ ...kept, made, ended }));
} else {
  const kept = JSON.parse(rest[0]);
  const { ask, revoke, resource, active } = acting(kept);
  const again = await ask(kept.body, kept.once);
  equal(again.status, 401, 'a nonce again');
  const inTime = now() <= kept.once.created + WINDOW;
  if (inTime) equal(again.body.error_description, 'The nonce was already used.', 'why');
  equal(await active(kept.made.auth_token), true, 'a token of before');
  equal(await active(kept.ended), false, 'a revoked token');
  const next = await ask({ request_type: 'refresh', refresh_token: kept.made.refresh_token });
  equal(next.status, 200, 'a refresh token of before');
  equal((await ask({ request_type: 'auth', resource_token: await resource() })).status, 200, 'a new token');
  await revoke(kept.made.auth_token);
  equal(await active(kept.made.auth_token), false, 'revoked then');
  console.log(JSON.stringify({ tried: inTime }));
}
