/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadspiffe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.contract.agent.WorkloadIdentityProviderContract;

class SpiffeWorkloadIdentityProviderTest extends WorkloadIdentityProviderContract {

  private static final TenantContext ACME = aTenant().build();
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final TestJwtSigner OTHER = TestJwtSigner.es256("k2");
  private static final String ID = "spiffe://example.org/ns/prod/sa/reporter";

  private final List<String> asked = new ArrayList<>();
  private String use = "jwt-svid";
  private boolean down;
  private final SpiffeTrustDomainRegistry domains =
      new SpiffeTrustDomainRegistry(
          (tenant, address, kid) -> {
            asked.add(address.getHost());
            if (down) {
              throw ApiException.temporarilyUnavailable("no bundle", Duration.ofSeconds(5));
            }
            return address.getHost().equals("other.example.org")
                ? List.of(key(OTHER))
                : List.of(key(KEY));
          },
          Map.of(
              "example.org", URI.create("https://spire.example.org/bundle"),
              "other.example", URI.create("https://other.example.org/bundle")));
  private final SpiffeWorkloadIdentityProvider provider =
      new SpiffeWorkloadIdentityProvider(
          new DefaultForeignJwtVerifier(JcaProviderSelector.fastest()), domains);

  @Test
  void returns503WhileBundleIsUnavailable() {
    down = true;

    var answer =
        assertThrows(ApiException.class, () -> provider.verify(ACME, attestation(), trust()));
    assertEquals(503, answer.status());
    assertEquals("temporarily_unavailable", answer.code());
  }

  private Map<String, Object> key(TestJwtSigner key) {
    Map<String, Object> jwk = new LinkedHashMap<>(key.jwk());
    jwk.put("use", use);
    return jwk;
  }

  @Override
  protected WorkloadIdentityProvider provider() {
    return provider;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Map<String, Object> trust() {
    return new HashMap<>(Map.of("spiffeIds", List.of(ID)));
  }

  /** As an agent of SPIRE makes them: no iss, no iat. */
  private static Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", ID);
    claims.put("aud", List.of(ACME.issuer()));
    claims.put("exp", Instant.now().getEpochSecond() + 300);
    return claims;
  }

  @Override
  protected String attestation() {
    return KEY.sign(claims());
  }

  @Override
  protected String subject() {
    return ID;
  }

  @Override
  protected String forged() {
    return KEY.sign(with("sub", ID + "/other"));
  }

  @Test
  void validatesRuleWithIdsOfKnownTrustDomains() {
    assertEquals(trust(), provider.check(ACME, trust()));
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("spiffeIds", List.of()),
            Map.of("spiffeIds", List.of("spiffe://example.org")),
            Map.of("spiffeIds", List.of("spiffe://unknown.example/a")),
            Map.of("spiffeIds", List.of(ID), "audiences", List.of()),
            Map.of("spiffeIds", List.of(ID), "bundle", "https://evil.example/bundle"))) {
      assertEquals(
          422, assertThrows(ApiException.class, () -> provider.check(ACME, wrong)).status());
    }
  }

  @Test
  void parsesCommaSeparatedTrustBundles() {
    URI bundle = URI.create("https://spire.example.org/bundle");

    assertEquals(
        Map.of("a.example", bundle, "b.example", bundle),
        SpiffeTrustDomainRegistry.read("a.example=" + bundle + ", b.example = " + bundle));
    assertEquals(
        Map.of(),
        SpiffeTrustDomainRegistry.read(
            "", "a.example", "A=https://x.example/b", "a.example=bundle.json"));
  }

  @Test
  void marksAudienceOtherThanIssuerAsGeneric() {
    Map<String, Object> trust = trust();
    trust.put("audiences", List.of("any"));

    assertTrue(generic(KEY.sign(with("aud", "any")), trust));
    assertFalse(generic(attestation(), trust()));
  }

  @Test
  void rejectsKeyOfOtherTrustDomain() {
    assertRejected(OTHER.sign(claims()));
    assertRejected(OTHER.sign(Map.of("kid", "k1"), claims()));
  }

  @Test
  void rejectsUnlistedIdOfOtherTrustDomain() {
    assertRejected(OTHER.sign(with("sub", "spiffe://other.example/ns/prod/sa/reporter")));
    assertEquals(List.of(), asked);
  }

  @Test
  void rejectsKeysNotMeantForJwtSvids() {
    for (String another : List.of("x509-svid", "sig", "wit-svid")) {
      use = another;
      assertRejected(attestation());
    }
  }

  @Test
  void rejectsOtherAudiences() {
    assertRejected(KEY.sign(with("aud", "https://other.example")));
    assertRejected(KEY.sign(with("aud", List.of(ACME.issuer(), "https://other.example"))));
    assertRejected(KEY.sign(with("aud", List.of())));
  }

  @Test
  void rejectsExpiredOrUnlimitedSvids() {
    assertRejected(KEY.sign(with("exp", Instant.now().getEpochSecond() - 60)));
    assertRejected(KEY.sign(with("exp", Instant.now().getEpochSecond() + 90_000)));
    Map<String, Object> endless = claims();
    endless.remove("exp");
    assertRejected(KEY.sign(endless));
  }

  @Test
  void rejectsOtherAlgorithmsAndTypes() {
    assertRejected(TestJwtSigner.unsigned(claims()));
    assertRejected(KEY.sign(Map.of("alg", "HS256", "kid", "k1"), claims()));
    assertRejected(KEY.sign(Map.of("kid", "k1", "typ", "at+jwt"), claims()));
  }

  @Test
  void ignoresBundleUrlsInSvid() {
    Map<String, Object> claims = with("spiffe_bundle_endpoint", "https://evil.example/bundle");
    assertRejected(OTHER.sign(Map.of("kid", "k2", "jku", "https://evil.example/bundle"), claims));
    assertFalse(asked.contains("evil.example"));
  }

  private boolean generic(String jwt, Map<String, Object> trust) {
    return (boolean)
        provider
            .verify(ACME, jwt, trust)
            .orElseThrow()
            .attributes()
            .get(WorkloadIdentity.AUDIENCE_GENERIC);
  }

  private void assertRejected(String jwt) {
    var refusal = assertThrows(ApiException.class, () -> provider.verify(ACME, jwt, trust()));
    assertEquals("attestation_rejected", refusal.code());
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> claims = claims();
    claims.put(name, value);
    return claims;
  }
}
