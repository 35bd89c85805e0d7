/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.itests.http.fixture.StubWorkloadPlatform;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** A SPIFFE trust domain: who signs its JWT-SVIDs. */
public record SpiffeTrustDomain(TestJwtSigner key) {
  public static final String ID = "spiffe://one.example/ns/prod/sa/reporter";

  /** Where a site shows the bundle of {@code one.example}. */
  public static final String BUNDLE = "/spiffe/one.json";

  /** Settings of a server that knows the trust domain from a site. */
  public static String config(StubSite site) {
    return "bundles = one.example=" + site.address(BUNDLE) + "\n";
  }

  /** As a bundle endpoint shows it: keys for certificates are there too. */
  public String bundle() {
    Map<String, Object> jwt = new LinkedHashMap<>(key.jwk());
    jwt.put("use", "jwt-svid");
    Map<String, Object> certificate = new LinkedHashMap<>(TestJwtSigner.es256("").material());
    certificate.put("use", "x509-svid");
    return StubWorkloadPlatform.json(
        Map.of("keys", List.of(certificate, jwt), "spiffe_sequence", 7, "spiffe_refresh_hint", 60));
  }

  /** A JWT-SVID of {@link #ID}, with these claims beside or instead of the usual ones. */
  public String svid(TestTenant tenant, Map<String, Object> more) {
    return key.sign(Map.of("kid", key.kid(), "typ", "JWT"), claims(tenant, more));
  }

  /** As an agent of SPIRE makes them: neither iss nor jti. */
  public static Map<String, Object> claims(TestTenant tenant, Map<String, Object> more) {
    Map<String, Object> claims = new LinkedHashMap<>();
    long now = Instant.now().getEpochSecond();
    claims.put("sub", ID);
    claims.put("aud", List.of(tenant.admin().base()));
    claims.put("iat", now);
    claims.put("exp", now + 300);
    claims.putAll(more);
    return claims;
  }
}
