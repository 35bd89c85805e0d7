// Shows every kind of token at every place of AAuth, its own kinds too.
//   node kinds.mjs CLIENT KEYS API SITE EMAIL PASSWORD ADMIN KINDS
// prints {kinds: {NAME: TOKEN}, places: {PLACE: {own: [NAME], refusal: TEXT, told: {NAME: TEXT}}}};
// what is told begins with the refusal, or is "taken"
import { pathToFileURL } from 'node:url';
import { kit } from './person-kit.mjs';

const [client, keysJson, api, site, email, password, admin, kindsJson] = process.argv.slice(2);
const { newKey, publicJwk, thumbprint, agentToken, call } = await import(pathToFileURL(client));
const { ap, resource, ps } = JSON.parse(keysJson);
const draft = await kit(client, { ap, api, site, email, password });

// As published.
const AGENT = 'https://agent-kinds.example';
const MAIL = 'https://mail-kinds.example';
const HUB = 'https://hub-kinds.example';
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const AAUTH = 'urn:lumoauth:params:oauth:token-type:aauth-token';
const key = newKey();
const mail = newKey();
const hub = newKey();
async function manage(path, body) {
  const answer = await fetch(api + path, {
    method: 'POST', headers: { 'X-API-Key': admin, 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}
const keysOf = (jwk) => ({ keys: [{ ...publicJwk(jwk), kid: 'key-1' }] });
const scopes = { 'mail.read': 'Read' };
await manage('/admin/aauth/agents', { identifier: AGENT, name: 'Agent', jwks: keysOf(key), scopes: ['mail.read'] });
await manage('/admin/aauth/agents', { identifier: HUB, name: 'Hub', jwks: keysOf(hub), scopes: ['mail.read'], features: ['token_exchange'] });
await manage('/admin/aauth/resources', { identifier: HUB, name: 'Hub', jwks: keysOf(hub), scopes, level: 'none' });
await manage('/admin/aauth/resources', { identifier: MAIL, name: 'Mail', jwks: keysOf(mail), scopes, level: 'none' });
const send = (jwk, path, body, more) => call(jwk, { method: 'POST', url: api + path, body: JSON.stringify(body), ...more });
const asAgent = (path, body, token = agentToken(key, AGENT, api)) => send(key, path, body, { token });
const asMail = (path, body) => send(mail, path, body, { id: MAIL });
const asked = async (agent, jwk) => (await asMail('/aauth/resource/token', { agent, agent_jkt: thumbprint(jwk), scope: 'mail.read' })).body.resource_token;
const resourceToken = await asked(AGENT, key);
const authToken = (await asAgent('/aauth/agent/token', { request_type: 'auth', resource_token: resourceToken })).body.auth_token;
const askedByHub = (await send(hub, '/aauth/resource/token', { agent: AGENT, agent_jkt: thumbprint(key), scope: 'mail.read' }, { id: HUB })).body.resource_token;
const authTokenForHub = (await asAgent('/aauth/agent/token', { request_type: 'auth', resource_token: askedByHub })).body.auth_token;

// As drafted.
const got = async (path, body) => {
  const deferred = await draft.asAgent(path, body);
  await draft.answer(deferred, 'allow');
  return (await draft.poll(deferred)).body;
};
const personToken = (await got('/aauth-person/person', { resource: site })).person_token;
const wants = (shown, personServer = api) => draft.jwt(resource, 'resource', 'aa-resource+jwt', {
  iss: site, dwk: 'aauth-resource.json', aud: api, ps: personServer, sub: draft.claims(shown).sub,
  presented_jti: draft.claims(shown).jti, agent_jkt: thumbprint(draft.key), scope: 'data.read' });
const allowed = (await got('/aauth-person/token', { resource_token: wants(personToken), presented_token: personToken })).auth_token;

const kinds = {
  'agent token': agentToken(key, AGENT, api),
  'resource token': resourceToken,
  'auth token': authToken,
  'agent token of the draft': draft.agentToken(),
  'resource token of the draft': wants(personToken),
  'person token of the draft': personToken,
  'auth token of the draft': allowed,
};

const unless = (taken, answer, reason) => (taken ? 'taken' : `${answer.status} ${reason}`);
const elsewhere = draft.jwt(ps, 'ps', 'aa-person+jwt', {
  iss: site, dwk: 'aauth-person.json', aud: site, sub: 'them', cnf: { jwk: draft.named(draft.key, 'agent') } });
const access = (body) => draft.asServer('/aauth-access/token', {
  agent_token: draft.agentToken(), presented_token: elsewhere, resource_token: wants(elsewhere, site), ...body,
}, ps, 'ps', 'aauth-person.json');
const error = (answer) => unless(answer.status < 300, answer, answer.body.error);
/** The same code is told of one that is of the kind, and does not fit the rest. */
const unfit = (answer) => (/does not fit|for another access server/.test(answer.body.detail) ? `${answer.status} of the kind` : error(answer));
const tries = {
  'agent token of a signature': [['agent token'], '401 The agent token is invalid: ', async (t) => {
    const answer = await asAgent('/aauth/agent/token', {}, t);
    return unless(answer.status !== 401, answer, answer.body.message);
  }],
  'resource token of a request': [['resource token'], '400 The resource token is invalid: ', async (t) => {
    const answer = await asAgent('/aauth/agent/token', { request_type: 'auth', resource_token: t });
    return unless(answer.status === 200, answer, answer.body.message);
  }],
  'auth token that a resource asks about': [['auth token'], '200 inactive', async (t) => {
    const answer = await asMail('/aauth/auth/token/verify', { auth_token: t, resource: MAIL });
    return unless(answer.body.active, answer, answer.body.active === false ? 'inactive' : answer.body.message);
  }],
  'resource token that a resource asks about': [['resource token'], '200 inactive', async (t) => {
    const answer = await asMail('/aauth/resource/token/verify', { resource_token: t, agent: AGENT, agent_jkt: thumbprint(key) });
    return unless(answer.body.active, answer, answer.body.active === false ? 'inactive' : answer.body.message);
  }],
  'subject token of a platform token': [['agent token'], '401 invalid_token', async (t) =>
    error(await asAgent('/aauth/agent/platform-token', { grant_type: EXCHANGE, subject_token: t, subject_token_type: AAUTH }))],
  // What belongs there was given for who exchanges it.
  'auth token of an exchange': [['auth token'], '400 The auth token is invalid: ', async (t) => {
    const shown = t === authToken ? authTokenForHub : t;
    const answer = await send(hub, '/aauth/agent/token', { request_type: 'exchange', auth_token: shown, resource_token: await asked(HUB, hub) }, { token: agentToken(hub, HUB, api) });
    return unless(answer.status === 200, answer, answer.body.message);
  }],
  'agent token of a signature, as drafted': [['agent token of the draft'], '401 error=invalid_jwt', async (t) => {
    const answer = await draft.asAgent('/aauth-person/person', {}, { token: t });
    return unless(answer.status !== 401, answer, answer.headers.get('signature-error'));
  }],
  'resource token for a person server': [['resource token of the draft'], '400 invalid_resource_token', async (t) =>
    unfit(await draft.asAgent('/aauth-person/token', { resource_token: t, presented_token: personToken }))],
  'presented token for a person server': [['person token of the draft', 'auth token of the draft'], '400 invalid_presented_token', async (t) =>
    error(await draft.asAgent('/aauth-person/token', { resource_token: wants(t === allowed ? t : personToken), presented_token: t }))],
  'agent token for an access server': [['agent token of the draft'], '400 invalid_agent_token', async (t) => error(await access({ agent_token: t }))],
  // What belongs there names the server that shows it, which person.mjs has: this one is of the kind, and another server's.
  'presented token for an access server': [['auth token of the draft'], '400 invalid_presented_token', async (t) => {
    const answer = await access({ presented_token: t });
    return unless(answer.body.error === 'invalid_resource_token', answer, answer.body.error);
  }],
  // What belongs there is for what is presented there.
  'resource token for an access server': [['resource token of the draft'], '400 invalid_resource_token', async (t) =>
    unfit(await access(t === kinds['resource token of the draft'] ? {} : { resource_token: t }))],
};
const places = {};
for (const [place, [own, refusal, show]] of Object.entries(tries)) {
  const told = {};
  for (const [name, token] of Object.entries({ ...JSON.parse(kindsJson), ...kinds })) told[name] = await show(token);
  places[place] = { own, refusal, told };
}
console.log(JSON.stringify({ kinds, places }));
