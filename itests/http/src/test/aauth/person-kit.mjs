// What the scripts for the person server share: a signing agent, servers that sign, a browser without scripts.
import { createHash, createPrivateKey, randomBytes, sign } from 'node:crypto';
import { pathToFileURL } from 'node:url';

export async function kit(client, { ap, api, site, email, password, key: before }) {
  const { newKey, publicJwk, thumbprint } = await import(pathToFileURL(client));
  const base64url = (bytes) => Buffer.from(bytes).toString('base64url');
  const named = (jwk, kid, alg = 'Ed25519') => ({ ...publicJwk(jwk), kid, alg });
  const now = () => Math.floor(Date.now() / 1000);
  const jti = () => base64url(randomBytes(12));

  const AGENT = 'aauth:assistant@localhost';
  const key = before ?? newKey();
  const other = newKey();

  function jwt(jwk, kid, typ, claims, alg = 'Ed25519') {
    const input = [{ alg, typ, kid }, { jti: jti(), iat: now(), exp: now() + 300, ...claims }]
      .map((part) => base64url(JSON.stringify(part))).join('.');
    return `${input}.${base64url(sign(null, Buffer.from(input), createPrivateKey({ key: jwk, format: 'jwk' })))}`;
  }
  const agentToken = (jwk = key, more = {}, sub = AGENT) => jwt(ap, 'ap', 'aa-agent+jwt',
    { iss: site, dwk: 'aauth-agent.json', sub, cnf: { jwk: named(jwk, 'agent') }, ...more });

  function headers(jwk, method, url, body, signatureKey, { cover, created, prefer, alg, keyid } = {}) {
    const to = new URL(url);
    const h = { 'signature-key': signatureKey, ...(prefer && { prefer }) };
    if (body) {
      h['content-type'] = 'application/json';
      h['content-digest'] = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
    }
    const names = cover ?? ['@method', '@authority', '@path', 'signature-key', ...(body ? ['content-digest', 'content-type'] : [])];
    const value = { '@method': method, '@authority': to.host, '@path': to.pathname, ...h };
    const params = `(${names.map((n) => `"${n}"`).join(' ')});created=${created ?? now()}${alg ? `;alg="${alg}"` : ''}${keyid ? `;keyid="${keyid}"` : ''}`;
    const base = [...names.map((n) => `"${n}": ${value[n]}`), `"@signature-params": ${params}`].join('\n');
    h['signature-input'] = `sig=${params}`;
    h.signature = `sig=:${sign(null, Buffer.from(base), createPrivateKey({ key: jwk, format: 'jwk' })).toString('base64')}:`;
    return h;
  }
  async function send(method, url, body, sent) {
    const answer = await fetch(url, { method, headers: sent, body: body || undefined, redirect: 'manual' });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, type: answer.headers.get('content-type'), body: text.startsWith('{') ? JSON.parse(text) : text };
  }
  const asAgent = (path, object, { jwk = key, token, method = 'POST', ...more } = {}) => {
    const url = path.startsWith('http') ? path : api + path;
    const body = object === undefined ? '' : JSON.stringify(object);
    return send(method, url, body, headers(jwk, method, url, body, `sig=jwt;jwt="${token ?? agentToken(jwk)}"`, more));
  };
  const asServer = (path, object, jwk, kid, dwk, method = 'POST', more = {}) => {
    const body = object === undefined ? '' : JSON.stringify(object);
    return send(method, api + path, body, headers(jwk, method, api + path, body, `sig=jwks_uri;id="${site}";dwk="${dwk}";kid="${kid}"`, more));
  };
  const poll = (answer, more) => asAgent(answer.headers.get('location'), undefined, { method: 'GET', ...more });

  // A browser without scripts.
  const cookies = {};
  const page = {}; // what is shown now
  async function browse(method, url, form) {
    const answer = await fetch(url, {
      method, redirect: 'manual', body: form && new URLSearchParams(form),
      headers: { Cookie: Object.entries(cookies).map(([n, v]) => `${n}=${v}`).join('; '), ...(form && { Origin: new URL(url).origin }) },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name, ...value] = line.split(';')[0].split('=');
      cookies[name] = value.join('=');
    }
    const location = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400) {
      const next = new URL(location, url);
      if (next.origin === new URL(api).origin) return browse('GET', next.href);
      return Object.assign(page, { url: next.href, status: answer.status, text: '' }); // elsewhere
    }
    Object.assign(page, { url, status: answer.status, text: await answer.text() });
  }
  const submit = (fields) => {
    const hidden = Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map((m) => [m[1], m[2].replaceAll('&amp;', '&')]));
    const action = (page.text.match(/<form method="post" action="([^"]*)"/)?.[1] ?? page.url).replaceAll('&amp;', '&');
    return browse('POST', new URL(action, page.url).href, { ...hidden, ...fields });
  };
  async function answer(deferred, decision, look = () => {}, more = {}) {
    const requirement = deferred.headers.get('aauth-requirement');
    const [, url, code] = requirement.match(/url="([^"]*)"; code="([^"]*)"/);
    await open(`${url}?code=${code.toLowerCase().replace(/^(.{4})/, '$1-')}`);
    look(page);
    await submit({ decision, ...more });
    if (page.status !== 200) throw new Error(`the page says ${page.status}`);
  }
  /** The link to another server that the page shows, and the page again to send it once more. */
  const onward = () => page.text.match(/href="(https:[^"]*\?code=[^"]*)"/)?.[1].replaceAll('&amp;', '&') ?? '';
  const kept = () => {
    const was = { ...page };
    return () => Object.assign(page, was);
  };
  /** Opens a page for who answers an agent, and signs in where that is asked for. */
  async function open(url) {
    await browse('GET', url);
    for (let i = 0; i < 6 && page.status === 200 && !page.text.includes('name="decision"'); i++) {
      await submit(page.text.includes('name="password"') ? { password } : { identifier: email });
    }
  }

  /** Until a token has ended. */
  const ended = async (token) => {
    while (now() <= claims(token).exp) await new Promise((done) => setTimeout(done, 50));
  };
  const equal = (is, should, what) => {
    if (is !== should) throw new Error(`${what}: ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
  };
  async function check(name, work) {
    try {
      await work();
      console.log(`ok ${name}`);
    } catch (e) {
      console.log(`failed ${name}: ${e.message.replaceAll('\n', ' ')}`);
    }
  }
  const refused = (answered, error, what = error) => {
    equal(answered.status, 401, what);
    equal(answered.headers.get('signature-error')?.split(',')[0], `error=${error}`, what);
    equal(answered.body.type, `urn:ietf:params:sig-error:${error}`, what);
  };
  const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
  const header = (token) => JSON.parse(Buffer.from(token.split('.')[0], 'base64url'));

  return {
    newKey, publicJwk, thumbprint, base64url, named, now, jti, AGENT, key, other, jwt, agentToken, headers, send,
    asAgent, asServer, poll, page, browse, open, onward, kept, submit, answer, equal, check, refused, claims, header, ended,
  };
}
