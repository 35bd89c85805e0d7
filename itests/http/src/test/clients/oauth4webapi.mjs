// oauth4webapi, unmodified: every step of a protocol is a call of its own, and every answer is checked by the library.
// Arguments: as in people.mjs.
import * as oauth from 'oauth4webapi'
import {
  AFTER_LOGOUT,
  DEVICE_CODE,
  REDIRECT,
  SCOPES,
  administer,
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

const CIBA = 'urn:openid:params:grant-type:ciba'
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const insecure = { [oauth.allowInsecureRequests]: true }
const url = new URL(issuer)
const as = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, insecure))

/** A client with the way in which it authenticates. */
const application = (registered, auth) => ({ client: { client_id: registered.clientId }, auth })
const registered = await register('Web')
const web = application(registered, oauth.ClientSecretBasic(registered.secret))
const keys = await oauth.generateKeyPair('ES256', { extractable: true })
const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey)
const signer = { key: keys.privateKey, kid: 'k1' }
const signing = application(
  await register('Signing', {
    tokenEndpointAuthMethods: ['private_key_jwt'],
    metadata: { jwks: { keys: [{ kty, crv, x, y, kid: 'k1', alg: 'ES256', use: 'sig' }] } },
  }),
  oauth.PrivateKeyJwt(signer),
)

let nonces = 0

/** Does what `ask` does, again where the server wants a nonce in the proof. */
async function withNonce(ask) {
  try {
    return await ask()
  } catch (failure) {
    if (!oauth.isDPoPNonceError(failure)) throw failure
    nonces++
    return ask()
  }
}

/**
 * Signs somebody in as far as the answer: `by` turns the parameters into those that go to the authorization endpoint.
 */
async function begin({ client }, { parameters = {}, by = (all) => all, server = as, pkce = true } = {}) {
  const verifier = pkce ? oauth.generateRandomCodeVerifier() : oauth.nopkce
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()]
  const all = {
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: SCOPES.join(' '),
    ...(pkce && {
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }),
    state,
    nonce,
    ...parameters,
  }
  const start = new URL(server.authorization_endpoint)
  start.search = new URLSearchParams(await by(all)).toString()
  return { back: await throughThePages(start.href), sent: all, verifier }
}

/** Checks the answer and redeems its code. */
async function finish({ client, auth }, { back, sent, verifier }, DPoP) {
  const { state, nonce } = sent
  const answer =
    sent.response_mode === 'jwt'
      ? await oauth.validateJwtAuthResponse(as, client, back, state, insecure)
      : oauth.validateAuthResponse(as, client, back, state)
  return withNonce(async () => {
    const response = await oauth.authorizationCodeGrantRequest(as, client, auth, answer, REDIRECT, verifier, { ...insecure, DPoP })
    const tokens = await oauth.processAuthorizationCodeResponse(as, client, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    })
    await oauth.validateApplicationLevelSignature(as, response, insecure)
    return tokens
  })
}

const signIn = async (app, how = {}) => finish(app, await begin(app, how), how.DPoP)

const pushed = ({ client, auth }, DPoP) => async (all) => {
  const ask = async () =>
    oauth.processPushedAuthorizationResponse(
      as,
      client,
      await oauth.pushedAuthorizationRequest(as, client, auth, all, { ...insecure, DPoP }),
    )
  return { client_id: client.client_id, request_uri: (await withNonce(ask)).request_uri }
}

const userinfo = async ({ client }, tokens, DPoP) =>
  withNonce(async () =>
    oauth.processUserInfoResponse(
      as,
      client,
      oauth.getValidatedIdTokenClaims(tokens).sub,
      await oauth.userInfoRequest(as, client, tokens.access_token, { ...insecure, DPoP }),
    ),
  )

const refresh = ({ client, auth }, tokens, DPoP) =>
  withNonce(async () =>
    oauth.processRefreshTokenResponse(
      as,
      client,
      await oauth.refreshTokenGrantRequest(as, client, auth, tokens.refresh_token, { ...insecure, DPoP }),
    ),
  )

const introspect = async ({ client, auth }, token) =>
  oauth.processIntrospectionResponse(
    as,
    client,
    await oauth.introspectionRequest(as, client, auth, token, insecure),
  )

test('discovery by RFC 8414', async () =>
  oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, { ...insecure, algorithm: 'oauth2' })))
test('code with PKCE, signature of the ID token, and userinfo', async () => {
  const user = await userinfo(web, await signIn(web))
  require(user.email === email, `userinfo says ${user.email}`)
})
test('refresh', async () => {
  const tokens = await signIn(web)
  const next = await refresh(web, tokens)
  require(next.refresh_token !== tokens.refresh_token, 'the refresh token was not rotated')
})
test('client credentials with client_secret_post', async () => {
  const auth = oauth.ClientSecretPost(registered.secret)
  const response = await oauth.clientCredentialsGrantRequest(as, web.client, auth, { scope: 'email' }, insecure)
  await oauth.processClientCredentialsResponse(as, web.client, response)
})
test('pushed authorization request', () => signIn(web, { by: pushed(web) }))
test('private_key_jwt', () => signIn(signing, { by: pushed(signing) }))
test('request object', () =>
  signIn(signing, {
    by: async (all) => ({
      client_id: all.client_id,
      request: await oauth.issueRequestObject(as, signing.client, all, signer),
    }),
  }))
test('signed authorization response', () => signIn(web, { parameters: { response_mode: 'jwt' } }))
test('DPoP with a nonce, from the push to the refresh', async () => {
  await administer('PUT', '/settings/security', { dpopRequireNonce: true })
  try {
    const DPoP = oauth.DPoP(web.client, await oauth.generateKeyPair('ES256'))
    const tokens = await signIn(web, { by: pushed(web, DPoP), DPoP })
    require(tokens.token_type === 'dpop', `the token type is ${tokens.token_type}`)
    require(nonces > 0, 'the server wanted no nonce')
    await userinfo(web, tokens, DPoP)
    await refresh(web, tokens, DPoP)
  } finally {
    await administer('PUT', '/settings/security', { dpopRequireNonce: false })
  }
})
test('FAPI 2.0 Message Signing, from the push to userinfo', async () => {
  const fapi = application(
    await register('Bank', {
      tokenEndpointAuthMethods: ['private_key_jwt'],
      grantTypes: ['authorization_code', 'refresh_token'],
      metadata: {
        profile: 'fapi2-message-signing',
        jwks: { keys: [{ kty, crv, x, y, kid: 'k1', alg: 'ES256', use: 'sig' }] },
        authorization_signed_response_alg: 'ES256',
        id_token_signed_response_alg: 'ES256',
        dpop_bound_access_tokens: true,
      },
    }),
    signing.auth,
  )
  Object.assign(fapi.client, {
    authorization_signed_response_alg: 'ES256',
    id_token_signed_response_alg: 'ES256',
  })
  const DPoP = oauth.DPoP(fapi.client, await oauth.generateKeyPair('ES256'))
  const signed = async (all) => ({ request: await oauth.issueRequestObject(as, fapi.client, all, signer) })
  const by = async (all) => pushed(fapi, DPoP)(await signed(all))
  await administer('PATCH', '/settings/tokens', { accessTokenAlgorithm: 'RS256' }) // which FAPI 2.0 does not allow
  try {
    const tokens = await signIn(fapi, { parameters: { response_mode: 'jwt' }, by, DPoP })
    await userinfo(fapi, tokens, DPoP)
    const { alg } = JSON.parse(Buffer.from(tokens.access_token.split('.')[0], 'base64url'))
    require(alg === 'ES256', `the access token is signed by ${alg}`)
  } finally {
    await administer('PATCH', '/settings/tokens', { accessTokenAlgorithm: null })
  }
})
test('device authorization', async () => {
  const begun = await oauth.processDeviceAuthorizationResponse(
    as,
    web.client,
    await oauth.deviceAuthorizationRequest(as, web.client, web.auth, { scope: SCOPES.join(' ') }, insecure),
  )
  await throughTheDevicePages(begun.verification_uri_complete)
  const response = await oauth.deviceCodeGrantRequest(as, web.client, web.auth, begun.device_code, insecure)
  const tokens = await oauth.processDeviceCodeResponse(as, web.client, response)
  require(tokens.refresh_token && tokens.id_token, 'there is no refresh token or no ID token')
})
test('backchannel authentication, polled', async () => {
  const asking = application(
    await register('Counter', {
      redirectUris: [],
      grantTypes: [CIBA],
      tokenEndpointAuthMethods: ['private_key_jwt'],
      metadata: { jwks: { keys: [{ kty, crv, x, y, kid: 'k1', alg: 'ES256', use: 'sig' }] } },
    }),
    signing.auth,
  )
  await signIn(web)
  const parameters = { scope: 'openid email', login_hint: email, binding_message: 'W5SCT' }
  const asked = await oauth.processBackchannelAuthenticationResponse(
    as,
    asking.client,
    await oauth.backchannelAuthenticationRequest(as, asking.client, asking.auth, parameters, insecure),
  )
  await answerTheRequest('W5SCT')
  const response = await oauth.backchannelAuthenticationGrantRequest(
    as,
    asking.client,
    asking.auth,
    asked.auth_req_id,
    insecure,
  )
  const tokens = await oauth.processBackchannelAuthenticationGrantResponse(as, asking.client, response)
  require((await userinfo(asking, tokens)).email === email, 'userinfo says somebody else')
})
test('token exchange', async () => {
  const exchanging = await register('Exchange', { grantTypes: ['authorization_code', EXCHANGE] })
  const service = application(exchanging, oauth.ClientSecretBasic(exchanging.secret))
  const tokens = await signIn(service, { parameters: { scope: 'openid email' } })
  const response = await oauth.genericTokenEndpointRequest(
    as,
    service.client,
    service.auth,
    EXCHANGE,
    {
      subject_token: tokens.access_token,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      scope: 'email',
    },
    insecure,
  )
  const exchanged = await oauth.processGenericTokenEndpointResponse(as, service.client, response)
  require(exchanged.scope === 'email', `the scope is ${exchanged.scope}`)
  const told = await introspect(service, exchanged.access_token)
  require(told.act && told.sub === oauth.getValidatedIdTokenClaims(tokens).sub, JSON.stringify(told))
})
test('introspection', async () => {
  const tokens = await signIn(web)
  const told = await introspect(web, tokens.access_token)
  require(told.active && told.client_id === web.client.client_id, JSON.stringify(told))
  require((await introspect(web, tokens.refresh_token)).active, 'the refresh token is not active')
})
test('revocation', async () => {
  const tokens = await signIn(web)
  const response = await oauth.revocationRequest(as, web.client, web.auth, tokens.refresh_token, insecure)
  await oauth.processRevocationResponse(response)
  require(!(await introspect(web, tokens.access_token)).active, 'the access token is still active')
})
test('dynamic registration', async () => {
  const metadata = { redirect_uris: [REDIRECT], client_name: 'Registered', scope: 'openid email' }
  const key = await administer('POST', '/api-keys', { name: 'Registrar', scopes: ['admin:clients:register'] })
  const client = await oauth.processDynamicClientRegistrationResponse(
    await oauth.dynamicClientRegistrationRequest(as, metadata, { ...insecure, initialAccessToken: key.key }),
  )
  const itself = { client, auth: oauth.ClientSecretBasic(client.client_secret) }
  await signIn(itself, { parameters: { scope: 'openid email' } })
})
test('logout by the relying party', async () => {
  const tokens = await signIn(web)
  const end = new URL(as.end_session_endpoint)
  end.search = new URLSearchParams({
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: AFTER_LOGOUT,
    state: 'bye',
  }).toString()
  const answer = await request(end.href)
  require(answer.location === `${AFTER_LOGOUT}?state=bye`, `${answer.status} ${answer.location}`)
})
test('mix-up: the answer of another server', async () => {
  const begun = await begin(web)
  const other = new URL(otherIssuer)
  const server = await oauth.processDiscoveryResponse(other, await oauth.discoveryRequest(other, insecure))
  const stranger = application(await registerElsewhere('Stranger'), oauth.None())
  const { back } = await begin(stranger, { server, parameters: { state: begun.sent.state } })
  require(back.searchParams.get('iss') === otherIssuer, `iss is ${back.searchParams.get('iss')}`)
  await requireRefusal('unexpected "iss" (issuer) response parameter', () => finish(web, { ...begun, back }))
})
test('mix-up: an answer that does not say whose it is', async () => {
  const begun = await begin(web)
  begun.back.searchParams.delete('iss')
  await requireRefusal('response parameter "iss" (issuer) missing', () => finish(web, begun))
})
test('mix-up: the signed answer of another server', async () => {
  const begun = await begin(web, { parameters: { response_mode: 'jwt' } })
  const other = new URL(otherIssuer)
  const server = await oauth.processDiscoveryResponse(other, await oauth.discoveryRequest(other, insecure))
  const stranger = application(await registerElsewhere('Stranger'), oauth.None())
  const parameters = { state: begun.sent.state, response_mode: 'jwt' }
  const { back } = await begin(stranger, { server, parameters })
  await requireRefusal('unexpected JWT "iss" (issuer) claim value', () => finish(web, { ...begun, back }))
})
test('code injection: refused by the server for its verifier', async () => {
  const stolen = await asAnother(() => begin(web))
  const begun = await begin(web)
  await requireRefusal('invalid_grant', () => finish(web, { ...begun, back: withCodeOf(stolen.back, begun.back) }))
})
test('code injection: refused by the client for its nonce', async () => {
  const registered = await register('Plain', { requiresPkce: false })
  const plain = application(registered, oauth.ClientSecretBasic(registered.secret))
  const stolen = await asAnother(() => begin(plain, { pkce: false }))
  const begun = await begin(plain, { pkce: false })
  await requireRefusal('unexpected ID Token "nonce" claim value', () =>
    finish(plain, { ...begun, back: withCodeOf(stolen.back, begun.back) }),
  )
})
test('token injection: the access token of somebody else', async () => {
  const stolen = await asAnother(() => signIn(web))
  const tokens = await signIn(web)
  await requireRefusal('unexpected "response" body "sub" property value', () =>
    userinfo(web, Object.assign(tokens, { access_token: stolen.access_token })),
  )
})

await run()
