package org.lumoauth.agents.workloadkubernetes;

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

class KubernetesWorkloadsTest extends WorkloadIdentityProviderContract {

  private static final TenantContext ACME = aTenant().build();
  private static final JwtSigner KEY = JwtSigner.rs256("k1");

  private final KubernetesWorkloads provider =
      new KubernetesWorkloads(
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
    trust.put("issuer", "https://cluster.example");
    trust.put("namespace", "prod");
    trust.put("serviceAccount", "reporter");
    return trust;
  }

  /** As the platform makes them. */
  private static Map<String, Object> claims() {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", ACME.issuer());
    claims.put("iat", now);
    claims.put("exp", now + 600);
    claims.put("iss", "https://cluster.example");
    claims.put("sub", "system:serviceaccount:prod:reporter");
    claims.put("kubernetes.io", pod("prod", "reporter"));
    return claims;
  }

  @Override
  protected String attestation() {
    return KEY.sign(claims());
  }

  @Override
  protected String subject() {
    return "system:serviceaccount:prod:reporter";
  }

  @Override
  protected String forged() {
    return KEY.sign(with("aud", "https://kubernetes.default.svc"));
  }

  private static Map<String, Object> pod(String namespace, String account) {
    return Map.of(
        "namespace", namespace,
        "node", Map.of("name", "node-1", "uid", "5a5d8d5e-1f7a-4a35-9d5c-0d0a8a4ce0aa"),
        "pod", Map.of("name", "report-1", "uid", "d3f0c8a2-1b7e-4f35-9d5c-000000000001"),
        "serviceaccount", Map.of("name", account, "uid", "11111111-2222-3333-4444-555555555555"));
  }

  @Test
  void keepsARuleThatNamesNamespaceAndAccount() {
    assertEquals(trust(), provider.check(ACME, trust()));
    assertInvalid("namespace", null);
    assertInvalid("serviceAccount", null);
    assertInvalid("issuer", null);
    assertInvalid("cluster", "a");
  }

  @Test
  void refusesAnotherCluster() {
    assertRejected(with("iss", "https://other-cluster.example"));
  }

  @Test
  void refusesAnotherNamespace() {
    Map<String, Object> claims = with("kubernetes.io", pod("stage", "reporter"));
    assertRejected(claims);
    claims.put("sub", "system:serviceaccount:stage:reporter");
    assertRejected(claims);
  }

  @Test
  void refusesAnotherAccount() {
    Map<String, Object> claims = with("kubernetes.io", pod("prod", "default"));
    claims.put("sub", "system:serviceaccount:prod:default");

    assertRejected(claims);
  }

  @Test
  void refusesASubjectThatIsNotTheClaims() {
    assertRejected(with("sub", "system:serviceaccount:kube-system:admin"));
    assertRejected(with("sub", "system:node:node-1"));
  }

  @Test
  void refusesAnAccountThatWasMadeAnew() {
    Map<String, Object> trust = trust();
    trust.put("serviceAccountUid", "11111111-2222-3333-4444-555555555555");
    assertEquals(subject(), provider.verify(ACME, attestation(), trust).orElseThrow().subject());

    trust.put("serviceAccountUid", "99999999-2222-3333-4444-555555555555");
    assertRejected(claims(), trust);
  }

  /** Secrets of old: bound to nothing, and without an end. */
  @Test
  void refusesATokenOfTheOldKind() {
    Map<String, Object> claims = claims();
    claims.remove("kubernetes.io");
    claims.remove("exp");
    claims.put("kubernetes.io/serviceaccount/namespace", "prod");
    claims.put("kubernetes.io/serviceaccount/service-account.name", "reporter");

    assertRejected(claims);
    claims.put("exp", Instant.now().getEpochSecond() + 600);
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
