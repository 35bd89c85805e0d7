// A browser without scripts: a person signs in through the pages, and an application gets their token.
import { createHash, randomBytes } from 'node:crypto'
import { basic, send } from './api.mjs'

const REDIRECT = 'https://app.example.com/cb'

/** The access token of somebody who signs in to a first-party application. */
export async function userToken(api, app, email, password, scope) {
  const cookies = new Map()
  async function open(url, form) {
    const headers = { Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }
    const answer = await fetch(url, { method: form ? 'POST' : 'GET', headers, body: form, redirect: 'manual' })
    for (const cookie of answer.headers.getSetCookie()) {
      const [name, ...value] = cookie.split(';')[0].split('=')
      cookies.set(name, value.join('='))
    }
    const location = answer.headers.get('location')
    if (!location) return { url, page: await answer.text() }
    const next = new URL(location, url).href
    return next.startsWith(REDIRECT) ? { url: next } : open(next)
  }
  const submit = ({ url, page }, name, value) => {
    const fields = new URLSearchParams({ [name]: value })
    for (const [, hidden, content] of page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)) fields.set(hidden, content)
    const action = /<form method="post" action="([^"]*)"/.exec(page)[1].replaceAll('&amp;', '&')
    return open(new URL(action, url).href, fields)
  }
  const verifier = randomBytes(32).toString('base64url')
  const query = new URLSearchParams({
    response_type: 'code', client_id: app.clientId, redirect_uri: REDIRECT, scope, state: 'st',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
  })
  const identified = await submit(await open(`${api}/oauth/authorize?${query}`), 'identifier', email)
  const signedIn = await submit(identified, 'password', password)
  // Of what is a person's own (delegations.write) they are asked, by the organization's applications too.
  const { url } = signedIn.page ? await submit(signedIn, 'decision', 'allow') : signedIn
  const form = { grant_type: 'authorization_code', code: new URL(url).searchParams.get('code'), redirect_uri: REDIRECT, code_verifier: verifier }
  return (await send('POST', `${api}/oauth/token`, basic(app), new URLSearchParams(form))).access_token
}
