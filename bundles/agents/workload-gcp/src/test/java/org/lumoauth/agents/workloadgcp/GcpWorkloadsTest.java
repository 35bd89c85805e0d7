package org.lumoauth.agents.workloadgcp;

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

class GcpWorkloadsTest extends WorkloadIdentityProviderContract {

  private static final TenantContext ACME = aTenant().build();
  private static final JwtSigner KEY = JwtSigner.rs256("k1");

  private final GcpWorkloads provider =
      new GcpWorkloads(
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
    trust.put("issuer", "https://accounts.google.com");
    trust.put("serviceAccount", "reporter@acme-prod.iam.gserviceaccount.com");
    trust.put("project", "acme-prod");
    return trust;
  }

  /** As the platform makes them. */
  private static Map<String, Object> claims() {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", ACME.issuer());
    claims.put("iat", now);
    claims.put("exp", now + 600);
    claims.put("iss", "https://accounts.google.com");
    claims.put("azp", "107517467455664443765");
    claims.put("sub", "107517467455664443765");
    claims.put("email", "reporter@acme-prod.iam.gserviceaccount.com");
    claims.put("email_verified", true);
    claims.put(
        "google",
        Map.of(
            "compute_engine",
            Map.of(
                "project_id", "acme-prod",
                "project_number", 739419398126L,
                "zone", "us-west1-a",
                "instance_id", "152986662232938449",
                "instance_name", "report-1")));
    return claims;
  }

  @Override
  protected String attestation() {
    return KEY.sign(claims());
  }

  @Override
  protected String subject() {
    return "reporter@acme-prod.iam.gserviceaccount.com";
  }

  @Override
  protected String forged() {
    return KEY.sign(with("aud", "https://other.example"));
  }

  @Test
  void keepsARuleThatNamesAServiceAccount() {
    assertEquals("https://accounts.google.com", provider.check(ACME, trust()).get("issuer"));
    assertInvalid("serviceAccount", null);
    assertInvalid("serviceAccount", "somebody@gmail.com");
    assertInvalid("serviceAccount", "a@b.gserviceaccount.com.evil.example");
  }

  @Test
  void refusesAnotherAccount() {
    assertRejected(with("email", "other@acme-prod.iam.gserviceaccount.com"));
  }

  @Test
  void refusesAnAddressThatWasNotProven() {
    assertRejected(with("email_verified", false));
    assertRejected(with("email_verified", "true"));
  }

  @Test
  void refusesAPerson() {
    Map<String, Object> trust = trust();
    trust.put("serviceAccount", "somebody@gmail.com");

    assertRejected(with("email", "somebody@gmail.com"), trust);
  }

  @Test
  void refusesAnotherProject() {
    Map<String, Object> claims =
        with("google", Map.of("compute_engine", Map.of("project_id", "acme-stage")));

    assertRejected(claims);
    claims.remove("google");
    assertRejected(claims);
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
