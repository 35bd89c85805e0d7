package org.lumoauth.agents.workloadoidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.workload.token.IssuerKeys;
import org.lumoauth.agents.workload.token.IssuerTokens;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.keys.foreign.ForeignJwts;
import org.lumoauth.platform.keys.foreign.ForeignSignatures;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.testkit.builder.JwtSigner;
import org.lumoauth.testkit.contract.WorkloadIdentityProviderContract;

class OidcWorkloadsTest extends WorkloadIdentityProviderContract {

  private static final TenantContext ACME = aTenant().build();
  private static final JwtSigner KEY = JwtSigner.rs256("k1");

  private final OidcWorkloads provider =
      new OidcWorkloads(
          new IssuerTokens(
              new ForeignJwts(JcaProvider.fastest()),
              new IssuerKeys(
                  (tenant, address, kid) -> List.of(KEY.jwk()),
                  request -> {
                    throw new OutboundException("nobody is asked in this test", true);
                  }),
              new ForeignSignatures(JcaProvider.fastest())));

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
    Map<String, Object> trust = new HashMap<>();
    trust.put("jwksUri", "https://keys.example/jwks");
    trust.put("issuer", "https://jobs.example");
    trust.put("subjects", List.of("job-7"));
    return trust;
  }

  /** As the platform makes them. */
  private static Map<String, Object> claims() {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", ACME.issuer());
    claims.put("iat", now);
    claims.put("exp", now + 600);
    claims.put("iss", "https://jobs.example");
    claims.put("sub", "job-7");
    return claims;
  }

  @Override
  protected String attestation() {
    return KEY.sign(claims());
  }

  @Override
  protected String subject() {
    return "job-7";
  }

  @Override
  protected String forged() {
    return KEY.sign(with("sub", "job-8"));
  }

  @Test
  void keepsARuleThatNamesWorkloads() {
    assertEquals(trust(), provider.check(ACME, trust()));
    assertInvalid("subjects", null);
    assertInvalid("issuer", null);
    assertInvalid("namespace", "a");
  }

  @Test
  void refusesAnotherSubject() {
    assertRejected(with("sub", "job-8"));
  }

  private void assertRejected(Map<String, Object> claims) {
    assertRejected(claims, trust());
  }

  private void assertRejected(Map<String, Object> claims, Map<String, Object> trust) {
    var refusal = assertThrows(Problem.class, () -> provider.verify(ACME, KEY.sign(claims), trust));
    assertEquals("attestation_rejected", refusal.code());
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> claims = claims();
    claims.put(name, value);
    return claims;
  }

  private void assertInvalid(String name, Object value) {
    Map<String, Object> trust = trust();
    if (value == null) {
      trust.remove(name);
    } else {
      trust.put(name, value);
    }
    assertEquals(
        422, assertThrows(Problem.class, () -> provider.check(ACME, trust)).status(), name);
  }
}
