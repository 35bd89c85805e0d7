// Calls of one caller, and what all programs of this folder need of the server.

/** Sends JSON, or a form if the body is one. Fails on everything but 2xx, unless told what else is right. */
export async function send(method, url, authorization, body, right = (status) => status < 300) {
  const form = body instanceof URLSearchParams
  const headers = { ...(authorization && { Authorization: authorization }), ...(body && !form && { 'Content-Type': 'application/json' }) }
  const answer = await fetch(url, { method, headers, body: form ? body : body && JSON.stringify(body) })
  const text = await answer.text()
  if (!right(answer.status)) throw new Error(`${method} ${url}: ${answer.status} ${text}`)
  return { status: answer.status, ...(text.startsWith('{') ? JSON.parse(text) : {}) }
}

export const basic = ({ clientId, clientSecret, secret }) =>
  `Basic ${Buffer.from(`${clientId}:${clientSecret ?? secret}`).toString('base64')}`

/** What exchanges a person's token, or one of an agent that acts for them, and an agent's own (RFC 8693). */
export function exchange(subject, actor) {
  const type = 'urn:ietf:params:oauth:token-type:access_token'
  return new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: subject, subject_token_type: type, actor_token: actor, actor_token_type: type,
  })
}
