/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.issuers;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.agent.WorkloadTokenVerifier.VerifiedWorkloadToken;
import org.lumoauth.api.agent.WorkloadTokenVerifier.WorkloadClaimMapping;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Trusts bound service account tokens of a cluster, for one namespace and service account.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/">Managing
 *     service accounts</a>
 */
@Component(
    service = WorkloadIdentityProvider.class,
    property = {
      "lumoauth.kind=workload-identity-provider",
      "lumoauth.name=" + KubernetesWorkloadIdentityProvider.NAME
    })
public final class KubernetesWorkloadIdentityProvider extends JwtWorkloadIdentityProvider {

  static final String NAME = "kubernetes";

  private static final String NAMESPACE = "namespace";
  private static final String ACCOUNT = "serviceAccount";

  @Activate
  public KubernetesWorkloadIdentityProvider(@Reference WorkloadTokenVerifier tokens) {
    super(
        NAME,
        new WorkloadClaimMapping(
            Optional.empty(),
            Map.of(
                NAMESPACE,
                "/kubernetes.io/namespace",
                ACCOUNT,
                "/kubernetes.io/serviceaccount/name",
                "serviceAccountUid",
                "/kubernetes.io/serviceaccount/uid"),
            Set.of(NAMESPACE, ACCOUNT)),
        tokens);
  }

  /** In a cluster's own token, the subject and the claims always match. */
  @Override
  Optional<String> findRejectionReason(VerifiedWorkloadToken token, Map<String, Object> trust) {
    String subject = "system:serviceaccount:" + namespace(token) + ":" + account(token);
    return token.subject().equals(subject)
        ? Optional.empty()
        : Optional.of("sub does not match the service account in the claim kubernetes.io");
  }

  @Override
  Map<String, Object> attributes(VerifiedWorkloadToken token) {
    return Map.of(NAMESPACE, namespace(token), ACCOUNT, account(token));
  }

  private static String namespace(VerifiedWorkloadToken token) {
    return String.valueOf(members(token.claims(), "kubernetes.io").get("namespace"));
  }

  private static String account(VerifiedWorkloadToken token) {
    Map<?, ?> pod = members(token.claims(), "kubernetes.io");
    return String.valueOf(members(pod, "serviceaccount").get("name"));
  }

  private static Map<?, ?> members(Map<?, ?> claims, String name) {
    return claims.get(name) instanceof Map<?, ?> members ? members : Map.of();
  }
}
