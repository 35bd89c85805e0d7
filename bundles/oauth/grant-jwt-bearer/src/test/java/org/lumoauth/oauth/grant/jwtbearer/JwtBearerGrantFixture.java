/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.jwtbearer;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuer;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.oauth.FakeTrustedIssuerService;

/** The grant with fakes for other modules. */
final class JwtBearerGrantFixture {

  static final TenantContext ACME = aTenant().build();
  static final SubjectRef ALICE = aUserRef();
  static final ClientBuilder APP = aClient().withGrantTypes(JwtBearerGrantHandler.TYPE);

  final FakeTrustedIssuerService issuers = new FakeTrustedIssuerService();
  final FakeTokenService tokens = new FakeTokenService();
  final FakeAuditLog log = new FakeAuditLog();
  final FakeProviderRegistry modules = new FakeProviderRegistry();
  final JwtBearerGrantHandler grant = new JwtBearerGrantHandler(issuers, tokens, log, modules);
  private int made;

  /** A new assertion about Alice, with these claims more. */
  String assertion(Map<String, Object> claims) {
    String jwt = "assertion-" + made++;
    issuers.with(ACME, jwt, said(jwt, "", claims), ALICE);
    return jwt;
  }

  String assertion() {
    return assertion(Map.of());
  }

  static VerifiedAssertion said(String jti, String type, Map<String, Object> more) {
    Map<String, Object> claims = new HashMap<>(more);
    claims.put("sub", "alice");
    claims.put("jti", jti);
    return new VerifiedAssertion(
        issuer(), Map.of("typ", type), claims, Instant.now().plusSeconds(300));
  }

  static TrustedIssuer issuer() {
    return new TrustedIssuer(
        "tis_1",
        "https://idp.example.com",
        "IdP",
        true,
        Set.of("ES256"),
        Set.of(ACME.issuer()),
        Set.of(ClientBuilder.ID),
        Set.of("documents.read", "mail.read"),
        Duration.ofMinutes(10));
  }

  static AuthenticatedTokenRequestBuilder asking(String assertion) {
    return aGrantRequest()
        .from(APP)
        .withRequest(
            anOAuthRequest()
                .with("grant_type", JwtBearerGrantHandler.TYPE)
                .with("assertion", assertion));
  }
}
