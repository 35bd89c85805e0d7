// The agent's side of a consent.
//   node consent.mjs CLIENT ask API ADMIN [LEVEL [KEPT [NAME]]]      prints what it needs later, and where the person goes
//                                              KEPT is what an earlier ask printed: the same agent again
//   node consent.mjs CLIENT redeem ASKED CODE  redeems the code, twice
import { pathToFileURL } from 'node:url';

const [client, step, ...rest] = process.argv.slice(2);
const { newKey, publicJwk, thumbprint, agentToken, call } = await import(pathToFileURL(client));
const AGENT = 'https://agent.example';
const MAIL = 'https://mail.example';
const post = (api, path, body) => ({ method: 'POST', url: api + path, body: JSON.stringify(body) });

if (step === 'ask') {
  const [api, admin, level = 'authorized', kept, name = '<b>Agent</b>'] = rest;
  const { key, mail } = kept ? JSON.parse(kept) : { key: newKey(), mail: newKey() };
  const manage = async (path, body) => {
    const answer = await fetch(api + path, { method: 'POST', headers: { 'X-API-Key': admin, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    if (answer.status !== 201) throw new Error(await answer.text());
  };
  const named = (jwk) => ({ keys: [{ ...publicJwk(jwk), kid: 'key-1' }] });
  if (!kept) await manage('/admin/aauth/agents', { identifier: AGENT, name, owner: 'Ada Lovelace', jwks: named(key), scopes: ['mail.read'], redirectUris: [`${AGENT}/cb`], features: ['user_authorization'] });
  if (!kept) await manage('/admin/aauth/resources', { level, identifier: MAIL, name: 'Mail', jwks: named(mail), scopes: { 'mail.read': 'Read your mail' } });
  const { resource_token } = (await call(mail, { ...post(api, '/aauth/resource/token', { agent: AGENT, agent_jkt: thumbprint(key), scope: 'mail.read' }), id: MAIL })).body;
  const asked = (await call(key, { ...post(api, '/aauth/agent/token', { request_type: 'auth', resource_token, redirect_uri: `${AGENT}/cb` }), token: agentToken(key, AGENT, api) })).body;
  console.log(JSON.stringify({ ...asked, api, key, mail }));
} else {
  const { api, key, mail } = JSON.parse(rest[0]);
  const token = agentToken(key, AGENT, api);
  const redeem = () => call(key, { ...post(api, '/aauth/agent/token', { request_type: 'code', code: rest[1], redirect_uri: `${AGENT}/cb` }), token });
  const made = await redeem();
  const verify = async () => (await call(mail, { ...post(api, '/aauth/auth/token/verify', { auth_token: made.body.auth_token, resource: MAIL }), id: MAIL })).body;
  const seen = await verify();
  const again = (await redeem()).status;
  console.log(JSON.stringify({ status: made.status, answer: made.body.error, refreshable: 'refresh_token' in made.body, seen, again, after: await verify() }));
}
