// Drives the server with openid-client, as an application that people write would: every case prints one line,
// "ok <case>" or "failed <case>: <why>". Arguments: as in people.mjs.
import * as client from 'openid-client'
import {
  AFTER_LOGOUT,
  REDIRECT,
  SCOPES,
  answerTheRequest,
  asAnother,
  email,
  issuer,
  otherIssuer,
  register,
  registerElsewhere,
  request,
  require,
  requireRefusal,
  run,
  test,
  throughTheDevicePages,
  throughThePages,
  withCodeOf,
} from './people.mjs'

const insecure = { execute: [client.allowInsecureRequests] }

/** Signs somebody in as far as the answer, and what the answer is checked by. */
async function begin(config, parameters = {}, { par, jar, maxAge, pkce = true } = {}) {
  const verifier = pkce ? client.randomPKCECodeVerifier() : undefined
  const state = client.randomState()
  const nonce = client.randomNonce()
  const all = {
    redirect_uri: REDIRECT,
    scope: SCOPES.join(' '),
    ...(pkce && {
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }),
    state,
    nonce,
    ...parameters,
  }
  const url = par
    ? await client.buildAuthorizationUrlWithPAR(config, all)
    : jar
      ? await client.buildAuthorizationUrlWithJAR(config, all, jar)
      : client.buildAuthorizationUrl(config, all)
  return {
    back: await throughThePages(url.href),
    checks: { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true, maxAge },
  }
}

async function signIn(config, parameters, more = {}) {
  const { back, checks } = await begin(config, parameters, more)
  return client.authorizationCodeGrant(config, back, checks, undefined, more.dpop && { DPoP: more.dpop })
}

const web = await register('Web')
const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey)
const signer = { key: keys.privateKey, kid: 'k1' }
const signing = await register('Signing', {
  tokenEndpointAuthMethods: ['private_key_jwt'],
  metadata: { jwks: { keys: [{ kty, crv, x, y, kid: 'k1', alg: 'ES256', use: 'sig' }] } },
})
const native = await register('Native', {
  isConfidential: false,
  grantTypes: ['authorization_code', 'refresh_token'],
})
const discover = (id, secret, method, more = {}) =>
  client.discovery(new URL(issuer), id, secret, method, { ...insecure, ...more })
const webConfig = () => discover(web.clientId, web.secret)

test('discovery by OpenID Connect', webConfig)
test('discovery by RFC 8414', () => discover(web.clientId, web.secret, undefined, { algorithm: 'oauth2' }))
test('code with PKCE, and userinfo', async () => {
  const config = await webConfig()
  const tokens = await signIn(config)
  const user = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)
  require(user.email === email, `userinfo says ${user.email}`)
})
test('refresh', async () => {
  const config = await webConfig()
  const tokens = await signIn(config)
  const next = await client.refreshTokenGrant(config, tokens.refresh_token)
  require(next.refresh_token !== tokens.refresh_token, 'the refresh token was not rotated')
})
test('introspection of both kinds', async () => {
  const config = await webConfig()
  const tokens = await signIn(config)
  require((await client.tokenIntrospection(config, tokens.access_token)).active, 'the access token is not active')
  const hint = { token_type_hint: 'refresh_token' }
  require((await client.tokenIntrospection(config, tokens.refresh_token, hint)).active, 'the refresh token is not active')
})
test('revocation ends the access token too', async () => {
  const config = await webConfig()
  const tokens = await signIn(config)
  await client.tokenRevocation(config, tokens.refresh_token)
  require(!(await client.tokenIntrospection(config, tokens.access_token)).active, 'the access token is still active')
})
test('pushed authorization request', async () => signIn(await webConfig(), {}, { par: true }))
test('form_post', async () => signIn(await webConfig(), { response_mode: 'form_post' }))
test('max_age and claims', async () => {
  const claims = { userinfo: { email: { essential: true } }, id_token: { auth_time: { essential: true } } }
  const parameters = { max_age: '3600', claims: JSON.stringify(claims) }
  const tokens = await signIn(await webConfig(), parameters, { maxAge: 3600 })
  require(tokens.claims().auth_time, 'there is no auth_time')
})
test('DPoP from code to refresh', async () => {
  const config = await webConfig()
  const dpop = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'))
  const tokens = await signIn(config, {}, { dpop })
  require(tokens.token_type === 'dpop', `the token type is ${tokens.token_type}`)
  await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub, { DPoP: dpop })
  await client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP: dpop })
})
test('signed authorization response', async () => {
  const config = await webConfig()
  client.useJwtResponseMode(config)
  await signIn(config)
})
test('client_secret_basic', async () => {
  const config = await discover(web.clientId, web.secret, client.ClientSecretBasic(web.secret))
  await client.clientCredentialsGrant(config, { scope: 'email' })
})
test('client_secret_post', async () => {
  const config = await discover(web.clientId, web.secret, client.ClientSecretPost(web.secret))
  await client.clientCredentialsGrant(config, { scope: 'email' })
})
test('private_key_jwt', async () => {
  await signIn(await discover(signing.clientId, undefined, client.PrivateKeyJwt(signer)))
})
test('request object', async () => {
  await signIn(await discover(signing.clientId, undefined, client.PrivateKeyJwt(signer)), {}, { jar: signer })
})
test('public client', async () => {
  const config = await discover(native.clientId, undefined, client.None())
  const tokens = await signIn(config)
  await client.refreshTokenGrant(config, tokens.refresh_token)
})
test('device authorization', async () => {
  const config = await webConfig()
  const begun = await client.initiateDeviceAuthorization(config, { scope: SCOPES.join(' ') })
  await throughTheDevicePages(begun.verification_uri_complete)
  const tokens = await client.pollDeviceAuthorizationGrant(config, begun)
  const user = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)
  require(tokens.refresh_token && user.email === email, `userinfo says ${user.email}`)
})
test('token exchange', async () => {
  const service = await register('Exchanging', {
    grantTypes: ['authorization_code', 'urn:ietf:params:oauth:grant-type:token-exchange'],
  })
  const config = await discover(service.clientId, service.secret)
  const tokens = await signIn(config, { scope: 'openid email' })
  const exchanged = await client.genericGrantRequest(config, 'urn:ietf:params:oauth:grant-type:token-exchange', {
    subject_token: tokens.access_token,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    scope: 'email',
  })
  const told = await client.tokenIntrospection(config, exchanged.access_token)
  require(told.active && told.sub === tokens.claims().sub && told.scope === 'email', JSON.stringify(told))
})
test('backchannel authentication', async () => {
  const asking = await register('Asking', {
    redirectUris: [],
    grantTypes: ['urn:openid:params:grant-type:ciba'],
    tokenEndpointAuthMethods: ['private_key_jwt'],
    metadata: { jwks: { keys: [{ kty, crv, x, y, kid: 'k1', alg: 'ES256', use: 'sig' }] } },
  })
  const config = await discover(asking.clientId, undefined, client.PrivateKeyJwt(signer))
  await signIn(await webConfig())
  const asked = await client.initiateBackchannelAuthentication(config, {
    scope: 'openid email',
    login_hint: email,
    binding_message: 'W4SCT',
  })
  await answerTheRequest('W4SCT')
  const tokens = await client.pollBackchannelAuthenticationGrant(config, asked)
  const user = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)
  require(user.email === email, `userinfo says ${user.email}`)
})
test('logout by the relying party', async () => {
  const config = await webConfig()
  const tokens = await signIn(config)
  const url = client.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: AFTER_LOGOUT,
    state: 'bye',
  })
  const answer = await request(url.href)
  require(answer.location === `${AFTER_LOGOUT}?state=bye`, `${answer.status} ${answer.location}`)
})
test('mix-up: the answer of another server', async () => {
  const config = await webConfig()
  const { checks } = await begin(config)
  const stranger = await registerElsewhere('Stranger')
  const other = await client.discovery(new URL(otherIssuer), stranger.clientId, stranger.secret, undefined, insecure)
  const { back } = await begin(other, { state: checks.expectedState })
  require(back.searchParams.get('iss') === otherIssuer, `iss is ${back.searchParams.get('iss')}`)
  await requireRefusal('unexpected "iss" (issuer) response parameter', () =>
    client.authorizationCodeGrant(config, back, checks),
  )
})
test('mix-up: an answer that does not say whose it is', async () => {
  const config = await webConfig()
  const { back, checks } = await begin(config)
  back.searchParams.delete('iss')
  await requireRefusal('response parameter "iss" (issuer) missing', () =>
    client.authorizationCodeGrant(config, back, checks),
  )
})
test('code injection: refused by the server for its verifier', async () => {
  const config = await webConfig()
  const stolen = await asAnother(() => begin(config))
  const { back, checks } = await begin(config)
  await requireRefusal('invalid_grant', () =>
    client.authorizationCodeGrant(config, withCodeOf(stolen.back, back), checks),
  )
})
test('code injection: refused by the client for its nonce', async () => {
  const plain = await register('Plain', { requiresPkce: false })
  const config = await discover(plain.clientId, plain.secret)
  const stolen = await asAnother(() => begin(config, {}, { pkce: false }))
  const { back, checks } = await begin(config, {}, { pkce: false })
  await requireRefusal('unexpected ID Token "nonce" claim value', () =>
    client.authorizationCodeGrant(config, withCodeOf(stolen.back, back), checks),
  )
})
test('token injection: the access token of somebody else', async () => {
  const config = await webConfig()
  const stolen = await asAnother(() => signIn(config))
  const tokens = await signIn(config)
  await requireRefusal('unexpected "response" body "sub" property value', () =>
    client.fetchUserInfo(config, stolen.access_token, tokens.claims().sub),
  )
})

await run()
