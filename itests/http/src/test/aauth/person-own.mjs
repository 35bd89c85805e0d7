// LumoAuth's person server and LumoAuth's access server, of two tenants.
//   node person-own.mjs CLIENT KEYS PEOPLE ACCESS SITE EMAIL PASSWORD ADMIN ACCESS_ADMIN PFX PASSPHRASE
//       every case says "ok CASE" or "failed CASE: WHY"; PEOPLE and ACCESS are the issuers of the two
import { createPublicKey, verify } from 'node:crypto';
import { kit } from './person-kit.mjs';
import { startPeer } from './person-peer.mjs';

const [client, keysJson, people, access, site, email, password, admin, accessAdmin, pfx, passphrase] = process.argv.slice(2);
const { ap } = JSON.parse(keysJson);
const {
  newKey, thumbprint, named, key, AGENT, jwt, asAgent, poll, page, browse, submit, answer, equal, check, claims, header,
} = await kit(client, { ap, api: people, site, email, password });

const manage = async (api, apiKey, method, path, body) => {
  const got = await fetch(api + path, { method, headers: { 'X-API-Key': apiKey, 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
  const text = await got.text();
  return { status: got.status, body: JSON.parse(text) };
};
const settings = async (api, apiKey, section) => equal((await manage(api, apiKey, 'PUT', '/admin/settings/aauthPerson', section)).status, 200, 'settings');

const secret = newKey();
const resource = await startPeer(pfx, passphrase, named(secret, 'key'));
resource.handle = ({ path }) => (path === '/revoke' ? [200, ''] : [404, {}]);
await settings(people, admin, { agentProviders: [site], resources: [resource.id], accessServers: [access] });
const policy = { agentProviders: [site], resources: [resource.id], personServers: [people], accessScopes: ['data.read', 'data.write'] };
const gives = (more) => settings(access, accessAdmin, { ...policy, ...more });
await gives({});

const error = (told) => `${told.status} ${told.body.error}`;
const requirement = (told) => told.headers.get('aauth-requirement') ?? '';
const wants = (shown, more = {}) => jwt(secret, 'key', 'aa-resource+jwt', {
  iss: resource.id, dwk: 'aauth-resource.json', aud: access, ps: people, sub: claims(shown).sub, presented_jti: claims(shown).jti,
  agent_jkt: thumbprint(key), scope: 'data.read', ...more });
const askAuth = (shown, more = {}, wanted = {}) => asAgent('/aauth-person/token', { resource_token: wants(shown, wanted), presented_token: shown, ...more });
async function allowed(asked, look, more) {
  equal(asked.status, 202, `asked ${JSON.stringify(asked.body)}`);
  equal(requirement(asked).startsWith('requirement=interaction'), true, requirement(asked));
  await answer(asked, 'allow', look, more);
  return poll(asked);
}
const token = (told) => {
  equal(told.status, 200, `told ${JSON.stringify(told.body)}`);
  return claims(told.body.auth_token);
};
async function until(what, holds) {
  const end = Date.now() + 20_000;
  while (!await holds()) {
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

let shown;
let less; // what an updated request got, by another person token
await check('the access server gives what the person allowed', async () => {
  shown = (await allowed(await asAgent('/aauth-person/person', { resource: resource.id }))).body.person_token;
  const told = await allowed(await askAuth(shown));
  const got = token(told);
  equal([got.iss, got.dwk, got.aud, got.ps, got.sub, got.scope].join(),
    [access, 'aauth-access.json', resource.id, people, claims(shown).sub, 'data.read'].join(), 'claims');
  const document = await (await fetch(`${access}/.well-known/aauth-access.json`)).json();
  const { keys } = await (await fetch(document.jwks_uri)).json();
  const [head, body, signature] = told.body.auth_token.split('.');
  const jwk = keys.find((each) => each.kid === header(told.body.auth_token).kid);
  equal(verify(null, Buffer.from(`${head}.${body}`), createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(signature, 'base64url')), true, 'by a key that it publishes');
  equal((await askAuth(shown)).status, 200, 'the person is not asked again');
});
await check('what the access server refuses is refused', async () => {
  const more = await askAuth(shown, {}, { scope: 'data.read data.erase' });
  equal(error(await allowed(more)), '403 denied', 'a scope that it does not give');
  await settings(access, accessAdmin, { ...policy, personServers: [] });
  equal(error(await askAuth(shown)), '403 denied', 'a person server that it does not know: no reason to try again');
  await gives({});
});
await check('a person says whether the access server learns who they are', async () => {
  await gives({ accessClaims: ['email', 'family_name'] });
  const asked = await askAuth(shown);
  await answer(asked, 'deny', ({ text }) => {
    equal(text.includes(access) && text.includes('family_name') && text.includes('email'), true, 'who wants to know what');
  });
  equal(error(await poll(asked)), '403 denied', 'no');
  const told = await allowed(await askAuth(shown));
  equal([token(told).email, token(told).family_name].join(), [email, 'Lovelace'].join(), 'yes: the resource reads it');
  const again = await askAuth(shown);
  equal(token(again).email, email, 'not asked again');
  await gives({ accessClaims: ['email', 'family_name', 'given_name'] });
  const more = await askAuth(shown);
  equal(more.status, 202, 'but for more');
  equal(token(await allowed(more)).given_name, 'Ada', 'more');
  const rows = (await manage(people, admin, 'GET', '/admin/audit-logs?limit=50')).body.data;
  const row = rows.find((each) => each.action === 'aauth_person.claims.told');
  equal(`${row.targetId} ${row.context.claims} ${JSON.stringify(row).includes(email)}`, `${access} email,family_name,given_name false`, 'audit');
});
await check('what a person server does not know is not made up', async () => {
  await gives({ accessClaims: ['email', 'shoe_size'] });
  equal(error(await askAuth(shown)), '403 denied', 'told');
});
await check('an agent answers what the access server asks', async () => {
  await gives({ accessQuestion: 'What <b>for</b>?' });
  const asked = await askAuth(shown, { capabilities: ['interaction', 'clarification'] });
  equal(`${asked.status} ${requirement(asked)}`, '202 requirement=clarification', 'requirement');
  equal(asked.body.clarification, 'What <b>for</b>?', 'clarification');
  equal(asked.headers.get('location').startsWith(`${people}/aauth-person/pending/`), true, 'asked here');
  equal(requirement(await poll(asked)), 'requirement=clarification', 'still');
  const reply = (body) => asAgent(asked.headers.get('location'), body);
  equal((await reply({ action: 'x' })).status, 400, 'no action');
  equal((await reply({ action: 'clarification_response', clarification_response: 'To book' })).status, 202, 'answered');
  const told = await poll(asked);
  equal(token(told).scope, 'data.read', 'token');
  const rows = (await manage(access, accessAdmin, 'GET', '/admin/audit-logs?limit=50')).body.data;
  const row = rows.find((each) => each.action === 'aauth_access.question.answered');
  equal(`${row.context.answer} ${row.targetId}`, `To book ${resource.id}`, 'audit there');
});
await check('an agent that is asked asks for less', async () => {
  const write = { scope: 'data.read data.write' };
  const capabilities = ['interaction', 'clarification'];
  const wide = await askAuth(shown, { capabilities }, write);
  await answer(wide, 'allow');
  equal(requirement(await poll(wide)), 'requirement=clarification', 'the person allowed it; the access server asks');
  const later = (await asAgent('/aauth-person/person', { resource: resource.id })).body.person_token;
  const update = (wanted) => asAgent(wide.headers.get('location'), { action: 'updated_request', resource_token: wants(later, wanted), presented_token: later, justification: 'Only to read' });
  equal((await update({ sub: 'else' })).status, 400, 'for somebody else');
  equal((await update({ scope: 'data.erase.all' })).status, 400, 'for more than the person allowed');
  equal((await update({})).status, 202, 'for less');
  less = token(await poll(wide));
  equal(less.scope, 'data.read', 'it has less');
});
await check('a person answers for an agent that understands no questions', async () => {
  const asked = await askAuth(shown);
  const told = await allowed(asked, ({ text }) => {
    equal(text.includes('What &lt;b&gt;for') && !text.includes('<b>for'), true, 'its words as text');
    equal(text.includes(access), true, 'whose they are');
  }, { answer: 'For my trip' });
  equal(token(told).scope, 'data.read', 'token');
  await gives({});
});
await check('what was answered is answered once, and not by others', async () => {
  await gives({ accessQuestion: 'Why?' });
  const asked = await askAuth(shown, { capabilities: ['clarification'] });
  await gives({});
  equal((await asAgent(asked.headers.get('location'), { action: 'clarification_response', clarification_response: 'Because.' })).status, 202, 'answered');
  equal(error(await poll(asked)), '400 invalid_request', 'nobody asks any more');
});
await check('what a person takes back ends at the resource, by way of the access server', async () => {
  const got = token(await askAuth(shown));
  resource.calls.length = 0;
  await browse('GET', `${people.replace('/api/v1', '')}/account/agents`);
  equal(page.text.includes(AGENT) && page.text.includes(`${access}#claims`), true, 'the page says who knows what');
  await submit({ id: page.text.match(/name="id" value="([^"]+)"/)[1] });
  const heard = (id) => resource.calls.find((call) => call.path === '/revoke' && !call.problem && call.body.jti === id);
  await until('the person token', () => heard(claims(shown).jti));
  await until('the auth token', () => heard(got.jti));
  await until('the one by an updated request', () => heard(less.jti));
  equal(`${heard(got.jti).signer.id} ${heard(got.jti).signer.dwk}`, `${access} aauth-access.json`, 'told by who gave it');
  equal(`${heard(claims(shown).jti).signer.id}`, people, 'and the other by the person server');
  equal(error(await askAuth(shown)), '400 revoked_presented_token', 'and nothing more is given');
});
resource.close();
