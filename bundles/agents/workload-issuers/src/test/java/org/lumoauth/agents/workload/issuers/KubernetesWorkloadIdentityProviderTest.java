/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.issuers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.workload.testkit.JwtWorkloadIdentityProviderContract;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;
import org.lumoauth.api.agent.WorkloadTokenVerifier;

class KubernetesWorkloadIdentityProviderTest extends JwtWorkloadIdentityProviderContract {

  @Override
  protected WorkloadIdentityProvider provider(WorkloadTokenVerifier tokens) {
    return new KubernetesWorkloadIdentityProvider(tokens);
  }

  @Override
  protected Map<String, Object> rule() {
    return Map.of(
        "issuer", "https://cluster.example", "namespace", "prod", "serviceAccount", "reporter");
  }

  /** As the platform makes them. */
  @Override
  protected Map<String, Object> platformClaims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "https://cluster.example");
    claims.put("sub", "system:serviceaccount:prod:reporter");
    claims.put("kubernetes.io", pod("prod", "reporter"));
    return claims;
  }

  @Override
  protected String subject() {
    return "system:serviceaccount:prod:reporter";
  }

  @Override
  protected String forged() {
    return signed(with("aud", "https://kubernetes.default.svc"));
  }

  private static Map<String, Object> pod(String namespace, String account) {
    return Map.of(
        "namespace", namespace,
        "node", Map.of("name", "node-1", "uid", "5a5d8d5e-1f7a-4a35-9d5c-0d0a8a4ce0aa"),
        "pod", Map.of("name", "report-1", "uid", "d3f0c8a2-1b7e-4f35-9d5c-000000000001"),
        "serviceaccount", Map.of("name", account, "uid", "11111111-2222-3333-4444-555555555555"));
  }

  @Test
  void validatesRuleWithNamespaceAndServiceAccount() {
    assertEquals(trust(), provider().check(ACME, trust()));
    assertInvalid("namespace", null);
    assertInvalid("serviceAccount", null);
    assertInvalid("issuer", null);
    assertInvalid("cluster", "a");
  }

  @Test
  void returnsNamespaceAndServiceAccount() {
    assertEquals(
        new WorkloadIdentity(
            "kubernetes",
            subject(),
            "https://cluster.example",
            Map.of("audience_generic", false, "namespace", "prod", "serviceAccount", "reporter")),
        provider().verify(ACME, attestation(), trust()).orElseThrow());
  }

  @Test
  void rejectsOtherCluster() {
    assertRejected("iss is not the rule's issuer", with("iss", "https://other-cluster.example"));
  }

  @Test
  void rejectsOtherNamespace() {
    Map<String, Object> claims = with("kubernetes.io", pod("stage", "reporter"));
    assertRejected("the claim /kubernetes.io/namespace is not", claims);
    claims.put("sub", "system:serviceaccount:stage:reporter");
    assertRejected("the claim /kubernetes.io/namespace is not", claims);
  }

  @Test
  void rejectsOtherServiceAccount() {
    Map<String, Object> claims = with("kubernetes.io", pod("prod", "default"));
    claims.put("sub", "system:serviceaccount:prod:default");

    assertRejected("the claim /kubernetes.io/serviceaccount/name is not", claims);
  }

  @Test
  void rejectsSubjectThatContradictsClaims() {
    assertRejected(THE_TOKEN_HOLDS, with("sub", "system:serviceaccount:kube-system:admin"));
    assertRejected(THE_TOKEN_HOLDS, with("sub", "system:node:node-1"));
  }

  @Test
  void rejectsRecreatedServiceAccount() {
    Map<String, Object> trust = trust();
    trust.put("serviceAccountUid", "11111111-2222-3333-4444-555555555555");
    assertEquals(subject(), provider().verify(ACME, attestation(), trust).orElseThrow().subject());

    trust.put("serviceAccountUid", "99999999-2222-3333-4444-555555555555");
    assertRejected("the claim /kubernetes.io/serviceaccount/uid is not", claims(), trust);
  }

  /** Secrets of old: bound to nothing, and without an end. */
  @Test
  void rejectsLegacySecretTokens() {
    Map<String, Object> claims = claims();
    claims.remove("kubernetes.io");
    claims.remove("exp");
    claims.put("kubernetes.io/serviceaccount/namespace", "prod");
    claims.put("kubernetes.io/serviceaccount/service-account.name", "reporter");

    assertRejected("the claim exp is missing", claims);
    claims.put("exp", Instant.now().getEpochSecond() + 600);
    assertRejected("the claim /kubernetes.io/", claims);
  }
}
