/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.BackChannelLogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The Nimbus OAuth 2.0 SDK with OpenID Connect extensions, unmodified, against the server. */
@ExtendWith(DefaultServerExtension.class)
class NimbusClientIT {
  private static final URI REDIRECT_URI = URI.create(TestApplication.REDIRECT_URI);

  private static TestServer server;
  private static StubSite site;
  private static TestTenant tenant;
  private static OIDCProviderMetadata provider;
  private static TestApplication app;
  private static ClientAuthentication secret;

  private final Nonce nonce = new Nonce();
  private TestPerson ada;

  @BeforeAll
  static void start(TestServer shared, StubSite sharedSite) throws Exception {
    server = shared;
    site = sharedSite;
    tenant = TestTenant.create(server);
    provider = OIDCProviderMetadata.resolve(new Issuer(tenant.admin().base()));
    app =
        TestApplication.register(
            tenant,
            Map.of(
                "grantTypes",
                List.of("authorization_code", "refresh_token", "client_credentials"),
                "metadata",
                Map.of("backchannel_logout_uri", site.address("/logged-out"))));
    secret = new ClientSecretBasic(new ClientID(app.id()), new Secret(app.secret()));
  }

  @BeforeEach
  void createPerson() {
    ada = TestPerson.create(server, tenant).signIn();
  }

  @Test
  void readsTheMetadataOfAnAuthorizationServer() throws Exception {
    AuthorizationServerMetadata read = AuthorizationServerMetadata.resolve(provider.getIssuer());

    assertEquals(provider.getTokenEndpointURI(), read.getTokenEndpointURI());
  }

  @Test
  void signsInByCodeAndReadsUserinfo() throws Exception {
    OIDCTokens tokens = signIn(secret);

    UserInfo userinfo =
        UserInfoResponse.parse(
                new UserInfoRequest(provider.getUserInfoEndpointURI(), tokens.getAccessToken())
                    .toHTTPRequest()
                    .send())
            .toSuccessResponse()
            .getUserInfo();
    assertEquals(ada.id(), userinfo.getSubject().getValue());
    assertEquals(ada.email(), userinfo.getEmailAddress());
  }

  @Test
  void detectsAccessTokenOfAnotherSignIn() throws Exception { // token injection
    OIDCTokens mine = signIn(secret);
    OIDCTokens other = signIn(secret);
    var hash = new AccessTokenHash(mine.getIDToken().getJWTClaimsSet().getStringClaim("at_hash"));

    AccessTokenValidator.validate(mine.getAccessToken(), JWSAlgorithm.RS256, hash);
    assertThrows(
        InvalidHashException.class,
        () -> AccessTokenValidator.validate(other.getAccessToken(), JWSAlgorithm.RS256, hash));
  }

  @Test
  void refreshes() throws Exception {
    OIDCTokens tokens = signIn(secret);

    OIDCTokens next = tokens(secret, new RefreshTokenGrant(tokens.getRefreshToken()));

    assertNotEquals(tokens.getRefreshToken(), next.getRefreshToken());
  }

  @Test
  void introspectsAndRevokes() throws Exception {
    OIDCTokens tokens = signIn(secret);
    assertTrue(active(tokens.getAccessToken()));

    new TokenRevocationRequest(
            provider.getRevocationEndpointURI(), secret, tokens.getRefreshToken())
        .toHTTPRequest()
        .send()
        .ensureStatusCode(200);

    assertFalse(active(tokens.getAccessToken()));
    assertFalse(active(tokens.getRefreshToken()));
  }

  @Test
  void pushesARequest() throws Exception {
    CodeVerifier verifier = new CodeVerifier();
    State state = new State();
    AuthenticationRequest request = request(new ClientID(app.id()), verifier, state);
    URI reference =
        PushedAuthorizationResponse.parse(
                new PushedAuthorizationRequest(
                        provider.getPushedAuthorizationRequestEndpointURI(), secret, request)
                    .toHTTPRequest()
                    .send())
            .toSuccessResponse()
            .getRequestURI();

    URI start =
        new AuthorizationRequest.Builder(reference, new ClientID(app.id()))
            .endpointURI(provider.getAuthorizationEndpointURI())
            .build()
            .toURI();

    assertEquals(state, authorizationResponse(start).getState());
  }

  @Test
  void bindsTokensToAKey() throws Exception {
    var proofs =
        new DefaultDPoPProofFactory(new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256);
    CodeVerifier verifier = new CodeVerifier();
    var grant = new AuthorizationCodeGrant(code(secret, verifier), REDIRECT_URI, verifier);
    var asking = tokenRequest(secret, grant);
    asking.setDPoP(proofs.createDPoPJWT("POST", provider.getTokenEndpointURI()));
    OIDCTokens tokens = parsed(asking.send());

    var userinfo =
        new UserInfoRequest(provider.getUserInfoEndpointURI(), tokens.getAccessToken())
            .toHTTPRequest();
    userinfo.setDPoP(
        proofs.createDPoPJWT(
            "GET", provider.getUserInfoEndpointURI(), tokens.getDPoPAccessToken()));

    assertEquals("DPoP", tokens.getAccessToken().getType().getValue());
    assertTrue(UserInfoResponse.parse(userinfo.send()).indicatesSuccess());
  }

  @Test
  void authenticatesWithAKey() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    TestApplication signing =
        TestApplication.register(
            tenant,
            Map.of(
                "tokenEndpointAuthMethods",
                List.of("private_key_jwt"),
                "metadata",
                Map.of("jwks", Map.of("keys", List.of(key.toPublicJWK().toJSONObject())))));

    signIn(
        new PrivateKeyJWT(
            new ClientID(signing.id()),
            provider.getTokenEndpointURI(),
            JWSAlgorithm.ES256,
            key.toPrivateKey(),
            "k1",
            null));
  }

  @Test
  void authenticatesWithASecretInTheForm() throws Exception {
    var inTheForm = new ClientSecretPost(new ClientID(app.id()), new Secret(app.secret()));
    var request =
        new TokenRequest.Builder(
                provider.getTokenEndpointURI(), inTheForm, new ClientCredentialsGrant())
            .scope(new Scope("email"))
            .build();

    assertEquals(200, request.toHTTPRequest().send().getStatusCode());
  }

  @Test
  void receivesLogoutToken() throws Exception {
    OIDCTokens tokens = signIn(secret);
    tenant.admin().delete("/admin/users/" + ada.id() + "/sessions").expect(200);

    String form = site.posted("/logged-out");
    var told = FormParameters.in("https://site.example/?" + form).get("logout_token");
    var claims =
        new LogoutTokenValidator(
                provider.getIssuer(),
                new ClientID(app.id()),
                JWSAlgorithm.RS256,
                provider.getJWKSetURI().toURL())
            .validate(
                BackChannelLogoutRequest.parse(Map.of("logout_token", List.of(told)))
                    .getLogoutToken());

    assertEquals(ada.id(), claims.getSubject().getValue());
    assertEquals(
        tokens.getIDToken().getJWTClaimsSet().getStringClaim("sid"),
        claims.getSessionID().getValue());
  }

  private AuthenticationRequest request(ClientID client, CodeVerifier verifier, State state) {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, Scope.parse(TestApplication.SCOPE), client, REDIRECT_URI)
        .state(state)
        .nonce(nonce)
        .codeChallenge(verifier, CodeChallengeMethod.S256)
        .endpointURI(provider.getAuthorizationEndpointURI())
        .build();
  }

  private AuthenticationSuccessResponse authorizationResponse(URI start) throws Exception {
    ada.open(start.toString()).answerUntilRedirect();
    var answer = AuthenticationResponseParser.parse(URI.create(ada.browser().location()));
    assertEquals(provider.getIssuer(), answer.getIssuer());
    return answer.toSuccessResponse();
  }

  private AuthorizationCode code(ClientAuthentication client, CodeVerifier verifier)
      throws Exception {
    State state = new State();
    var answer = authorizationResponse(request(client.getClientID(), verifier, state).toURI());
    assertEquals(state, answer.getState());
    return answer.getAuthorizationCode();
  }

  /** Signs the person in and checks the ID token as the library does. */
  private OIDCTokens signIn(ClientAuthentication client) throws Exception {
    CodeVerifier verifier = new CodeVerifier();
    OIDCTokens tokens =
        tokens(client, new AuthorizationCodeGrant(code(client, verifier), REDIRECT_URI, verifier));
    var claims =
        new IDTokenValidator(
                provider.getIssuer(),
                client.getClientID(),
                JWSAlgorithm.RS256,
                provider.getJWKSetURI().toURL())
            .validate(tokens.getIDToken(), nonce);
    assertEquals(ada.id(), claims.getSubject().getValue());
    return tokens;
  }

  private static OIDCTokens tokens(ClientAuthentication client, AuthorizationGrant grant)
      throws Exception {
    return parsed(tokenRequest(client, grant).send());
  }

  private static HTTPRequest tokenRequest(ClientAuthentication client, AuthorizationGrant grant) {
    return new TokenRequest.Builder(provider.getTokenEndpointURI(), client, grant)
        .build()
        .toHTTPRequest();
  }

  private static OIDCTokens parsed(HTTPResponse response) throws Exception {
    var answer = OIDCTokenResponseParser.parse(response);
    if (!answer.indicatesSuccess()) {
      throw new AssertionError(answer.toErrorResponse().toJSONObject().toJSONString());
    }
    return ((OIDCTokenResponse) answer.toSuccessResponse()).getOIDCTokens();
  }

  private static boolean active(Token token) throws Exception {
    return TokenIntrospectionResponse.parse(
            new TokenIntrospectionRequest(provider.getIntrospectionEndpointURI(), secret, token)
                .toHTTPRequest()
                .send())
        .toSuccessResponse()
        .isActive();
  }
}
