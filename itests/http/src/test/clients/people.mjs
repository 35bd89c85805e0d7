// What the scripts share: clients are registered, and somebody sits in front of a browser and says yes.
// Arguments: issuer, API key of the tenant's administration, email and password of a user; issuer and key of another
// tenant, with the same user.
export const [issuer, apiKey, email, password, otherIssuer, otherApiKey] = process.argv.slice(2)
export const REDIRECT = 'https://rp.example/cb'
export const AFTER_LOGOUT = 'https://rp.example/out'
export const SCOPES = ['openid', 'profile', 'email', 'offline_access']
export const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'

/** Calls the administration of the tenant, or of the other one. */
export async function administer(method, path, body, [at, key] = [issuer, apiKey]) {
  const answer = await fetch(`${at}/admin${path}`, {
    method,
    headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()).data
}

/** Registers a client; `more` are members in place of the usual ones. */
export const register = (name, more = {}, where = undefined) =>
  administer(
    'POST',
    '/clients',
    {
      name,
      redirectUris: [REDIRECT],
      allowedScopes: SCOPES,
      grantTypes: ['authorization_code', 'refresh_token', 'client_credentials', DEVICE_CODE],
      metadata: { post_logout_redirect_uris: [AFTER_LOGOUT] },
      ...more,
    },
    where,
  )

/** The same in the other tenant. */
export const registerElsewhere = (name) => register(name, {}, [otherIssuer, otherApiKey])

// A browser without scripts: it keeps cookies, follows redirections and fills in the forms of the pages.
let cookies = new Map()
let who = email

/** Does something as another user, who is made for it, in a browser of their own. */
export async function asAnother(action) {
  const [mine, me] = [cookies, who]
  cookies = new Map()
  who = `${crypto.randomUUID()}@example.com`
  try {
    await administer('POST', '/users', { email: who, password })
    return await action()
  } finally {
    cookies = mine
    who = me
  }
}

export async function request(url, form) {
  const answer = await fetch(url, {
    method: form ? 'POST' : 'GET',
    redirect: 'manual',
    headers: {
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    body: form && new URLSearchParams(form).toString(),
  })
  for (const line of answer.headers.getSetCookie()) {
    const [name, ...value] = line.split(';')[0].split('=')
    cookies.set(name, value.join('='))
  }
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
}

export const plain = (html) => html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
const form = (page) => page.match(/<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/)

export function filledIn(page) {
  const found = form(page)
  if (!found) throw new Error(`a page without a form: ${page.slice(0, 300)}`)
  const fields = {}
  for (const [input] of found[0].matchAll(/<input[^>]*>/g)) {
    const name = input.match(/name="([^"]*)"/)
    if (name && !input.includes('checkbox')) fields[name[1]] = plain(input.match(/value="([^"]*)"/)?.[1] ?? '')
  }
  if ('identifier' in fields) fields.identifier = who
  if ('password' in fields) fields.password = password
  if (found[0].includes('name="decision"')) fields.decision = 'allow'
  return { action: plain(found[0].match(/action="([^"]*)"/)[1]), fields }
}

/** Says yes to the request that waits with this message (CIBA); somebody is signed in. */
export async function answerTheRequest(message) {
  const list = await request(issuer.replace('/api/v1', '/ciba'))
  const page = await request(plain(list.text.match(/href="([^"]*\/ciba\/apr_[^"]*)"/)[1]))
  require(page.text.includes(message), 'the page does not show the message')
  const { action, fields } = filledIn(page.text)
  await request(action, fields)
}

/** Answers every page from this address on, until the client gets its answer: a URL, or a form that is posted. */
export async function throughThePages(start) {
  let url = start
  for (let step = 0; step < 15; step++) {
    if (url.startsWith(REDIRECT)) return new URL(url)
    let answer = await request(url)
    if (answer.status !== 303) {
      const { action, fields } = filledIn(answer.text)
      if (action.startsWith(REDIRECT)) {
        return new Request(action, { method: 'POST', body: new URLSearchParams(fields) })
      }
      answer = await request(new URL(action, url).href, fields)
      if (answer.status !== 303) throw new Error(`${answer.status} after a form: ${answer.text.slice(0, 300)}`)
    }
    url = new URL(answer.location, url).href
  }
  throw new Error('the pages do not end')
}

/** Answers every page from this address on, until one has nothing more to answer. */
export async function throughTheDevicePages(start) {
  let [url, answer] = [start, await request(start)]
  for (let step = 0; step < 15; step++) {
    if (answer.status === 303) {
      url = new URL(answer.location, url).href
      answer = await request(url)
    } else if (form(answer.text)) {
      const { action, fields } = filledIn(answer.text)
      url = new URL(action, url).href
      answer = await request(url, fields)
    } else if (answer.status === 200) {
      return answer.text
    } else {
      throw new Error(`${answer.status} ${url}: ${answer.text.slice(0, 300)}`)
    }
  }
  throw new Error('the pages do not end')
}

const cases = []
export const test = (name, run) => cases.push([name, run])
export const require = (condition, why) => {
  if (!condition) throw new Error(why)
}

/** Whether what should not be is refused, by the server or by the library, and for this reason. */
export async function requireRefusal(reason, action) {
  let failure
  try {
    await action()
  } catch (thrown) {
    failure = thrown
  }
  require(failure !== undefined, 'nothing was refused')
  const said = [failure.error, failure.message, failure.cause?.message].join(' ')
  require(said.includes(reason), `refused for another reason: ${said}`)
}

/** The answer to one request with the code of another in it (code injection). */
export function withCodeOf(stolen, back) {
  const injected = new URL(back)
  injected.searchParams.set('code', stolen.searchParams.get('code'))
  return injected
}

/** Runs every case and says on a line of its own how it went. */
export async function run() {
  for (const [name, body] of cases) {
    try {
      await body()
      console.log(`ok ${name}`)
    } catch (failure) {
      const cause = failure.cause === undefined ? '' : ` ${JSON.stringify(failure.cause)}`
      console.log(`failed ${name}: ${failure.message}${cause}`.replaceAll('\n', ' '))
    }
  }
}
