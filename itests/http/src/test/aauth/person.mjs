// Drives the person server and the access server of the IETF draft by a client of its own.
//   node person.mjs CLIENT keys                                   prints keys, of which the test publishes the public parts
//   node person.mjs CLIENT cases KEYS API SITE EMAIL PASSWORD ADMIN     every case says "ok CASE" or "failed CASE: WHY"
import { createHash } from 'node:crypto';
import { kit } from './person-kit.mjs';

const [client, step, ...rest] = process.argv.slice(2);
if (step === 'keys') {
  const { newKey, named } = await kit(client, {});
  const keys = { ap: newKey(), resource: newKey(), ps: newKey(), poly: newKey() };
  console.log(JSON.stringify({
    keys,
    jwks: { keys: [named(keys.ap, 'ap'), named(keys.resource, 'resource'), named(keys.ps, 'ps'), named(keys.poly, 'poly', 'EdDSA')] },
  }));
  process.exit(0);
}

const [keysJson, api, site, email, password, admin] = rest;
const { ap, resource, ps, poly } = JSON.parse(keysJson);
const {
  publicJwk, thumbprint, named, now, AGENT, key, other, jwt, agentToken, headers, send,
  asAgent, asServer, poll, page, browse, open, kept, submit, answer, equal, check, refused, claims, header, ended,
} = await kit(client, { ap, api, site, email, password });

let personToken;
const resourceToken = (presented, more = {}) => jwt(resource, 'resource', 'aa-resource+jwt', {
  iss: site, dwk: 'aauth-resource.json', aud: api, ps: api, sub: claims(presented).sub, presented_jti: claims(presented).jti,
  agent_jkt: thumbprint(key), scope: 'data.read',
  ...(claims(presented).mission_s256 && { mission_s256: claims(presented).mission_s256 }), ...more });

const manage = async (method, path, object) => {
  const answer = await fetch(api + path, {
    method, headers: { 'X-API-Key': admin, ...(object && { 'Content-Type': 'application/json' }) }, body: object && JSON.stringify(object),
  });
  return { status: answer.status, body: await answer.json() };
};

/** Asks with a token that ends soon, but not before it was read: on a slow machine one that holds for longer. */
const inTime = async (make, ask) => {
  for (let seconds = 2; ; seconds *= 2) {
    const token = make(seconds);
    const answer = await ask();
    if (answer.status === 202 || now() < claims(token).exp) return answer;
  }
};

await check('the documents say where', async () => {
  const read = ['https://acme.example/terms', 'https://acme.example/privacy'];
  equal((await manage('PATCH', '/admin/settings/branding', { termsUrl: read[0], privacyUrl: read[1] })).status, 200, 'settings');
  const person = await (await fetch(`${api}/.well-known/aauth-person.json`)).json();
  equal(person.mission_control_endpoint, `${api}/admin/aauth-person/missions`, 'mission_control_endpoint');
  equal((await manage('GET', person.mission_control_endpoint.replace(api, ''))).status, 200, 'which is there');
  equal(person.issuer, api, 'issuer');
  equal(person.person_token_endpoint, `${api}/aauth-person/person`, 'person_token_endpoint');
  const { keys } = await (await fetch(person.jwks_uri)).json();
  equal(keys.length > 0 && keys.every((k) => ['Ed25519', 'ES256'].includes(k.alg)), true, 'algorithms');
  const access = await (await fetch(`${api}/.well-known/aauth-access.json`)).json();
  equal(access.auth_token_endpoint, `${api}/aauth-access/token`, 'access');
  equal(access.mission_control_endpoint, undefined, 'which has no missions');
  for (const { tos_uri: tos, policy_uri: policy } of [person, access]) equal(`${tos} ${policy}`, read.join(' '), 'terms and privacy');
});
await check('a request without a signature is refused', async () => {
  refused(await send('POST', `${api}/aauth-person/person`, '{}', { 'content-type': 'application/json' }), 'invalid_signature');
});
await check('a signature that covers less is refused', async () => {
  const all = ['@method', '@authority', '@path', 'signature-key', 'content-digest', 'content-type'];
  for (const name of all) {
    const told = await asAgent('/aauth-person/person', { resource: site }, { cover: all.filter((n) => n !== name) });
    refused(told, 'invalid_input', name);
    equal(told.headers.get('signature-error').split(', ')[1], `required_input=(${all.map((n) => `"${n}"`).join(' ')})`, 'what it has to cover');
  }
});
await check('a signature of another time is refused', async () => {
  for (const [apart, error] of [[-120, 'invalid_signature'], [120, 'clock_skew']]) {
    refused(await asAgent('/aauth-person/person', { resource: site }, { created: now() + apart }), error);
  }
});
await check('another body is refused', async () => {
  const url = `${api}/aauth-person/person`;
  const sent = headers(key, 'POST', url, '{"resource":"a"}', `sig=jwt;jwt="${agentToken()}"`);
  refused(await send('POST', url, '{"resource":"b"}', sent), 'invalid_signature');
});
await check('another scheme is refused and the right one named', async () => {
  const url = `${api}/aauth-person/person`;
  const bare = await send('POST', url, '{}', headers(key, 'POST', url, '{}', `sig=hwk;kty="OKP";crv="Ed25519";x="${publicJwk(key).x}"`));
  refused(bare, 'unsupported_scheme');
  equal(bare.headers.get('accept-signature-scheme'), 'jwt', 'accepted');
});
await check('EdDSA, no algorithm, and another kind of token are refused', async () => {
  for (const alg of ['EdDSA', undefined, 'HS256', 'none']) {
    refused(await asAgent('/aauth-person/person', { resource: site }, { token: agentToken(key, { cnf: { jwk: { ...publicJwk(key), alg } } }) }), 'unsupported_algorithm', `cnf ${alg}`);
  }
  const base = { iss: site, dwk: 'aauth-agent.json', sub: AGENT, cnf: { jwk: named(key, 'agent') } };
  refused(await asAgent('/aauth-person/person', {}, { token: jwt(ap, 'ap', 'aa-agent+jwt', base, 'EdDSA') }), 'invalid_jwt', 'header EdDSA');
  refused(await asAgent('/aauth-person/person', {}, { token: jwt(poly, 'poly', 'aa-agent+jwt', base) }), 'invalid_jwt', 'published EdDSA');
  refused(await asAgent('/aauth-person/person', {}, { token: jwt(ap, 'gone', 'aa-agent+jwt', base) }), 'unknown_key', 'a key that is not published');
  for (const typ of ['aa-person+jwt', 'aa-auth+jwt', 'aa-resource+jwt', 'agent+jwt', 'JWT']) {
    refused(await asAgent('/aauth-person/person', {}, { token: jwt(ap, 'ap', typ, base) }), 'invalid_jwt', typ);
  }
  refused(await asAgent('/aauth-person/person', {}, { token: agentToken(key, { dwk: 'aauth-resource.json' }) }), 'invalid_jwt', 'dwk');
  refused(await asAgent('/aauth-person/person', {}, { token: agentToken(key, { iss: 'https://else.example' }) }), 'invalid_jwt', 'a stranger');
  refused(await asAgent('/aauth-person/person', {}, { token: agentToken(key, {}, 'aauth:a@else.example') }), 'invalid_jwt', 'of another host');
  refused(await asAgent('/aauth-person/person', {}, { token: agentToken(key, { exp: now() - 1 }) }), 'expired_jwt');
  const long = (length) => ({ token: agentToken(key, {}, `aauth:${'a'.repeat(length - 'aauth:@localhost'.length)}@localhost`) });
  refused(await asAgent('/aauth-person/person', {}, long(256)), 'invalid_jwt', 'too long a name');
  equal((await asAgent('/aauth-person/person', {}, long(255))).body.error, 'invalid_request', 'and one that is not');
  refused(await asAgent('/aauth-person/person', {}, { token: agentToken(key, { parent_agent: AGENT }) }), 'invalid_jwt', 'a sub-agent');
  refused(await asAgent('/aauth-person/person', {}, { jwk: other, token: agentToken(key) }), 'invalid_signature', 'another key');
});
await check('what a signature says of its algorithm is nothing: its key says it', async () => {
  for (const alg of ['ed25519', 'hmac-sha256']) equal((await asAgent('/aauth-person/person', {}, { alg })).body.error, 'invalid_request', alg);
});
await check('a signature that names two keys is refused', async () => {
  const told = (keyid) => asServer('/aauth-person/revoke', { jti: 'by which key', exp: now() + 60 }, ap, 'ap', 'aauth-agent.json', 'POST', { keyid });
  refused(await told('resource'), 'invalid_signature');
  equal((await told('ap')).status, 200, 'and one that names one twice is not');
});
await check('bad requests are told as problems', async () => {
  for (const body of [{}, { resource: 'https://else.example' }, { resource: 7 }]) {
    const told = await asAgent('/aauth-person/person', body);
    equal(told.status, 400, JSON.stringify(body));
    equal(told.body.error, 'invalid_request', 'error');
    equal(told.type, 'application/problem+json', 'type');
  }
});
await check('the same request again is refused', async () => {
  const url = `${api}/aauth-person/person`;
  const body = '{"resource":""}';
  const sent = headers(key, 'POST', url, body, `sig=jwt;jwt="${agentToken()}"`);
  equal((await send('POST', url, body, sent)).status, 400, 'first');
  refused(await send('POST', url, body, sent), 'invalid_signature', 'again');
});
await check('an agent that can show nobody a page hears that nobody is reached', async () => {
  for (const path of ['person', 'permission', 'mission']) {
    const told = await asAgent(`/aauth-person/${path}`, { resource: site, action: 'Wave', description: 'Wave', capabilities: ['clarification'] });
    equal(`${told.status} ${told.body.error}`, '403 user_unreachable', path);
  }
});
await check('a person says no', async () => {
  const asked = await asAgent('/aauth-person/person', { resource: site, justification: 'no, thanks' });
  equal(asked.status, 202, 'status');
  await answer(asked, 'deny');
  const told = await poll(asked);
  equal(told.status, 403, 'status');
  equal(told.body.error, 'denied', 'error');
  equal((await poll(asked)).status, 410, 'told once');
});
await check('a person is asked once, and names are told to one resource', async () => {
  for (const device of ['x'.repeat(65), 'a\u202eb', 7]) {
    equal((await asAgent('/aauth-person/person', { resource: site, device })).status, 400, `a device that is not shown: ${device}`);
  }
  const asked = await asAgent('/aauth-person/person', { resource: site, justification: '<b>Trust me</b>', platform: 'desktop', device: 'Chrome <b>on</b> macOS' });
  equal(asked.status, 202, 'status');
  equal((await poll(asked)).status, 202, 'pending');
  equal((await poll(asked, { jwk: other })).status, 410, 'another key');
  equal((await poll(asked, { token: agentToken(key, {}, 'aauth:other@localhost') })).status, 410, 'another agent');
  await answer(asked, 'allow', (shown) => {
    equal(shown.text.includes('&lt;b&gt;Trust me'), true, 'the words of the agent as text');
    equal(shown.text.includes('<b>Trust me'), false, 'markup');
    for (const text of ['does not act for a user yet', 'Provided by the agent provider, not verified', 'The &lt;b&gt;site', 'on a computer', 'Chrome &lt;b&gt;on']) equal(shown.text.includes(text), true, `the page shows ${text}`);
    equal(/The <b>site|Chrome <b>/.test(shown.text), false, 'all of it as text');
  });
  const told = await poll(asked);
  equal(told.status, 200, `status ${JSON.stringify(told.body)}`);
  personToken = told.body.person_token;
  equal(header(personToken).typ, 'aa-person+jwt', 'typ');
  equal(header(personToken).alg, 'Ed25519', 'alg');
  equal(claims(personToken).scope, undefined, 'scope');
  equal(claims(personToken).exp <= now() + 300, true, 'no longer than the agent token');
  equal((await asAgent('/aauth-person/person', { resource: site })).status, 200, 'not again');
});
await check('a person allows what a resource asks for', async () => {
  const body = { resource_token: resourceToken(personToken), presented_token: personToken };
  const asked = await asAgent('/aauth-person/token', body);
  equal(asked.status, 202, `status ${JSON.stringify(asked.body)}`);
  await answer(asked, 'allow');
  const told = await poll(asked);
  equal(told.status, 200, `status ${JSON.stringify(told.body)}`);
  const got = claims(told.body.auth_token);
  equal(header(told.body.auth_token).typ, 'aa-auth+jwt', 'typ');
  equal([got.aud, got.ps, got.iss, got.sub, got.scope].join(), [site, api, api, claims(personToken).sub, 'data.read'].join(), 'claims');
  equal((await asAgent('/aauth-person/token', { resource_token: resourceToken(personToken), presented_token: personToken })).status, 200, 'not again');
  equal((await asAgent('/aauth-person/token', { resource_token: resourceToken(personToken, { scope: 'data.read data.write' }), presented_token: personToken })).status, 202, 'more is asked for');
});
await check('an agent says whether its person is asked', async () => {
  const ask = (prompt, more = {}, path = 'token') => asAgent(`/aauth-person/${path}`, path === 'token'
    ? { resource_token: resourceToken(personToken, more), presented_token: personToken, prompt } : { resource: site, prompt, ...more });
  const told = (answered) => `${answered.status} ${answered.body.error}`;
  equal(told(await ask('none')), '200 undefined', 'nobody has to be');
  equal(told(await ask('none', { scope: 'data.read data.more' })), '403 interaction_required', 'but for more');
  equal(told(await ask('none consent')), '400 invalid_request', 'both');
  for (const path of ['token', 'person']) {
    const asked = await ask('consent', {}, path);
    equal(asked.status, 202, `${path}: asked again`);
    await answer(asked, 'deny');
    equal(told(await poll(asked)), '403 denied', `${path}: a no`);
    equal(told(await ask('none', {}, path)), '200 undefined', `${path}: what was allowed before stays`);
    const again = await ask('consent', {}, path);
    await answer(again, 'allow');
    equal((await poll(again)).status, 200, `${path}: a yes`);
  }
  const login = await ask('login');
  const [, url, code] = login.headers.get('aauth-requirement').match(/url="([^"]*)"; code="([^"]*)"/);
  await browse('GET', `${url}?code=${code}`);
  equal(page.text.includes('name="decision"'), false, 'who is signed in signs in again');
  await answer(login, 'allow');
  equal((await poll(login)).status, 200, 'and answers then');
  const fresh = { jwk: other, token: agentToken(other, {}, 'aauth:chooser@localhost') };
  const choose = await asAgent('/aauth-person/person', { resource: site, prompt: 'select_account' }, fresh);
  const [, at, chosen] = choose.headers.get('aauth-requirement').match(/url="([^"]*)"; code="([^"]*)"/);
  await browse('GET', `${at}?code=${chosen}`);
  equal(page.text.includes('name="decision"'), false, 'who is signed in says who they are');
  await open(page.url);
  equal(page.text.includes('value="allow"'), true, 'and is asked then');
  await submit({ decision: 'deny' });
  equal(told(await poll(choose, fresh)), '403 denied', 'answered');
});
await check('an agent names the organization that its person is of', async () => {
  const slug = api.match(/\/t\/([^/]*)/)[1];
  equal((await asAgent('/aauth-person/person', { resource: site, tenant: `${slug}x` })).body.error, 'invalid_request', 'another');
  const { person_token: token } = (await asAgent('/aauth-person/person', { resource: site, tenant: slug })).body;
  equal(claims(token).tenant, slug, 'a resource is told');
  const body = (more) => ({ resource_token: resourceToken(token, more), presented_token: token });
  equal((await asAgent('/aauth-person/token', body({}))).body.error, 'invalid_resource_token', 'and says it');
  equal(claims((await asAgent('/aauth-person/token', body({ tenant: slug }))).body.auth_token).tenant, slug, 'and is told again');
});
await check('a resource is told who the person is, as far as they allow it', async () => {
  const { scopes_supported: supported } = await (await fetch(`${api}/.well-known/aauth-person.json`)).json();
  equal(supported.join(), 'address,email,openid,phone,profile', 'scopes_supported');
  const asked = await asAgent('/aauth-person/token', { resource_token: resourceToken(personToken, { scope: 'data.read email' }), presented_token: personToken });
  await answer(asked, 'allow');
  const told = claims((await poll(asked)).body.auth_token);
  equal([told.email, told.name, told.sub].join(), [email, undefined, claims(personToken).sub].join(), 'claims');
  const plain = await asAgent('/aauth-person/token', { resource_token: resourceToken(personToken), presented_token: personToken });
  equal('email' in claims(plain.body.auth_token), false, 'and not where it does not ask');
});
await check('no kind of token is taken for another', async () => {
  const good = resourceToken(personToken);
  const wrong = [
    [{ resource_token: personToken, presented_token: personToken }, 'invalid_resource_token'],
    [{ resource_token: agentToken(), presented_token: personToken }, 'invalid_resource_token'],
    [{ resource_token: good, presented_token: good }, 'invalid_presented_token'],
    [{ resource_token: good, presented_token: agentToken() }, 'invalid_presented_token'],
    [{ resource_token: resourceToken(personToken, { exp: now() - 5 }), presented_token: personToken }, 'expired_resource_token'],
    ...[{ sub: 'x' }, { presented_jti: 'x' }, { agent_jkt: thumbprint(other) }, { ps: site }, { tenant: 'x' }, { mission_s256: 'x'.repeat(43) }]
      .map((more) => [{ resource_token: resourceToken(personToken, more), presented_token: personToken }, 'invalid_resource_token']),
  ];
  for (const [body, error] of wrong) equal((await asAgent('/aauth-person/token', body)).body.error, error, error);
  for (const token of [personToken, good, agentToken()]) {
    equal((await fetch(`${api}/agents/me`, { headers: { Authorization: `Bearer ${token}` } })).status, 401, 'as access token');
  }
});
await check('a mission is shown whole or refused', async () => {
  const asked = await asAgent('/aauth-person/mission', { description: `${'Plan a trip. '.padEnd(5000, 'x')} To the end` });
  await answer(asked, 'deny', (shown) => equal(shown.text.includes('To the end'), true, 'the end of the description'));
  for (const more of [{ description: 'x'.repeat(16385) }, { tools: ['Pay'] }, { tools: [{ name: 'Pay\u200b' }] }, { tools: [{ name: 'Pay', description: 'x'.repeat(2001) }] }, { resources: ['anywhere'] }]) {
    equal((await asAgent('/aauth-person/mission', { description: 'Plan a trip', ...more })).status, 400, Object.keys(more).join());
  }
  const permission = await asAgent('/aauth-person/permission', { action: 'Pay', description: `${'To a hotel. '.padEnd(5000, 'x')} All I have` });
  await answer(permission, 'deny', (shown) => equal(shown.text.includes('All I have'), true, 'the end of what it says'));
});
await check('a person sees what an action is done with, and it is on record', async () => {
  const parameters = { to: ['eve@evil.example', '<b>ada</b>'], body: 'a\u202eb' };
  const asked = await asAgent('/aauth-person/permission', { action: 'SendEmail', description: 'To the usual address', parameters });
  equal(asked.status, 202, `status ${JSON.stringify(asked.body)}`);
  await answer(asked, 'allow', (shown) => {
    for (const text of ['to[0]', '&quot;eve@evil.example&quot;', '&lt;b&gt;ada', 'a\\u{202E}b']) equal(shown.text.includes(text), true, `the page shows ${text}`);
    equal(shown.text.includes('<b>ada') || shown.text.includes('\u202e'), false, 'as text, all of which shows');
  });
  equal((await poll(asked)).body.permission, 'granted', 'permission');
  const row = (await manage('GET', '/admin/audit-logs?limit=50')).body.data.find((each) => each.action === 'aauth_person.request.allowed' && each.context.what === 'permission');
  equal(`${row.context.action} ${JSON.stringify(row.context.parameters.to)}`, `SendEmail ${JSON.stringify(parameters.to)}`, 'audit');
  for (const wrong of ['to: eve', ['eve'], { body: 'x'.repeat(16385) }, JSON.parse(`${'{"a":'.repeat(17)}1${'}'.repeat(17)}`)]) {
    equal((await asAgent('/aauth-person/permission', { action: 'SendEmail', parameters: wrong })).status, 400, `not shown whole: ${JSON.stringify(wrong).slice(0, 40)}`);
  }
});
await check('an answer is held for an agent that would wait', async () => {
  const asked = await asAgent('/aauth-person/permission', { action: 'Wait' }, { prefer: 'wait=20' });
  equal(`${asked.status} ${asked.headers.get('preference-applied')}`, '202 null', 'not where the agent has to show a page first');
  const until = (seconds) => poll(asked, { prefer: `respond-async, wait=${seconds}` });
  const told = (polled) => ['preference-applied', 'retry-after'].map((name) => polled.headers.get(name)).concat(polled.status, polled.body.status).join();
  equal(told(await poll(asked)), ',5,202,pending', 'nor who would not wait');
  equal(told(await until(1)), 'wait=1,0,202,pending', 'nobody answers');
  const first = until(60);
  const second = until(60); // whichever of the two comes first
  equal(told(await Promise.race([first, second])), ',5,202,pending', 'another poll has the one before answered');
  const [, url, code] = asked.headers.get('aauth-requirement').match(/url="([^"]*)"; code="([^"]*)"/);
  await browse('GET', `${url}?code=${code}`);
  await submit({ decision: 'allow' });
  equal((await Promise.all([first, second])).map((each) => each.body.permission ?? each.status).sort().join(), '202,granted', 'the person answers');
  equal((await poll(asked, { prefer: 'wait=20' })).status, 410, 'told once');
});
await check('an agent that polls much too often is told so, and hears what there is to hear', async () => {
  const asked = await asAgent('/aauth-person/permission', { action: 'Hurry' });
  for (let n = 1; n <= 30; n++) equal((await poll(asked)).status, 202, `poll ${n}`);
  const told = await poll(asked);
  equal(`${told.status} ${told.body.error}`, '429 slow_down', 'then');
  const seconds = Number(told.headers.get('retry-after'));
  equal(seconds >= 1 && seconds <= 60, true, `what is left of a minute: ${seconds}`);
  await answer(asked, 'deny');
  equal((await poll(asked)).body.permission, 'denied', 'once the person has answered');
});
await check('a code is for the browser of the person who comes first', async () => {
  const asked = await asAgent('/aauth-person/permission', { action: 'Wave' });
  const [, url, code] = asked.headers.get('aauth-requirement').match(/url="([^"]*)"; code="([^"]*)"/);
  const elsewhere = async (typed) => {
    const got = await fetch(`${url}?code=${typed}`, { redirect: 'manual' });
    return `${got.status} ${(await got.text()).match(/<h1>[^<]*/)}`;
  };
  equal((await elsewhere(code)).charAt(0), '3', 'who is not signed in signs in first');
  equal((await poll(asked)).body.status, 'pending', 'and is nobody yet');
  await browse('GET', `${url}?code=${code}`);
  equal(page.status, 200, 'the person comes');
  equal((await poll(asked)).body.status, 'interacting', 'which the agent hears');
  equal(await elsewhere(code), await elsewhere('0000000000'), 'elsewhere it is no code any more');
  await browse('GET', `${url}?code=${code}`);
  await submit({ decision: 'allow' });
  equal((await poll(asked)).body.permission, 'granted', 'the person goes on');
});
await check('a person signs in again, or as somebody else, before they answer', async () => {
  const fresh = { jwk: other, token: agentToken(other, {}, 'aauth:fresh@localhost') };
  const asked = await asAgent('/aauth-person/permission', { action: 'Wave' }, fresh);
  const [, url, code] = asked.headers.get('aauth-requirement').match(/url="([^"]*)"; code="([^"]*)"/);
  await browse('GET', `${url}?code=${code}`);
  const away = new URL(page.text.match(/href="([^"]*switch=1)"/)[1].replaceAll('&amp;', '&'), page.url).href;
  await browse('GET', away);
  equal(page.text.includes('name="decision"'), false, 'who is signed in signs in again');
  await open(away);
  equal(`${page.status} ${page.text.includes('value="allow"')} ${page.url}`, `200 true ${url}?code=${code}`, 'and goes on with the same code');
  await submit({ decision: 'deny' });
  equal((await poll(asked, fresh)).body.permission, 'denied', 'answered');
});
await check('a person is sent back to the agent, and nowhere else', async () => {
  const back = `${site}/agent/back`;
  const end = async (decision, callback, body) => {
    const asked = await asAgent(body ? '/aauth-person/token' : '/aauth-person/permission', body ?? { action: 'Wave' });
    const [, url, code] = asked.headers.get('aauth-requirement').match(/url="([^"]*)"; code="([^"]*)"/);
    await open(`${url}?code=${code}&callback=${encodeURIComponent(callback)}`);
    await submit({ decision });
    return page.status === 303 ? page.url : page.status;
  };
  for (const good of [back, 'http://127.0.0.1:4321/cb', 'http://localhost:4321/cb']) {
    equal(await end('allow', good), good, 'allowed');
    equal(await end('deny', good), `${good}?error=access_denied`, 'denied');
  }
  equal(await end('allow', back, { resource_token: resourceToken(personToken), presented_token: personToken, prompt: 'login' }), back, 'signed in meanwhile');
  for (const wrong of [`${back}/`, `${back}?a=b`, `${site}/agent`, 'https://evil.example/back', 'http://localhost.evil.example/cb', 'http://127.0.0.1@evil.example/', 'javascript:alert(1)', '//evil.example/']) {
    equal(await end('deny', wrong), 200, wrong);
  }
});
await check('a person is not redirected to an agent that they allowed nothing', async () => {
  const back = `${site}/agent/back`;
  const stranger = { jwk: other, token: agentToken(other, {}, 'aauth:stranger@localhost') };
  const asked = await asAgent('/aauth-person/permission', { action: 'Wave' }, stranger);
  const [, url, code] = asked.headers.get('aauth-requirement').match(/url="([^"]*)"; code="([^"]*)"/);
  await open(`${url}?code=${code}&callback=${encodeURIComponent(back)}`);
  await submit({ decision: 'deny' });
  equal(`${page.status} ${page.url}`, `200 ${url}`, 'a page of this server');
  equal(page.text.includes(`href="${back}?error=access_denied"`), true, 'with a link that they may follow');
  equal(page.text.includes(new URL(site).origin), true, 'which says where it leads');
  equal((await poll(asked, stranger)).body.permission, 'denied', 'the agent hears of it all the same');
});
let mission;
await check('a mission is approved, followed and ended', async () => {
  equal((await asAgent('/aauth-person/mission', {})).status, 400, 'without a description');
  const asked = await asAgent('/aauth-person/mission', { description: '# Plan a trip', tools: [{ name: 'WebSearch', description: 'Search' }], resources: [site, 'https://nobody.example'] });
  equal(asked.status, 202, 'status');
  await answer(asked, 'allow', (shown) => {
    for (const text of ['WebSearch', '<bdi>Search</bdi>', `<bdi>${site}</bdi>`]) equal(shown.text.includes(text), true, `the page shows ${text}`);
  });
  const polls = await Promise.all([1, 2, 3, 4, 5, 6].map(() => poll(asked)));
  const [told] = polls.filter((each) => each.status === 200);
  equal(polls.filter((each) => each.status === 200).length, 1, `of many polls at once one is told: ${polls.map((each) => each.status)}`);
  equal(polls.every((each) => [200, 202, 410].includes(each.status)), true, `the others come again: ${polls.map((each) => each.status)}`);
  equal((await poll(asked)).status, 410, 'then it is gone');
  mission = told.body.s256;
  const log = (await manage('GET', `/admin/aauth-person/missions/${mission}/log`)).body.data.map((each) => each.type);
  equal(log.join(), 'person_token,answer', 'and what was given is written down once');
  equal(createHash('sha256').update(Buffer.from(told.body.mission, 'base64url')).digest('base64url'), mission, 's256');
  equal(Object.keys(told.body.person_tokens).join(), site, 'a person token for each resource that is named here');
  const first = claims(told.body.person_tokens[site]);
  equal([first.aud, first.mission_s256, first.cnf.jwk.x].join(), [site, mission, publicJwk(key).x].join(), 'its claims');
  equal(told.body.capabilities.join(), '', 'a person who proved no address is not reached from there');
  const stamped = (await asAgent('/aauth-person/person', { resource: site, mission_s256: mission })).body.person_token;
  equal(claims(stamped).mission_s256, mission, 'mission_s256');
  const stripped = await asAgent('/aauth-person/token', { resource_token: resourceToken(stamped, { mission_s256: undefined }), presented_token: stamped });
  equal(stripped.body.error, 'invalid_resource_token', 'the mission taken out');
  equal((await asAgent('/aauth-person/token', { resource_token: resourceToken(stamped), presented_token: stamped })).status, 200, 'within the mission');
  equal((await asAgent('/aauth-person/permission', { action: 'WebSearch', mission_s256: mission })).body.permission, 'granted', 'an approved tool');
  equal((await asAgent('/aauth-person/permission', { action: 'websearch', mission_s256: mission })).status, 202, 'a look-alike');
  equal((await asAgent('/aauth-person/audit', { action: 'WebSearch', mission_s256: mission })).status, 201, 'audit');
  equal((await asAgent(`/aauth-person/mission/${mission}`, { action: 'x' })).status, 400, 'action');
  const update = await asAgent(`/aauth-person/mission/${mission}`, { action: 'update', description: 'Another hotel' });
  await answer(update, 'allow');
  equal((await poll(update)).body.s256.length, 43, 'update');
  const further = await asAgent(`/aauth-person/mission/${mission}`, { action: 'update', description: 'And a car' });
  await answer(further, 'deny', (shown) => equal(shown.text.includes('# Plan a trip') && shown.text.includes('<bdi>Another hotel</bdi>'), true, 'another is shown with all that was accepted before'));
  equal(`${(await poll(further)).status}`, '403', 'which is declined');
});
await check('a mission that is unknown and one of another agent are told alike', async () => {
  const agent = { jwk: other, token: agentToken(other, {}, 'aauth:other@localhost') };
  for (const path of ['person', 'audit', 'permission']) {
    const ask = (id) => asAgent(`/aauth-person/${path}`, { resource: site, action: 'x', mission_s256: id }, agent);
    const [unknown, foreign] = [await ask('A'.repeat(43)), await ask(mission)];
    const told = (a) => JSON.stringify([a.status, a.body, [...a.headers.keys()].sort()]);
    equal(foreign.status, 404, path);
    equal(told(foreign), told(unknown), path);
  }
});
await check('a mission that is done is done', async () => {
  const within = (await asAgent('/aauth-person/person', { resource: site, mission_s256: mission })).body.person_token;
  const waits = await asAgent('/aauth-person/token', { resource_token: resourceToken(within, { scope: 'data.later' }), presented_token: within });
  await answer(waits, 'allow');
  const done = await asAgent(`/aauth-person/mission/${mission}`, { action: 'completion', summary: 'Booked' });
  await answer(done, 'allow');
  const over = await asAgent('/aauth-person/audit', { action: 'WebSearch', mission_s256: mission });
  equal(`${over.body.error} ${over.body.termination_reason}`, 'mission_terminated completed', 'though its agent has not heard of it');
  const told = await poll(done);
  equal(`${told.status} ${told.body.termination_reason}`, '200 completed', 'completion');
  const later = await asAgent('/aauth-person/person', { resource: site, mission_s256: mission });
  equal(`${later.status} ${later.body.error} ${later.body.termination_reason}`, '403 mission_terminated completed', 'later');
  equal((await asAgent('/aauth-person/token', { resource_token: resourceToken(within), presented_token: within })).body.error, 'revoked_presented_token', 'a token that was given in it');
  equal(`${(await poll(waits)).body.error}`, 'revoked', 'and what waits with that');
});
await check('an access server gives what its policy gives', async () => {
  const presented = jwt(ps, 'ps', 'aa-person+jwt', { iss: site, dwk: 'aauth-person.json', aud: site, sub: 'them', cnf: { jwk: named(key, 'agent') } });
  const body = (more = {}) => ({ agent_token: agentToken(), presented_token: presented, resource_token: resourceToken(presented, { ps: site, ...more }) });
  const ask = (object) => asServer('/aauth-access/token', object, ps, 'ps', 'aauth-person.json');
  const given = await ask(body());
  equal(given.status, 200, `status ${JSON.stringify(given.body)}`);
  equal(claims(given.body.auth_token).dwk, 'aauth-access.json', 'dwk');
  equal(claims(given.body.auth_token).ps, site, 'ps');
  equal((await ask(body({ scope: 'data.delete' }))).status, 403, 'more');
  equal((await ask(body({ sub: 'else' }))).body.error, 'invalid_resource_token', 'somebody else');
  refused(await asAgent('/aauth-access/token', body()), 'unsupported_scheme', 'an agent by itself');
});
const policy = async (more) => {
  const section = { agentProviders: [site], resources: [site], personServers: [site], accessScopes: ['data.read'], ...more };
  const answered = await fetch(`${api}/admin/settings/aauthPerson`, { method: 'PUT', headers: { 'X-API-Key': admin, 'Content-Type': 'application/json' }, body: JSON.stringify(section) });
  equal(answered.status, 200, 'settings');
};
await check('an access server asks a person server, and nobody else may answer', async () => {
  const presented = jwt(ps, 'ps', 'aa-person+jwt', { iss: site, dwk: 'aauth-person.json', aud: site, sub: 'them', cnf: { jwk: named(key, 'agent') } });
  const body = (more = {}) => ({ agent_token: agentToken(), presented_token: presented, resource_token: resourceToken(presented, { ps: site, ...more }) });
  const say = (path, object, method) => asServer(path, object, ps, 'ps', 'aauth-person.json', method);
  await policy({ accessClaims: ['email', 'groups'], accessQuestion: 'Why?' });
  const asked = await say('/aauth-access/token', body());
  equal(`${asked.status} ${asked.headers.get('aauth-requirement')} ${asked.body.required_claims}`, '202 requirement=claims email,groups', 'claims');
  equal(`${asked.headers.get('cache-control')} ${asked.headers.get('retry-after')} ${asked.body.status}`, 'no-store 0 pending', 'deferred');
  const at = asked.headers.get('location').replace(api, '');
  equal((await say(at, undefined, 'GET')).body.required_claims.join(), 'email,groups', 'still');
  refused(await asAgent(at, { email: 'a@b.example', groups: [] }), 'unsupported_scheme', 'an agent');
  refused(await asServer(at, { email: 'a@b.example', groups: [] }, resource, 'resource', 'aauth-resource.json'), 'unknown_key', 'a resource');
  equal((await say(`${at}x`, { email: 'a@b.example' })).status, 410, 'at another address');
  for (const bad of [{ email: null, groups: [] }, { email: { street: null }, groups: [] }, { email: '', groups: [] }, { email: [[['a']]], groups: [] }, { email: 'x'.repeat(501), groups: [] }, { groups: ['a'] }]) {
    const { status } = await say(at, bad);
    equal(status >= 400 && status < 500, true, JSON.stringify(bad).slice(0, 40));
  }
  const next = await say(at, { email: 'a@b.example', groups: ['staff'], sub: 'else', aud: 'https://else.example', name: 'not asked' });
  equal(`${next.status} ${next.headers.get('aauth-requirement')} ${next.body.clarification}`, '202 requirement=clarification Why?', 'the question');
  equal((await say(at, { email: 'c@d.example', groups: [] })).status, 400, 'claims once');
  equal((await say(at, { action: 'updated_request', ...body({ agent_jkt: thumbprint(other) }) })).body.error, 'invalid_resource_token', 'another key');
  const given = await say(at, { action: 'clarification_response', clarification_response: 'To read' });
  equal(given.status, 200, `status ${JSON.stringify(given.body)}`);
  const got = claims(given.body.auth_token);
  equal(`${got.email} ${got.groups} ${got.sub} ${got.aud} ${got.name}`, `a@b.example staff them ${site} undefined`, 'claims');
  equal((await say(at, undefined, 'GET')).status, 410, 'afterwards');
  await policy({ accessQuestion: 'Why?' });
  let short;
  const opened = await inTime(
    (seconds) => { short = body({ exp: now() + seconds }); return short.resource_token; },
    () => say('/aauth-access/token', short));
  const late = opened.headers.get('location').replace(api, '');
  await ended(short.resource_token);
  equal((await say(late, { action: 'updated_request', ...body() })).status, 200, 'by another token, once the first has ended');
  const answered = async () => (await manage('GET', '/admin/audit-logs?limit=100')).body.data.filter((row) => row.action === 'aauth_access.question.answered').length;
  const before = await answered();
  const once = (await say('/aauth-access/token', body())).headers.get('location').replace(api, '');
  const many = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => say(once, { action: 'clarification_response', clarification_response: `Because ${n}` })));
  equal(many.filter((each) => each.status === 200).length, 1, `of many at once one holds: ${many.map((each) => each.status)}`);
  equal(await answered() - before, 1, 'and one is recorded');
  await policy({ accessClaims: ['email', 'groups'] });
  const dropped = (await say('/aauth-access/token', body())).headers.get('location').replace(api, '');
  equal((await say(dropped, undefined, 'DELETE')).status, 200, 'given up');
  equal((await say(dropped, { email: 'a@b.example', groups: [] })).status, 410, 'then it is gone');
  await policy({});
});
await check('a person asks back, and the agent answers or asks for less', async () => {
  const wide = { scope: 'data.read data.erase' };
  const asked = await asAgent('/aauth-person/token', { resource_token: resourceToken(personToken, wide), presented_token: personToken, capabilities: ['interaction', 'clarification'] });
  equal(asked.status, 202, `status ${JSON.stringify(asked.body)}`);
  const at = asked.headers.get('location');
  const reply = (body, more) => asAgent(at, body, more);
  equal((await reply({ action: 'clarification_response', clarification_response: 'x' })).status, 400, 'nobody asked');
  const [, url, code] = asked.headers.get('aauth-requirement').match(/url="([^"]*)"; code="([^"]*)"/);
  const look = () => browse('GET', `${url}?code=${code}`);
  await look();
  await submit({ decision: 'ask', question: 'Why <u>erase</u>?' });
  equal(page.text.includes('Why &lt;u&gt;erase') && page.text.includes('name="decision" value="allow"'), true, 'the page again, with the question');
  const told = await poll(asked);
  equal(told.status, 202, 'status');
  equal(told.headers.get('aauth-requirement'), 'requirement=clarification', 'requirement');
  equal(told.body.clarification, 'Why <u>erase</u>?', 'clarification');
  equal((await reply({})).status, 400, 'without action');
  equal((await reply({ action: 'clarification_response', clarification_response: 'x' }, { jwk: other })).status, 410, 'another key');
  equal((await reply({ action: 'clarification_response', clarification_response: '<b>To tidy up</b>' })).status, 202, 'answered');
  await look();
  equal(page.text.includes('&lt;b&gt;To tidy up') && !page.text.includes('<b>To'), true, 'the words of the agent as text');
  await submit({ decision: 'ask', question: 'Can you do without?' });
  const update = (more, presented = personToken) => reply({ action: 'updated_request', resource_token: resourceToken(presented, more), presented_token: presented, justification: 'Only to read' });
  equal((await update({ sub: 'else' })).body.error, 'invalid_resource_token', 'for somebody else');
  equal((await update({ mission_s256: 'x'.repeat(43) })).body.error, 'invalid_resource_token', 'in a mission');
  equal((await update({})).status, 202, 'with less');
  await look();
  equal(page.text.includes('data.read') && !page.text.includes('data.erase'), true, 'what it asks for now');
  await submit({ decision: 'allow' });
  const got = await poll(asked);
  equal(got.status, 200, `status ${JSON.stringify(got.body)}`);
  equal(claims(got.body.auth_token).scope, 'data.read', 'scope');
});
await check('a person allows what the page showed, though it is another request by now', async () => {
  const asked = await asAgent('/aauth-person/token', { resource_token: resourceToken(personToken, { scope: 'data.list' }), presented_token: personToken, capabilities: ['interaction', 'clarification'] });
  const [, url, code] = asked.headers.get('aauth-requirement').match(/url="([^"]*)"; code="([^"]*)"/);
  await browse('GET', `${url}?code=${code}`);
  const before = kept();
  await submit({ decision: 'ask', question: 'Why?' });
  const shown = kept();
  const wider = { resource_token: resourceToken(personToken, { scope: 'data.list data.erase' }), presented_token: personToken };
  equal((await asAgent(asked.headers.get('location'), { action: 'updated_request', ...wider })).status, 202, 'for more');
  for (const stale of [before, shown]) {
    stale();
    equal(page.text.includes('data.erase'), false, 'not on this page');
    await submit({ decision: 'allow' });
    equal(`${page.status} ${page.text.includes('data.erase')} ${page.text.includes('value="allow"')}`, '200 true true', 'the page again, with what it is now');
    equal((await poll(asked)).status, 202, 'nothing is allowed');
  }
  const fresh = page.text.match(/name="shown" value="([^"]*)"/)[1];
  before();
  await submit({ decision: 'allow', shown: fresh });
  equal(`${page.status} ${(await poll(asked)).status}`, '403 202', 'nor by the mark of another page');
  await browse('GET', `${url}?code=${code}`);
  await submit({ decision: 'deny' });
  equal((await poll(asked)).body.error, 'denied', 'a no');
  equal((await asAgent('/aauth-person/token', wider)).status, 202, 'nor is it remembered');
});
await check('a person takes their time, and a resource token ends meanwhile', async () => {
  let short;
  const asked = await inTime(
    (seconds) => { short = resourceToken(personToken, { scope: 'data.slow', exp: now() + seconds }); return short; },
    () => asAgent('/aauth-person/token', { resource_token: short, presented_token: personToken }));
  equal(asked.status, 202, `status ${JSON.stringify(asked.body)}`);
  await ended(short);
  await answer(asked, 'allow');
  const got = await poll(asked);
  equal(got.status, 200, `status ${JSON.stringify(got.body)}`);
  equal(claims(got.body.auth_token).scope, 'data.slow', 'scope');
  equal((await asAgent('/aauth-person/token', { resource_token: short, presented_token: personToken })).body.error, 'expired_resource_token', 'but a request begins with one that holds');
});
await check('a person asks nobody back who does not understand it, nor without end', async () => {
  const ask = async (capabilities) => {
    const asked = await asAgent('/aauth-person/permission', { action: 'Post', capabilities });
    const [, url, code] = asked.headers.get('aauth-requirement').match(/url="([^"]*)"; code="([^"]*)"/);
    return { asked, look: () => browse('GET', `${url}?code=${code}`) };
  };
  const mute = await ask(['interaction']);
  await mute.look();
  equal(page.text.includes('value="ask"'), false, 'no form');
  await submit({ decision: 'ask', question: 'Why?' });
  equal(page.status, 400, 'and no way around');
  const open = await ask(['interaction', 'clarification']);
  for (let n = 0; n < 5; n++) {
    await open.look();
    await submit({ decision: 'ask', question: `Why ${n}?` });
    equal(page.status, 200, `question ${n}`);
    await asAgent(open.asked.headers.get('location'), { action: 'clarification_response', clarification_response: 'Because.' });
  }
  await open.look();
  equal(page.text.includes('value="ask"'), false, 'five times');
  equal((await asAgent(open.asked.headers.get('location'), undefined, { method: 'DELETE' })).status, 200, 'the agent gives up');
  await open.look();
  equal(`${page.status} ${page.text.includes('withdrew its request')}`, '410 true', 'which the person reads');
  equal((await poll(open.asked)).status, 410, 'afterwards');
});
const allowAgain = async () => {
  const asked = await asAgent('/aauth-person/person', { resource: site });
  equal(asked.status, 202, 'asked again');
  await answer(asked, 'allow');
  return (await poll(asked)).body.person_token;
};
await check('a person reads what happened in a mission, and ends that one alone', async () => {
  const propose = async (description) => {
    const proposed = await asAgent('/aauth-person/mission', { description, tools: [{ name: 'WebSearch' }] });
    await answer(proposed, 'allow');
    return (await poll(proposed)).body.s256;
  };
  const [one, two] = [await propose('The first'), await propose('The second')];
  const within = (path, body) => asAgent(`/aauth-person/${path}`, { mission_s256: one, ...body });
  const asked = await within('permission', { action: 'SendEmail', parameters: { to: '<i>ada</i>' }, capabilities: ['interaction', 'clarification'] });
  const [, url, code] = asked.headers.get('aauth-requirement').match(/url="([^"]*)"; code="([^"]*)"/);
  await browse('GET', `${url}?code=${code}`);
  await submit({ decision: 'ask', question: 'Why to her?' });
  await asAgent(asked.headers.get('location'), { action: 'clarification_response', clarification_response: 'She asked.' });
  await browse('GET', `${url}?code=${code}`);
  await submit({ decision: 'deny' });
  const late = await within('permission', { action: 'Pay' });
  await answer(late, 'allow');
  equal((await within('audit', { action: 'WebSearch', parameters: { query: 'hotels' }, result: { found: 3 } })).status, 201, 'audit');
  equal((await within('audit', { action: 'WebSearch', result: 'three' })).status, 400, 'a result that is no object');
  const account = `${api.replace('/api/v1', '')}/account/agents`;
  await browse('GET', account);
  equal(page.text.includes(`/mission?id=${one}`), true, 'the list leads there');
  const look = () => browse('GET', `${account}/mission?id=${one}`);
  await look();
  equal(page.status, 200, 'the page');
  for (const text of ['The first', 'SendEmail', '&lt;i&gt;ada', 'denied', 'Why to her?', 'She asked.', 'hotels', 'result.found']) equal(page.text.includes(text), true, `it shows ${text}`);
  equal(page.text.includes('<i>ada'), false, 'as text');
  const log = (await manage('GET', `/admin/aauth-person/missions/${one}/log`)).body.data;
  equal(log.map((each) => each.type).join(), 'audit,answer,permission,answer,clarification,clarification,permission,answer', 'an administrator reads the same');
  await browse('GET', `${account}/mission?id=${'A'.repeat(43)}`);
  equal(page.status, 404, 'what the reader did not approve');
  await browse('POST', `${account}/mission`, { id: one });
  equal(page.status, 403, 'without the token of the form');
  await look();
  await submit({});
  equal(`${page.status} ${page.text.includes('<dd>Ended</dd>')}`, '200 true', 'ended');
  const ended = (answered) => `${answered.status} ${answered.body.error} ${answered.body.termination_reason}`;
  equal(ended(await poll(late)), '403 mission_terminated revoked', 'what was allowed in it before');
  equal(ended(await within('permission', { action: 'WebSearch' })), '403 mission_terminated revoked', 'and is asked in it now');
  equal((await within('permission', { action: 'WebSearch', mission_s256: two })).body.permission, 'granted', 'the other goes on');
  equal((await manage('DELETE', `/admin/aauth-person/missions/${two}`)).status, 200, 'an administrator ends it');
  equal((await manage('GET', `/admin/aauth-person/missions/${two}`)).body.data.status, 'revoked', 'its status');
  equal(ended(await within('permission', { action: 'WebSearch', mission_s256: two })), '403 mission_terminated revoked', 'then');
  equal((await asAgent('/aauth-person/person', { resource: site })).status, 200, 'what the agent has beside them stays');
});
await check('a person takes back what an agent has of them', async () => {
  const proposed = await asAgent('/aauth-person/mission', { description: '<i>Another trip</i>' });
  await answer(proposed, 'allow');
  const open = (await poll(proposed)).body.s256;
  const permission = await asAgent('/aauth-person/permission', { action: 'Pay' });
  await answer(permission, 'allow');
  const before = (await asAgent('/aauth-person/person', { resource: site })).body.person_token;
  const account = `${api.replace('/api/v1', '')}/account/agents`;
  await browse('GET', account);
  equal(page.status, 200, 'the page');
  equal(page.text.includes(AGENT) && page.text.includes(site) && page.text.includes('data.read'), true, 'what it may');
  equal(page.text.includes('on a computer') && page.text.includes('Chrome &lt;b&gt;on'), true, 'where it says that it runs');
  equal(page.text.includes('&lt;i&gt;Another trip') && !page.text.includes('<i>Another'), true, 'its words as text');
  const id = page.text.match(/name="id" value="([^"]+)"/)[1];
  await browse('POST', account, { id });
  equal(page.status, 403, 'without the token of the form');
  equal((await asAgent('/aauth-person/person', { resource: site })).status, 200, 'and nothing happened');
  await browse('GET', account);
  await submit({ id });
  equal(page.text.includes(AGENT), false, 'on the page');
  const told = await asAgent('/aauth-person/token', { resource_token: resourceToken(before), presented_token: before });
  equal(told.body.error, 'revoked_presented_token', 'its token');
  equal((await poll(permission)).status, 403, 'a permission that was granted before');
  equal((await poll(proposed)).status, 410, 'the mission where it was polled');
  const [last] = (await manage('GET', `/admin/aauth-person/missions/${open}/log`)).body.data;
  equal(`${last.type} ${last.details.by.startsWith('user:')}`, 'ended true', 'is on its record');
  const later = await asAgent('/aauth-person/permission', { action: 'x', mission_s256: open });
  equal(`${later.body.error} ${later.body.termination_reason}`, 'mission_terminated revoked', 'the mission');
  await allowAgain();
});
await check('an administrator takes it back', async () => {
  const before = (await asAgent('/aauth-person/person', { resource: site })).body.person_token;
  const listed = (await manage('GET', '/admin/aauth-person/agents')).body.data;
  equal(listed.map((each) => each.agent).join(), AGENT, 'agents');
  equal(listed[0].resources.map((each) => each.resource).join(), site, 'resources');
  equal((await manage('DELETE', `/admin/aauth-person/agents/${listed[0].id}`)).status, 200, 'ended');
  equal((await manage('GET', `/admin/aauth-person/agents/${listed[0].id}`)).status, 404, 'gone');
  const told = await asAgent('/aauth-person/token', { resource_token: resourceToken(before), presented_token: before });
  equal(told.body.error, 'revoked_presented_token', 'its token');
  personToken = await allowAgain();
});
await check('what its issuer takes back holds no more', async () => {
  const token = agentToken();
  equal((await asAgent('/aauth-person/person', { resource: site }, { token })).status, 200, 'before');
  const revoke = (object) => asServer('/aauth-person/revoke', object, ap, 'ap', 'aauth-agent.json');
  equal((await revoke({ jti: claims(token).jti })).status, 400, 'without exp');
  const asked = await asAgent('/aauth-person/permission', { action: 'Late' }, { token });
  const talks = await asAgent('/aauth-person/permission', { action: 'Talk', capabilities: ['interaction', 'clarification'] }, { token });
  const [, url, code] = talks.headers.get('aauth-requirement').match(/url="([^"]*)"; code="([^"]*)"/);
  await browse('GET', `${url}?code=${code}`);
  await submit({ decision: 'ask', question: 'Why?' });
  equal((await poll(talks)).body.clarification, 'Why?', 'the person asks back');
  const polls = [1, 2].map(() => poll(asked, { token, prefer: 'wait=30' }));
  await Promise.race(polls); // whichever comes first gives way, and then the other one is held
  equal((await revoke({ jti: claims(token).jti, exp: claims(token).exp })).status, 200, 'revoked');
  refused(await asAgent('/aauth-person/person', { resource: site, login_hint: 'x' }, { token }), 'revoked_jwt');
  await answer(asked, 'allow');
  const told = (await Promise.all(polls)).sort((a, b) => a.status - b.status);
  equal(told[0].status, 202, 'the one that gave way');
  refused(told[1], 'revoked_jwt', 'what was held meanwhile');
  const begun = await poll(asked);
  equal(`${begun.status} ${begun.body.error} ${begun.body.detail}`, '403 revoked agent_token was revoked.', 'what was asked with it, by another of its tokens');
  const said = await asAgent(talks.headers.get('location'), { action: 'clarification_response', clarification_response: 'Because.' });
  equal(`${said.status} ${said.body.error}`, '403 revoked', 'and what is said about that');
  equal((await poll(talks)).status, 410, 'which is over');
  const given = await asAgent('/aauth-person/token', { resource_token: resourceToken(personToken), presented_token: personToken });
  equal(given.body.error, 'revoked_presented_token', 'what the agent was given');
  equal((await revoke({ jti: 'never seen', exp: now() + 60 })).status, 200, 'there is no "not found"');
});
