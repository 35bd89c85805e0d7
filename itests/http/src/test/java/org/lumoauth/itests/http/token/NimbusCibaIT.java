/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.ciba.CIBAGrant;
import com.nimbusds.oauth2.sdk.ciba.CIBARequest;
import com.nimbusds.oauth2.sdk.ciba.CIBARequestAcknowledgement;
import com.nimbusds.oauth2.sdk.ciba.CIBAResponse;
import com.nimbusds.oauth2.sdk.ciba.CIBASignedRequestClaimsSet;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * A signed authentication request, as the Nimbus SDK makes it, unmodified (OpenID Connect CIBA
 * section 7.1.1).
 */
@ExtendWith(DefaultServerExtension.class)
class NimbusCibaIT {
  private static final Pattern LINK = Pattern.compile("/t/[a-z0-9-]+/ciba/apr_[0-9A-Z]+");

  private static TestServer server;
  private static TestTenant tenant;
  private static OIDCProviderMetadata provider;
  private static ECKey key;
  private static ClientAuthentication secret;

  @BeforeAll
  static void start(TestServer shared) throws Exception {
    server = shared;
    tenant = TestTenant.create(server);
    provider = OIDCProviderMetadata.resolve(new Issuer(tenant.admin().base()));
    key = key();
    TestApplication app =
        TestApplication.register(
            tenant,
            Map.of(
                "grantTypes",
                List.of("urn:openid:params:grant-type:ciba"),
                "redirectUris",
                List.of(),
                "metadata",
                Map.of(
                    "backchannel_authentication_request_signing_alg",
                    "ES256",
                    "jwks",
                    Map.of("keys", List.of(key.toPublicJWK().toJSONObject())))));
    secret = new ClientSecretBasic(new ClientID(app.id()), new Secret(app.secret()));
  }

  @Test
  void issuesTokensForSignedRequest() throws Exception {
    TestPerson ada = TestPerson.create(server, tenant).signIn();

    CIBARequestAcknowledgement asked =
        send(signed(ada.email(), key, "n-1")).toRequestAcknowledgement();
    ada.browser().open("/t/" + tenant.slug() + "/ciba").open(link(ada.browser().text()));
    assertTrue(ada.browser().text().contains("W4SCT"), ada.browser().text());
    ada.browser().submit("decision", "allow");

    var tokens =
        OIDCTokenResponseParser.parse(
            new TokenRequest.Builder(
                    provider.getTokenEndpointURI(), secret, new CIBAGrant(asked.getAuthRequestID()))
                .build()
                .toHTTPRequest()
                .send());
    assertTrue(tokens.indicatesSuccess(), () -> tokens.toErrorResponse().getErrorObject() + "");
    assertEquals(
        ada.id(),
        tokens
            .toSuccessResponse()
            .getTokens()
            .toOIDCTokens()
            .getIDToken()
            .getJWTClaimsSet()
            .getSubject());
  }

  @Test
  void refusesReplayedRequest() throws Exception {
    TestPerson ada = TestPerson.create(server, tenant);
    SignedJWT once = signed(ada.email(), key, "n-2");
    assertTrue(send(once).indicatesSuccess());

    assertEquals("invalid_request", refusal(send(once)));
  }

  @Test
  void refusesRequestSignedWithAnotherKey() throws Exception {
    assertEquals("invalid_request", refusal(send(signed("ada@example.com", key(), "n-3"))));
  }

  @Test
  void refusesUnsignedRequest() throws Exception {
    var plain = plain("ada@example.com");

    CIBAResponse answer = CIBAResponse.parse(plain.toHTTPRequest().send());

    assertFalse(answer.indicatesSuccess());
    assertEquals("invalid_request", refusal(answer));
  }

  private static ECKey key() throws Exception {
    return new ECKeyGenerator(Curve.P_256)
        .keyIDFromThumbprint(true)
        .algorithm(JWSAlgorithm.ES256)
        .generate();
  }

  private static CIBARequest plain(String email) {
    return new CIBARequest.Builder(secret, new Scope("openid"))
        .loginHint(email)
        .bindingMessage("W4SCT")
        .endpointURI(provider.getBackChannelAuthenticationEndpointURI())
        .build();
  }

  private static SignedJWT signed(String email, ECKey by, String id) throws Exception {
    Instant now = Instant.now();
    var claims =
        new CIBASignedRequestClaimsSet(
            plain(email),
            new Issuer(secret.getClientID().getValue()),
            new Audience(provider.getIssuer().getValue()),
            Date.from(now),
            Date.from(now),
            Date.from(now.plusSeconds(60)),
            new JWTID(id));
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(by.getKeyID()).build(),
            claims.toJWTClaimsSet());
    jwt.sign(new ECDSASigner(by));
    return jwt;
  }

  private static CIBAResponse send(SignedJWT jwt) throws Exception {
    var request = new CIBARequest(provider.getBackChannelAuthenticationEndpointURI(), secret, jwt);
    return CIBAResponse.parse(request.toHTTPRequest().send());
  }

  private static String refusal(CIBAResponse answer) {
    return answer.toErrorResponse().getErrorObject().getCode();
  }

  private static String link(String page) {
    Matcher found = LINK.matcher(page);
    assertTrue(found.find(), page);
    return found.group();
  }
}
