// The person server and servers of others: access servers, resources that act on, sub-agents, revocation.
//   node person-others.mjs CLIENT KEYS API SITE EMAIL PASSWORD ADMIN PFX PASSPHRASE OUTBOX     every case says "ok CASE" or "failed CASE: WHY"
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { kit } from './person-kit.mjs';
import { startPeer } from './person-peer.mjs';

const [client, keysJson, api, site, email, password, admin, pfx, passphrase, outbox] = process.argv.slice(2);
const { ap, resource } = JSON.parse(keysJson);
const {
  newKey, thumbprint, named, now, jti, AGENT, key, other, jwt, agentToken, send, asAgent, poll, page, browse, open, onward, kept, submit, answer,
  equal, check, claims, header, headers,
} = await kit(client, { ap, api, site, email, password });

const peers = [];
const keyOf = new Map();
async function peer(options) {
  const secret = newKey();
  const started = await startPeer(pfx, passphrase, named(secret, 'key'), options);
  keyOf.set(started.id, secret);
  peers.push(started);
  return started;
}
/** A token that a server makes. */
const by = (server, typ, dwk, more, alg) => jwt(keyOf.get(server.id), 'key', typ, { iss: server.id, dwk, ...more }, alg);

const manage = async (method, path, body) => {
  const got = await fetch(api + path, { method, headers: { 'X-API-Key': admin, 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
  return { status: got.status, body: await got.json() };
};
const settings = async (section) => equal((await manage('PUT', '/admin/settings/aauthPerson', section)).status, 200, 'settings');
const error = (told) => `${told.status} ${told.body.error}`;

// An access server that gives what is asked for; a case can have it answer otherwise.
const gives = (server, change = {}) => ({ body }) => {
  const [wanted, shown] = [claims(body.resource_token), claims(body.presented_token)];
  const { typ, sign, ...more } = change;
  const token = by(sign ?? server, typ ?? 'aa-auth+jwt', 'aauth-access.json', {
    iss: server.id, aud: wanted.iss, ps: wanted.ps, sub: wanted.sub, scope: wanted.scope, exp: shown.exp,
    cnf: claims(body.subagent_token ?? body.agent_token).cnf, ...(wanted.mission_s256 && { mission_s256: wanted.mission_s256 }), ...more });
  return [200, { auth_token: token, expires_in: 60 }];
};
const access = await peer({ document: { name: 'Gate <b>keeper</b>', policy_uri: 'https://gate.example/privacy' } });
access.handle = gives(access);
const nameless = await peer();
const says = { name: 'Front <b>desk</b>', description: 'Books\u202erooms', access_mode: 'auth-token', tos_uri: 'https://front.example/terms?a=1&b=\'2\'', policy_uri: 'javascript:alert(1)', logo_uri: 'https://front.example/logo.png', scope_descriptions: { 'data.read': 'Sees your bookings', 'data.erase': 'Erases them' } };
const [front, back, last] = [await peer({ document: says }), await peer(), await peer()];
const elsewhere = await peer();
const badDocuments = {
  'names another server': await peer({ document: { issuer: access.id } }),
  'has an address in clear': await peer({ document: { auth_token_endpoint: elsewhere.id.replace('https', 'http') } }),
  'has an address with a query': await peer({ document: { auth_token_endpoint: `${elsewhere.id}/token?a=b` } }),
  'has an address of a private network': await peer({ document: { auth_token_endpoint: 'https://10.0.0.1/token' } }),
  'has an address of a link-local network': await peer({ document: { auth_token_endpoint: 'https://169.254.169.254/latest/meta-data' } }),
  'has an address with a user': await peer({ document: { auth_token_endpoint: elsewhere.id.replace('//', '//a:b@') } }),
  'has none': await peer({ document: { auth_token_endpoint: undefined } }),
};
const section = {
  agentProviders: [site, front.id, back.id, last.id],
  resources: [site, front.id, back.id, last.id],
  accessServers: [access.id, ...Object.values(badDocuments).map((each) => each.id)],
};
await settings(section);

async function until(what, holds) {
  const end = Date.now() + 20_000;
  while (!await holds()) {
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** A resource token of the site, or of another resource, for what was shown. */
const wants = (shown, more = {}, at) => {
  const all = {
    aud: api, ps: api, sub: claims(shown).sub, presented_jti: claims(shown).jti, agent_jkt: thumbprint(key), scope: 'data.read',
    ...(claims(shown).mission_s256 && { mission_s256: claims(shown).mission_s256 }), ...more };
  return at ? by(at, 'aa-resource+jwt', 'aauth-resource.json', all)
    : jwt(resource, 'resource', 'aa-resource+jwt', { iss: site, dwk: 'aauth-resource.json', ...all });
};
const askPerson = (body, more) => asAgent('/aauth-person/person', body, more);
const askAuth = (shown, wanted, more = {}, as) => asAgent('/aauth-person/token', { resource_token: wanted, presented_token: shown, ...more }, as);
async function allowed(asked, as, look) {
  equal(asked.status, 202, `asked ${JSON.stringify(asked.body)}`);
  await answer(asked, 'allow', look);
  const told = await poll(asked, as);
  equal(told.status, 200, `told ${JSON.stringify(told.body)}`);
  return told.body;
}
const personTokenFor = async (at) => {
  const asked = await askPerson({ resource: at });
  return asked.status === 200 ? asked.body.person_token : (await allowed(asked)).person_token;
};

let shown;
await check('an access server is asked, signed, for what the person allowed', async () => {
  shown = await personTokenFor(site);
  const asked = await askAuth(shown, wants(shown, { aud: access.id }));
  equal(asked.status, 202, 'the person first');
  equal(access.calls.length, 0, 'and nobody else before');
  const { auth_token: token } = await allowed(asked);
  equal(header(token).typ, 'aa-auth+jwt', 'typ');
  equal([claims(token).iss, claims(token).aud, claims(token).scope].join(), [access.id, site, 'data.read'].join(), 'claims');
  const [call] = access.calls;
  equal(call.problem, undefined, 'the signature');
  equal(`${call.signer.id} ${call.signer.dwk}`, `${api} aauth-person.json`, 'who signed');
  equal(Object.keys(call.body).sort().join(), 'agent_token,presented_token,resource_token', 'what it is sent');
  equal((await askAuth(shown, wants(shown, { aud: access.id }))).status, 200, 'the person is not asked again');
  equal((await askAuth(shown, wants(shown, { aud: access.id, scope: 'data.read data.write' }))).status, 202, 'but for more');
});
await check('an access server that nobody named is not asked', async () => {
  equal(error(await askAuth(shown, wants(shown, { aud: nameless.id }))), '502 as_unreachable', 'told');
  equal(nameless.calls.length, 0, 'calls');
});
await check('nothing is believed that an access server did not sign, or that was not asked for', async () => {
  const wrong = {
    'signed by another': { sign: nameless }, 'of another kind': { typ: 'aa-person+jwt' }, 'of another issuer': { iss: nameless.id },
    'another resource': { aud: back.id }, 'another person server': { ps: site }, 'another person': { sub: 'them' },
    'another key': { cnf: { jwk: named(other, 'agent') } }, 'no key': { cnf: undefined }, 'more': { scope: 'data.read data.write' },
    'for longer than what was shown': { exp: claims(shown).exp + 1 }, 'over': { exp: now() - 1 }, 'another role': { dwk: 'aauth-person.json' },
    'an account': { account: 'theirs' }, 'a mission': { mission_s256: 'x'.repeat(43) },
  };
  for (const [what, change] of Object.entries(wrong)) {
    access.handle = gives(access, change);
    equal(error(await askAuth(shown, wants(shown, { aud: access.id }))), '502 as_unreachable', what);
  }
  access.handle = gives(access, { scope: '' });
  equal((await askAuth(shown, wants(shown, { aud: access.id }))).status, 200, 'less is believed');
});
await check('a refusal of an access server is told on, and nothing else that it says', async () => {
  const ask = () => askAuth(shown, wants(shown, { aud: access.id }));
  access.handle = () => [403, { error: 'denied', detail: 'Not <b>you</b>' }];
  const told = await ask();
  equal(error(told), '403 denied', 'a denial');
  equal(told.body.detail, 'Not <b>you</b>', 'its words, in JSON');
  const others = {
    'no code': [403, {}], 'no JSON': [403, '<html>'], 'a code that is none': [403, { error: 'a"b\\n' }], 'a signature refused': [401, { error: 'denied' }],
    'a fault': [500, { error: 'server_error' }], 'no token': [200, {}], 'a list': [200, '[]'], 'a payment': [402, { error: 'denied' }],
    'too much': [200, JSON.stringify({ auth_token: 'x'.repeat(60_000) })],
    'a redirect': [307, '', { location: `${elsewhere.id}/token` }],
  };
  for (const [what, answered] of Object.entries(others)) {
    access.handle = () => answered;
    equal(error(await ask()), '502 as_unreachable', what);
  }
  equal(elsewhere.calls.length, 0, 'a redirect is not followed');
  access.handle = gives(access);
});
await check('a document sends nobody where they must not go', async () => {
  for (const [what, server] of Object.entries(badDocuments)) {
    equal(error(await askAuth(shown, wants(shown, { aud: server.id }))), '502 as_unreachable', what);
    equal(server.calls.length, 0, what);
  }
  equal(elsewhere.calls.length, 0, 'and the other was not asked');
});
await check('what an access server waits for is told on, and it is asked again', async () => {
  const waits = (requirement, more = {}, body = {}) => [202, { status: 'pending', ...body }, { location: '/pending/1', 'retry-after': '0', 'aauth-requirement': requirement, ...more }];
  const ask = () => askAuth(shown, wants(shown, { aud: access.id }));
  let state = 'requirement=interaction; url="https://access.example/confirm"; code="A1B2-C3D4"';
  let posted;
  access.handle = (call) => {
    if (call.method === 'POST') posted = call;
    return state === 'done' ? gives(access)(posted) : waits(state);
  };
  const asked = await ask();
  equal(asked.status, 202, 'status');
  equal(asked.headers.get('aauth-requirement'), state, 'requirement');
  equal(asked.headers.get('location').startsWith(`${api}/aauth-person/pending/`), true, 'asked again here');
  equal((await poll(asked, { jwk: other })).status, 410, 'by who asked');
  state = 'requirement=approval';
  const later = await poll(asked);
  equal(`${later.status} ${later.headers.get('aauth-requirement')}`, `202 ${state}`, 'later');
  const again = access.calls.at(-1);
  equal(`${again.method} ${again.path} ${again.problem} ${again.signer.id}`, `GET /pending/1 undefined ${api}`, 'asked again, signed');
  state = 'done';
  const told = await poll(asked);
  equal(`${told.status} ${claims(told.body.auth_token).iss}`, `200 ${access.id}`, 'in the end');
  const strange = {
    'claims that it does not name': waits('requirement=claims'), 'a payment': waits('requirement=payment'), 'nothing': waits(''),
    'claims that are none': waits('requirement=claims', {}, { required_claims: ['a"b'] }), 'no claims': waits('requirement=claims', {}, { required_claims: [] }),
    'a question without words': waits('requirement=clarification', {}, { clarification: ' ' }),
    'a page in clear': waits('requirement=interaction; url="http://a.example/c"; code="A1B2-C3D4"'),
    'a page that is a script': waits('requirement=interaction; url="javascript:alert(1)"; code="A1B2-C3D4"'),
    'a code that is more than one': waits('requirement=interaction; url="https://a.example/c"; code="A1B2-C3D4&x=y"'),
    'another server': waits('requirement=approval', { location: `${elsewhere.id}/pending` }),
    'nowhere': waits('requirement=approval', { location: '' }),
  };
  for (const [what, answered] of Object.entries(strange)) {
    access.handle = () => answered;
    const refusedNow = await ask();
    equal(what === 'nowhere' ? '' : error(refusedNow), what === 'nowhere' ? '' : '502 as_unreachable', what);
  }
  equal(elsewhere.calls.length, 0, 'another server is not asked');
  access.handle = gives(access);
});

const wanting = (requirement, body, more = {}) => [202, { status: 'pending', ...body }, { location: '/pending/2', 'retry-after': '0', 'aauth-requirement': `requirement=${requirement}`, ...more }];
const askAccess = (more = {}, wanted = {}) => askAuth(shown, wants(shown, { aud: access.id, ...wanted }), more);
await check('an access server is told of a person what the person allows, and no more', async () => {
  let first;
  access.handle = (call) => {
    if (call.path === '/token') {
      first = call;
      return wanting('claims', { required_claims: ['email', 'sub', 'shoe_size', 'family_name'] });
    }
    return call.method === 'POST' ? gives(access)(first) : [403, { error: 'denied' }];
  };
  access.calls.length = 0;
  const refusedNow = await askAccess();
  await answer(refusedNow, 'deny');
  equal(error(await poll(refusedNow)), '403 denied', 'a person says no');
  equal(access.calls.map((call) => call.path).join(), '/token', 'and nothing was told');
  const asked = await askAccess();
  const { auth_token: token } = await allowed(asked, undefined, ({ text }) => {
    equal(text.includes('email') && text.includes(access.id) && !text.includes('shoe_size'), true, 'what is known is asked');
    equal(text.includes('Gate &lt;b&gt;keeper') && text.includes('href="https://gate.example/privacy"'), true, 'and who wants to know says who it is, and what it does with it');
  });
  equal(claims(token).iss, access.id, 'token');
  const call = access.calls.at(-1);
  equal(`${call.method} ${call.path} ${call.problem} ${call.signer.id}`, `POST /pending/2 undefined ${api}`, 'told there, signed');
  equal(JSON.stringify(call.body), JSON.stringify({ email }), 'what it is told');
  equal((await askAccess()).status, 200, 'not asked again');
  equal((await askPerson({ resource: access.id })).status, 400, 'nor is it a resource for that');
  access.handle = (again) => (again.path === '/token' ? gives(access)(again) : [500, {}]);
});
await check('an access server that wants the same again and again is left', async () => {
  access.handle = () => wanting('claims', { required_claims: ['email'] });
  access.calls.length = 0;
  equal(error(await askAccess()), '502 as_unreachable', 'told');
  equal(access.calls.length < 8, true, 'calls');
  access.handle = gives(access);
});
await check('an access server that hears nothing now is told later', async () => {
  let posted;
  let busy = true;
  access.handle = (call) => {
    if (call.path === '/token') {
      posted = call;
      return wanting('claims', { required_claims: ['email'] });
    }
    return busy ? [429, {}] : gives(access)(posted);
  };
  access.calls.length = 0;
  const asked = await askAccess();
  equal(`${asked.status} ${asked.headers.get('aauth-requirement')}`, '202 requirement=approval', 'told');
  equal(access.calls.map((call) => `${call.method} ${call.path}`).join(), 'POST /token,POST /pending/2', 'once');
  busy = false;
  equal((await poll(asked)).status, 200, 'later');
  equal(JSON.stringify(access.calls.at(-1).body), JSON.stringify({ email }), 'what it is told');
  access.handle = gives(access);
});
await check('an agent changes nothing of what an access server wants of a person', async () => {
  access.handle = () => wanting('claims', { required_claims: ['email', 'email_verified'] });
  const asked = await askAccess({ capabilities: ['interaction', 'clarification'] });
  const [, url, code] = asked.headers.get('aauth-requirement').match(/url="([^"]*)"; code="([^"]*)"/);
  await open(`${url}?code=${code}`);
  await submit({ decision: 'ask', question: 'What for?' });
  const update = { action: 'updated_request', resource_token: wants(shown, { aud: access.id }), presented_token: shown };
  equal(error(await asAgent(asked.headers.get('location'), update)), '400 invalid_request', 'another request');
  await open(`${url}?code=${code}`);
  equal(page.text.includes('email_verified') && page.text.includes(access.id), true, 'the page asks what it asked');
  await submit({ decision: 'deny' });
  access.handle = gives(access);
});
await check('a person sees the answers that an access server offers', async () => {
  access.handle = () => wanting('clarification', { clarification: 'Why?', options: ['Work', 'To <b>play</b>'] });
  await answer(await askAccess(), 'deny', ({ text }) => {
    equal(text.includes('Work') && text.includes('To &lt;b&gt;play') && !text.includes('<b>play'), true, 'as text');
  });
  access.handle = gives(access);
});
await check('an agent answers what an access server asks, five times at most', async () => {
  let posted;
  access.handle = (call) => {
    if (call.path === '/token') posted = call;
    return call.method === 'POST' && call.body.clarification_response === 'That is all' ? gives(access)(posted)
      : wanting('clarification', { clarification: 'Why?', options: ['Work', 'That is all'] });
  };
  const ask = () => askAccess({ capabilities: ['clarification'] });
  const reply = (asked, words, as) => asAgent(asked.headers.get('location'), { action: 'clarification_response', clarification_response: words }, as);
  const asked = await ask();
  equal(`${asked.status} ${asked.headers.get('aauth-requirement')} ${asked.body.clarification} ${asked.body.options}`, '202 requirement=clarification Why? Work,That is all', 'asked');
  equal((await reply(asked, 'x', { jwk: other })).status, 410, 'by another key');
  equal((await reply(asked, 'Work')).headers.get('aauth-requirement'), 'requirement=approval', 'answered');
  equal((await reply(asked, 'Play')).status, 400, 'once');
  equal((await poll(asked)).headers.get('aauth-requirement'), 'requirement=clarification', 'asked again');
  const { action, clarification_response: words, ...rest } = access.calls.at(-1).body;
  equal(`${action} ${words} ${Object.keys(rest)}`, 'clarification_response Work ', 'what it is told');
  await reply(asked, 'That is all');
  equal((await poll(asked)).status, 200, 'in the end');
  const endless = await ask();
  let told = endless;
  for (let n = 0; n < 8 && told.status === 202; n++) {
    await reply(endless, `Because ${n}`);
    told = await poll(endless);
  }
  equal(error(told), '502 as_unreachable', 'without end');
  access.handle = gives(access);
});
await check('an access server that is to be paid is asked again, and whoever pays reads it', async () => {
  let paid = false;
  let posted;
  access.handle = (call) => {
    if (call.path === '/token') posted = call;
    return paid ? gives(access)(posted) : [402, {}, { location: '/pending/3', 'www-authenticate': 'Payment id="x7Tg2pLq", method="example"' }];
  };
  const asked = await askAccess();
  equal(`${asked.status} ${asked.headers.get('aauth-requirement')}`, '202 requirement=approval', 'asked');
  equal((await poll(asked)).status, 202, 'not yet');
  paid = true;
  equal((await poll(asked)).status, 200, 'paid');
  equal(access.calls.at(-1).path, '/pending/3', 'where it said');
  const rows = (await manage('GET', '/admin/audit-logs?limit=50')).body.data.filter((each) => each.action === 'aauth_person.access_server.wants_payment');
  equal(`${rows.length} ${rows[0].targetId} ${rows[0].context.terms}`, `1 ${access.id} Payment id="x7Tg2pLq", method="example"`, 'audit');
  access.handle = () => [402, {}, { location: `${elsewhere.id}/pay` }];
  equal(error(await askAccess()), '502 as_unreachable', 'another server');
  access.handle = gives(access);
});
await check('a resource has the person at its own page first', async () => {
  const at = { url: `${site}/connect`, code: 'A1B2-C3D4' };
  const ask = (interaction = at) => askAuth(shown, wants(shown, { interaction, scope: 'data.read' }));
  const wrong = {
    'of a server that nobody named': { ...at, url: `${nameless.id}/connect` }, 'in clear': { ...at, url: at.url.replace('https', 'http') },
    'with a query': { ...at, url: `${at.url}?a=b` }, 'with a fragment': { ...at, url: `${at.url}#a` }, 'with a user': { ...at, url: at.url.replace('//', '//a:b@') },
    'a script': { ...at, url: 'javascript:alert(1)' }, 'without a code': { url: at.url }, 'with more than a code': { ...at, code: 'A1B2&x=y' }, 'nothing': null, 'a text': at.url,
  };
  for (const [what, interaction] of Object.entries(wrong)) equal(error(await ask(interaction)), '400 invalid_resource_token', what);
  const begin = async () => {
    const asked = await ask();
    equal(asked.status, 202, 'though the person allowed the scope before');
    const [, url, code] = asked.headers.get('aauth-requirement').match(/url="([^"]*)"; code="([^"]*)"/);
    await open(`${url}?code=${code}`);
    equal(page.text.includes(at.url), true, 'the page says where it leads');
    await submit({ decision: 'allow' });
    equal(`${page.status} ${(await poll(asked)).status}`, '200 202', 'nobody allows anything before');
    const before = kept();
    await submit({ decision: 'go' });
    const there = new URL(onward());
    equal(`${page.status} ${there.origin}${there.pathname} ${there.searchParams.get('code')}`, `200 ${at.url} ${at.code}`, 'led there, by a link');
    return { asked, before, back: there.searchParams.get('callback') };
  };
  const done = await begin();
  equal(done.back.startsWith(api.replace('/api/v1', '/aauth/interaction/back/')), true, 'the way back');
  await browse('GET', `${done.back}x`);
  equal(page.status, 400, 'another way back');
  equal((await poll(done.asked)).status, 202, 'nothing yet');
  await browse('GET', done.back);
  equal(`${page.status} ${page.text.includes('value="allow"')}`, '200 true', 'and asked here');
  equal((await poll(done.asked)).status, 202, 'nothing before the person says so');
  done.before();
  await submit({ decision: 'go' });
  equal(`${page.status} ${page.text.includes('value="allow"')} ${(await poll(done.asked)).status}`, '200 true 202', 'an old page denies nothing');
  await submit({ decision: 'allow' });
  equal((await poll(done.asked)).status, 200, 'then');
  await browse('GET', done.back);
  equal(page.status, 400, 'once');
  const errors = {
    access_denied: '403 denied', user_abandoned: '403 abandoned', interaction_expired: '408 expired',
    server_error: '500 server_error', temporarily_unavailable: '500 server_error', anything: '500 server_error',
  };
  for (const [code, told] of Object.entries(errors)) {
    const { asked, back } = await begin();
    await browse('GET', `${back}?error=${code}`);
    equal(page.status, 200, code);
    equal(error(await poll(asked)), told, code);
  }
});

// A resource that acts on is its own agent provider.
const handing = new Map([front, back, last].map((server) => [server.id, newKey()]));
const asServerAgent = (server, more = {}) => {
  const jwk = handing.get(server.id);
  return { jwk, token: by(server, 'aa-agent+jwt', 'aauth-agent.json', { sub: 'aauth:service@localhost', cnf: { jwk: named(jwk, 'agent') }, ...more }) };
};
const jktOf = (server) => ({ agent_jkt: thumbprint(handing.get(server.id)) });
let received; // what the front got from the agent
let handed; // what it has for the back
await check('a resource acts on for whom it was called, if the person allows that', async () => {
  received = (await allowed(await askPerson({ resource: front.id, justification: 'Trust me' }), undefined, ({ text }) => {
    for (const words of ['Provided by the service, not verified', 'Front &lt;b&gt;desk', 'Books rooms', 'auth-token']) equal(text.includes(words), true, `what the service says of itself: ${words}`);
    equal(/<a href="https:\/\/front.example\/terms\?a=1&amp;b=&#39;2&#39;" rel="noopener noreferrer nofollow"[^>]*>https:\/\/front.example\/terms/.test(text), true, 'a link to its terms that reads as its address');
    equal(text.includes('javascript:') || text.includes('logo.png'), false, 'no other link, and no picture');
    equal(text.indexOf('Front &lt;b&gt;desk') < text.indexOf('Provided by the agent, not verified'), true, 'apart from what the agent says');
    equal(text.includes('<b>desk') || text.includes('\u202e') || text.includes('Erases'), false, 'as text, all of which shows, and nothing that is not asked for');
  })).person_token;
  const asked = await askPerson({ resource: back.id, upstream_token: received }, asServerAgent(front));
  handed = (await allowed(asked, asServerAgent(front), ({ text }) => {
    equal(text.includes(AGENT), true, 'the agent that the person knows');
    equal(text.includes(front.id), true, 'through whom');
  })).person_token;
  equal(claims(handed).aud, back.id, 'aud');
  equal(claims(handed).cnf.jwk.x, named(handing.get(front.id)).x, 'the key of who acts on');
  equal(claims(handed).sub === claims(received).sub, false, 'another name');
  equal(claims(handed).exp <= claims(received).exp, true, 'no longer than what it received');
  equal('act' in claims(handed), false, 'nothing of the chain');
  const wanted = () => wants(handed, jktOf(front), back);
  const auth = await askAuth(handed, wanted(), { upstream_token: received }, asServerAgent(front));
  const { auth_token: token } = await allowed(auth, asServerAgent(front));
  equal([claims(token).aud, claims(token).scope].join(), [back.id, 'data.read'].join(), 'auth token');
  equal((await askAuth(handed, wanted(), { upstream_token: received }, asServerAgent(front))).status, 200, 'not asked again');
});
await check('a chain is no wider than what the person allowed of it', async () => {
  const more = { ...jktOf(front), scope: 'data.read data.write' };
  equal((await askAuth(handed, wants(handed, more, back), { upstream_token: received }, asServerAgent(front))).status, 202, 'more is asked for');
  equal((await askPerson({ resource: back.id })).status, 202, 'the agent itself has none of it');
  equal((await askPerson({ resource: last.id, upstream_token: received }, asServerAgent(front))).status, 202, 'nor for another resource');
  equal((await askPerson({ resource: back.id }, asServerAgent(front))).status, 202, 'nor the resource by itself');
  const own = await askAuth(handed, wants(handed, jktOf(front), back), {}, asServerAgent(front));
  equal(error(own), '400 invalid_presented_token', 'nor with what it got before, without saying for whom');
});
await check('what was received by somebody else, of somebody else, or of another kind is refused', async () => {
  const ask = (token, as = asServerAgent(front)) => askPerson({ resource: back.id, upstream_token: token }, as);
  const self = { iss: api, dwk: 'aauth-person.json', aud: front.id, sub: claims(received).sub, cnf: claims(received).cnf };
  const wrong = {
    'of another resource': shown, 'a resource token': wants(received, {}, front), 'an agent token': agentToken(), 'nothing': 'x',
    'made by another': jwt(keyOf.get(front.id), 'key', 'aa-person+jwt', self),
    'of a person server that is not this': by(front, 'aa-person+jwt', 'aauth-person.json', { ...self, iss: front.id }),
    'of an access server, and unknown here': by(access, 'aa-auth+jwt', 'aauth-access.json', { ...self, iss: access.id, dwk: 'aauth-access.json', ps: api }),
  };
  for (const [what, token] of Object.entries(wrong)) equal(error(await ask(token)), '400 invalid_upstream_token', what);
  equal(error(await ask(received, asServerAgent(back))), '400 invalid_upstream_token', 'by another resource');
  equal(error(await ask(received, { jwk: key, token: agentToken() })), '400 invalid_upstream_token', 'by an agent of another provider');
  const mission = await askPerson({ resource: back.id, upstream_token: received, mission_s256: 'A'.repeat(43) }, asServerAgent(front));
  equal(error(mission), '400 invalid_request', 'with a mission of its own');
});
await check('a chain has an end, and audit knows all of it', async () => {
  const asked = await askPerson({ resource: last.id, upstream_token: handed }, asServerAgent(back));
  const third = (await allowed(asked, asServerAgent(back), ({ text }) => equal(text.includes(`${front.id} &gt; ${back.id}`), true, 'both are named'))).person_token;
  const rows = (await manage('GET', '/admin/audit-logs?limit=50')).body.data;
  const row = rows.find((each) => each.targetId === claims(third).jti);
  equal(row.action, 'aauth_person.token.issued', 'action');
  equal(row.context.chain.slice(0, -1).join(), ['aauth:service@localhost', 'aauth:service@localhost', AGENT].join(), 'who acted');
  equal(row.context.via, `${front.id} > ${back.id}`, 'through whom');
  await settings({ ...section, chainDepth: 1 });
  equal(error(await askPerson({ resource: last.id, upstream_token: handed }, asServerAgent(back))), '403 denied', 'one too many');
  equal((await askPerson({ resource: back.id, upstream_token: received }, asServerAgent(front))).status, 200, 'one is enough');
  await settings({ ...section, chainDepth: 0 });
  equal(error(await askPerson({ resource: back.id, upstream_token: received }, asServerAgent(front))), '403 denied', 'none');
  await settings({ ...section, chainDepth: 3 });
});
await check('a chain stays in the mission that it began in', async () => {
  const proposed = await asAgent('/aauth-person/mission', { description: 'Plan a trip', resources: [front.id] });
  const { s256 } = await allowed(proposed);
  const within = (await askPerson({ resource: front.id, mission_s256: s256 })).body.person_token;
  const onward = await askPerson({ resource: back.id, upstream_token: within }, asServerAgent(front));
  equal(claims(onward.body.person_token).mission_s256, s256, 'mission_s256');
  const done = await asAgent(`/aauth-person/mission/${s256}`, { action: 'completion', summary: 'Booked' });
  await allowed(done);
  equal(error(await askPerson({ resource: back.id, upstream_token: within }, asServerAgent(front))), '400 revoked_upstream_token', 'once it is over');
});
await check('a chain goes through an access server', async () => {
  const wanted = wants(handed, { ...jktOf(front), aud: access.id }, back);
  const told = await askAuth(handed, wanted, { upstream_token: received }, asServerAgent(front));
  equal(`${told.status} ${claims(told.body.auth_token).aud}`, `200 ${back.id}`, 'status');
  equal(access.calls.at(-1).body.upstream_token, received, 'which is told what was received');
});

const helper = newKey();
const HELPER = AGENT.replace('@', '+search@');
const helperToken = (more = {}, sub = HELPER, jwk = helper) => agentToken(jwk, { parent_agent: AGENT, ...more }, sub);
await check('a sub-agent gets by its parent what the parent may, and no more', async () => {
  const got = await askPerson({ resource: site, subagent_token: helperToken() });
  equal(got.status, 200, `status ${JSON.stringify(got.body)}`);
  const token = got.body.person_token;
  equal(claims(token).cnf.jwk.x, named(helper).x, 'its key');
  const mine = { agent_jkt: thumbprint(helper) };
  const ask = (wanted, sub = helperToken()) => askAuth(token, wanted, { subagent_token: sub });
  const auth = await ask(wants(token, mine));
  equal(`${auth.status} ${claims(auth.body.auth_token).cnf.jwk.x}`, `200 ${named(helper).x}`, 'an auth token');
  equal('parent_agent' in claims(auth.body.auth_token), false, 'which says nothing of its parent');
  const far = await ask(wants(token, { ...mine, aud: access.id }));
  equal(`${far.status} ${claims(far.body.auth_token).cnf.jwk.x}`, `200 ${named(helper).x}`, 'of an access server');
  equal((await ask(wants(token, { ...mine, scope: 'data.read data.admin' }))).status, 202, 'more is asked for');
  equal(error(await ask(wants(token))), '400 invalid_resource_token', 'with the key of its parent');
  equal(error(await askAuth(token, wants(token, mine))), '400 invalid_resource_token', 'without saying so');
  const early = await askPerson({ resource: site, subagent_token: helperToken({ exp: now() + 60 }) });
  equal(claims(early.body.person_token).exp <= now() + 60, true, 'no longer than its own token');
});
await check('who is no sub-agent of the agent is refused', async () => {
  const wrong = {
    'of another parent': helperToken({ parent_agent: 'aauth:other@localhost' }), 'of nobody': helperToken({ parent_agent: undefined }),
    'by another name': helperToken({}, 'aauth:helper@localhost'), 'with half a name': helperToken({}, 'aauth:assistant+@localhost'),
    'of another provider': by(front, 'aa-agent+jwt', 'aauth-agent.json', { sub: HELPER, parent_agent: AGENT, cnf: { jwk: named(helper, 'agent') } }),
    'another kind': shown,
  };
  for (const [what, token] of Object.entries(wrong)) equal(error(await askPerson({ resource: site, subagent_token: token })), '400 invalid_subagent_token', what);
  equal(error(await askPerson({ resource: site, subagent_token: helperToken({ exp: now() - 1 }) })), '400 expired_subagent_token', 'over');
  const itself = await askPerson({ resource: site }, { jwk: helper, token: helperToken() });
  equal(`${itself.status} ${itself.headers.get('signature-error')}`, '401 error=invalid_jwt', 'by itself');
});

const interact = (body, as) => asAgent('/aauth-person/interaction', body, as);
await check('a person answers a question of an agent in their own words', async () => {
  const ask = () => interact({ type: 'question', question: 'Which <b>hotel</b>?', description: 'Both are free.' });
  const asked = await ask();
  equal(asked.status, 202, `status ${JSON.stringify(asked.body)}`);
  await answer(asked, 'allow', ({ text }) => equal(text.includes('Which &lt;b&gt;hotel') && !text.includes('<b>hotel'), true, 'its words as text'), { answer: '  ' });
  equal((await poll(asked)).status, 202, 'no words are no answer');
  await submit({ decision: 'allow', answer: 'The <i>small</i> one' });
  const told = await poll(asked);
  equal(`${told.status} ${told.body.answer}`, '200 The <i>small</i> one', 'told');
  const other = await ask();
  await answer(other, 'deny');
  equal(error(await poll(other)), '403 denied', 'no answer');
});
// The folder is made with the first mail; a mail has another name until it is wholly written.
const mails = () => (existsSync(outbox) ? readdirSync(outbox) : []).filter((name) => name.endsWith('.eml')).map((name) => readFileSync(`${outbox}/${name}`, 'utf8')).filter((mail) => mail.includes(`To: ${email}`) && mail.includes('/aauth/interaction'))
  .map((mail) => mail.replace(/=\r?\n/g, '').replaceAll('=3D', '='));
await check('a person is led by mail to our page, and from there to servers alone that are named here', async () => {
  const good = { type: 'payment', url: `${front.id}/confirm`, code: 'X7K2-M9P4', description: 'See https://evil.example' };
  const wrong = {
    'a server that nobody named': { url: `${nameless.id}/confirm` }, 'in clear': { url: good.url.replace('https', 'http') },
    'a query': { url: `${good.url}?a=b` }, 'a fragment': { url: `${good.url}#a` }, 'a script': { url: 'javascript:alert(1)' },
    'a user': { url: `${front.id}@evil.example/` }, 'a longer name': { url: `${front.id}.evil.example/` }, 'no page': { url: undefined },
    'no code': { code: undefined }, 'more than a code': { code: 'X7K2&next=x' }, 'another type': { type: 'advert' }, 'no time': { max_wait: 0 },
  };
  for (const [what, change] of Object.entries(wrong)) equal(error(await interact({ ...good, ...change })), '400 invalid_request', what);
  const nobody = { jwk: other, token: agentToken(other, {}, 'aauth:stranger@localhost') };
  equal(error(await interact(good, nobody)), '424 interaction_unavailable', 'of an agent that acts for nobody');
  await until('the mails of the two questions', () => mails().length === 2);
  const before = mails().length;
  const asked = await interact(good);
  equal(`${asked.status} ${asked.headers.get('aauth-requirement')}`, '202 requirement=approval', 'status');
  await until('the mail', () => mails().length > before);
  const links = mails().flatMap((mail) => mail.match(/https?:\/\/\S+/g)).filter((link) => !link.startsWith(`${api.replace('/api/v1', '')}/aauth/interaction?code=`));
  equal(links.join(), '', 'no other address in it');
  const openMail = async (text) => {
    for (const link of mails().flatMap((mail) => mail.match(/https?:\/\/\S+/g)).reverse()) {
      await open(link);
      if (page.text.includes(text)) return;
    }
    throw new Error('no page of it');
  };
  await openMail(`${front.id}/confirm`);
  equal(page.text.includes('X7K2-M9P4'), true, 'the code');
  equal(`${(await poll(asked)).status}`, '202', 'not yet');
  await submit({ decision: 'allow' });
  equal(`${page.status} ${onward()}`, `200 ${front.id}/confirm?code=X7K2-M9P4`, 'where they go on');
  equal(`${(await poll(asked)).status}`, '200', 'that they went');
  const blind = (more, as) => asAgent('/aauth-person/permission', { action: 'Ring <b>twice</b>', capabilities: ['payment'], ...more }, as);
  const told = await blind();
  equal(`${told.status} ${told.headers.get('aauth-requirement')}`, '202 requirement=approval', 'an agent that can show no page');
  equal((await poll(told)).headers.get('aauth-requirement'), 'requirement=approval', 'polled');
  await settings({ ...section, longestWait: 60 });
  const held = blind({ action: 'Ring <b>once</b>' }, { prefer: 'wait=60' });
  await until('the mail for it', () => mails().length > before + 2);
  await openMail('Ring &lt;b&gt;once');
  await submit({ decision: 'allow' });
  equal((await held).body.permission, 'granted', 'it hears at once what the person said');
  await settings(section);
  equal(error(await blind({}, nobody)), '403 user_unreachable', 'and acts for nobody');
  equal(error(await interact({ ...good, capabilities: [] }, nobody)), '403 user_unreachable', 'and wants them at another page');
  equal(error(await interact({ type: 'question', question: 'Who?', capabilities: [] }, nobody)), '403 user_unreachable', 'and has a question');
  let sent = 0;
  while (sent < 12 && (await interact(good)).status === 202) sent++;
  equal(sent < 12 && error(await interact(good)), '424 interaction_unavailable', 'not without end');
  equal(error(await blind()), '403 user_unreachable', 'of whatever kind');
});

// Servers that hear what ended.
const hears = (server, answered = [200, '']) => {
  server.calls.length = 0;
  server.handle = ({ path }) => (path === '/revoke' ? answered : [404, {}]);
};
const heard = (server) => server.calls.filter((call) => call.path === '/revoke' && !call.problem);
let sent = 0; // so that no two requests of a second are the same
const asPeer = (server, path, object, dwk, method = 'POST') => {
  const url = api + path;
  const body = object ? JSON.stringify({ ...object, sent: ++sent }) : '';
  return send(method, url, body, headers(keyOf.get(server.id), method, url, body, `sig=jwks_uri;id="${server.id}";dwk="${dwk}";kid="key"`));
};
const asProvider = (object) => {
  const url = `${api}/aauth-person/revoke`;
  const body = JSON.stringify({ ...object, sent: ++sent });
  return send('POST', url, body, headers(ap, 'POST', url, body, `sig=jwks_uri;id="${site}";dwk="aauth-agent.json";kid="ap"`));
};
const tells = (token) => ({ jti: claims(token).jti, exp: claims(token).exp });

await check('whoever acted on for an agent ends with it, and those hear of it who use it', async () => {
  [front, back, last, access].forEach((server) => hears(server));
  const listed = (await manage('GET', '/admin/aauth-person/agents')).body.data;
  const mine = listed.find((each) => each.agent === AGENT);
  equal(mine.resources.some((each) => each.resource === back.id && each.via === front.id), true, 'what it may through others is shown');
  equal((await manage('DELETE', `/admin/aauth-person/agents/${mine.id}`)).status, 200, 'ended');
  equal(error(await askPerson({ resource: back.id, upstream_token: received }, asServerAgent(front))), '400 revoked_upstream_token', 'what was received');
  equal(error(await askAuth(handed, wants(handed, jktOf(front), back), { upstream_token: received }, asServerAgent(front))), '400 revoked_upstream_token', 'and handed on');
  equal(error(await askAuth(handed, wants(handed, jktOf(front), back), {}, asServerAgent(front))), '400 revoked_presented_token', 'without it too');
  const told = (server, token) => heard(server).find((call) => call.body.jti === claims(token).jti);
  await until('the resource that was called', () => told(front, received));
  await until('the one behind it', () => told(back, handed));
  await until('the access server that saw a token', () => told(access, shown) && told(access, handed));
  // With what the mission gave before, of which nobody took note then.
  await until('all that the resource had', () => new Set(heard(front).map((each) => each.body.jti)).size === 3);
  const call = told(front, received);
  equal(`${call.signer.id} ${call.signer.dwk}`, `${api} aauth-person.json`, 'who says so');
  equal(`${call.body.jti} ${call.body.exp} ${Object.keys(call.body).length}`, `${claims(received).jti} ${claims(received).exp} 2`, 'what it says');
  let rows = [];
  await until('a server that takes none is in the audit log', async () => {
    rows = (await manage('GET', '/admin/audit-logs?limit=100')).body.data;
    return rows.some((row) => row.action === 'aauth_person.revocation.not_told' && row.actorId === site && row.targetId === claims(shown).jti);
  });
});
await check('an agent token that its provider takes back ends what its agent got, everywhere', async () => {
  const token = agentToken();
  const got = await allowed(await askPerson({ resource: front.id }, { token }), { token });
  hears(front, [503, {}]);
  equal((await asProvider(tells(token))).status, 200, 'somebody who could not be told is no reason to wait');
  equal(heard(front).length, 1, 'told before the answer');
  equal(heard(front)[0].body.jti, claims(got.person_token).jti, 'of the token that the agent got');
  hears(front);
  const again = await asProvider(tells(token));
  equal(`${again.status} ${JSON.stringify(again.body)}`, '200 {}', 'a provider hears of nobody');
  equal(heard(front).length, 1, 'told again');
  await asProvider(tells(token));
  equal(heard(front).length, 1, 'and no more once it took it');
  const since = (await askPerson({ resource: front.id })).body.person_token;
  await asProvider(tells(token));
  equal(heard(front).length, 1, 'nor of what the agent got since');
  equal((await askAuth(since, wants(since, {}, front))).status, 202, 'which is good');
});
await check('nobody takes back what is not theirs', async () => {
  const token = agentToken();
  equal((await askPerson({ resource: front.id }, { token })).status, 200, 'before');
  hears(front);
  const stranger = await asPeer(nameless, '/aauth-person/revoke', tells(token), 'aauth-agent.json');
  equal(`${error(stranger)} ${stranger.headers.get('signature-error')}`, '403 unsupported_iss null', 'a stranger');
  equal(nameless.calls.length, 0, 'who is not even asked for keys');
  equal((await asPeer(front, '/aauth-person/revoke', tells(token), 'aauth-agent.json')).status, 200, 'another takes back its own by that name');
  equal((await askPerson({ resource: front.id, login_hint: 'x' }, { token })).status, 200, 'which this is not');
  equal(heard(front).length, 0, 'and nobody is told');
  const url = '/aauth-person/revoke';
  const forged = await send('POST', api + url, '{}', headers(keyOf.get(nameless.id), 'POST', api + url, '{}', `sig=jwks_uri;id="${site}";dwk="aauth-agent.json";kid="ap"`));
  equal(`${forged.status} ${forged.headers.get('signature-error')}`, '401 error=invalid_signature', 'in the name of another');
  equal((await asProvider({ jti: 'x', exp: now() + 200_000 })).status, 400, 'for longer than tokens live');
});
await check('a resource token that its resource takes back is of no use any more', async () => {
  const person = await personTokenFor(front.id);
  const mine = wants(person, {}, front);
  const asked = await askAuth(person, mine);
  equal(asked.status, 202, 'before');
  equal((await asPeer(front, '/aauth-person/revoke', tells(mine), 'aauth-resource.json')).status, 200, 'taken back');
  equal(error(await askAuth(person, mine)), '400 revoked_resource_token', 'asked again');
  await answer(asked, 'allow');
  equal(error(await poll(asked)), '403 revoked', 'what waited for it');
  equal((await askAuth(person, wants(person, {}, front))).status, 200, 'another is good');
});
await check('an access server ends what it gave for a person token, and says who heard of it', async () => {
  await settings({ ...section, personServers: [front.id], accessScopes: ['data.read'] });
  const person = by(front, 'aa-person+jwt', 'aauth-person.json', { aud: back.id, sub: 'them', cnf: { jwk: named(key, 'agent') } });
  const ask = (more) => asPeer(front, '/aauth-access/token', {
    agent_token: agentToken(), presented_token: person, resource_token: wants(person, { ps: front.id }, back), ...more }, 'aauth-person.json');
  const given = await ask();
  equal(given.status, 200, `status ${JSON.stringify(given.body)}`);
  const helped = await ask({ subagent_token: helperToken(), resource_token: wants(person, { ps: front.id, agent_jkt: thumbprint(helper) }, back) });
  equal(error(helped), '400 invalid_resource_token', 'a person token of another key');
  equal(error(await ask({ upstream_token: received })), '400 invalid_upstream_token', 'what another person server made');
  hears(back, [500, {}]);
  const failed = await asPeer(front, '/aauth-person/revoke', tells(person), 'aauth-person.json');
  equal(JSON.stringify(failed.body), JSON.stringify({ downstream: [{ recipient: back.id, error: 'revocation_unavailable' }] }), 'who did not hear of it');
  hears(back);
  const told = await asPeer(front, '/aauth-person/revoke', tells(person), 'aauth-person.json');
  equal(JSON.stringify(told.body), JSON.stringify({ downstream: [{ recipient: back.id }] }), 'who heard of it');
  const [call] = heard(back);
  equal(`${call.body.jti} ${call.signer.dwk}`, `${claims(given.body.auth_token).jti} aauth-access.json`, 'of what');
  equal(error(await ask()), '400 revoked_presented_token', 'nothing more is given for it');
  const cause = createHash('sha256').update(`${front.id}\n${claims(person).jti}`).digest('base64url');
  const later = await asPeer(front, `/aauth-person/revoke/${cause}`, undefined, 'aauth-person.json', 'GET');
  equal(`${later.status} ${JSON.stringify(later.body)}`, `200 ${JSON.stringify(told.body)}`, 'asked again');
  equal((await asPeer(back, `/aauth-person/revoke/${cause}`, undefined, 'aauth-resource.json', 'GET')).status, 404, 'by another');
});
await check('those hear of a mission that ended who know a token that was given in it', async () => {
  const proposed = await asAgent('/aauth-person/mission', { description: 'Plan a trip', resources: [front.id] });
  const { s256, person_tokens: given } = await allowed(proposed);
  const within = given[front.id];
  const auth = (await allowed(await askAuth(within, wants(within, { scope: 'data.read data.list' }, front)), undefined, ({ text }) => {
    equal(text.includes('Sees your bookings') && !text.includes('Erases'), true, 'what the service says of what is asked for');
  })).auth_token;
  const onward = await allowed(await askPerson({ resource: back.id, upstream_token: within }, asServerAgent(front)), asServerAgent(front));
  access.handle = (call) => (call.path === '/revoke' ? [200, ''] : gives(access)(call));
  const federated = (await askAuth(within, wants(within, { aud: access.id }, front))).body.auth_token;
  equal(claims(federated).mission_s256, s256, 'one of an access server');
  [front, back, access].forEach((server) => hears(server));
  equal((await manage('DELETE', `/admin/aauth-person/missions/${s256}`)).status, 200, 'ended');
  const told = (server, token) => heard(server).find((call) => call.body.jti === claims(token).jti);
  await until('the resource', () => told(front, within) && told(front, auth));
  await until('the access server that saw the person token', () => told(access, within));
  await until('the resource behind', () => told(back, onward.person_token));
  equal(told(front, auth).signer.id, api, 'by who gave it');
  equal(error(await askAuth(within, wants(within, {}, front))), '400 revoked_presented_token', 'what was given');
  equal(error(await askAuth(auth, wants(auth, {}, front))), '400 revoked_presented_token', 'and for that');
  equal(error(await askAuth(federated, wants(federated, {}, front))), '400 revoked_presented_token', 'and by the access server');
  equal(error(await askPerson({ resource: back.id, upstream_token: within }, asServerAgent(front))), '400 revoked_upstream_token', 'and handed on');
  equal((await askPerson({ resource: front.id })).status, 200, 'what the agent has beside it stays');
});
for (const each of peers) each.close();
