package org.lumoauth.agents.workloadkubernetes;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.agent.WorkloadTokenVerifier.VerifiedWorkloadToken;
import org.lumoauth.api.agent.WorkloadTokenVerifier.WorkloadClaimMapping;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trusts bound service account tokens of a cluster, for one namespace and service account.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/">Managing
 *     service accounts</a>
 */
@Component(
    property = {
      "lumoauth.kind=workload-identity-provider",
      "lumoauth.name=" + KubernetesWorkloadIdentityProvider.NAME
    })
public final class KubernetesWorkloadIdentityProvider implements WorkloadIdentityProvider {

  private static final Logger LOG =
      LoggerFactory.getLogger(KubernetesWorkloadIdentityProvider.class);

  static final String NAME = "kubernetes";

  private static final String NAMESPACE = "namespace";
  private static final String ACCOUNT = "serviceAccount";
  private static final WorkloadClaimMapping MAPPING =
      new WorkloadClaimMapping(
          Optional.empty(),
          Map.of(
              NAMESPACE,
              "/kubernetes.io/namespace",
              ACCOUNT,
              "/kubernetes.io/serviceaccount/name",
              "serviceAccountUid",
              "/kubernetes.io/serviceaccount/uid"),
          Set.of(NAMESPACE, ACCOUNT));

  private final WorkloadTokenVerifier tokens;

  @Activate
  public KubernetesWorkloadIdentityProvider(@Reference WorkloadTokenVerifier tokens) {
    this.tokens = tokens;
  }

  @Override
  public Map<String, Object> check(TenantContext tenant, Map<String, Object> trust) {
    return tokens.check(tenant, trust, MAPPING);
  }

  @Override
  public Optional<WorkloadIdentity> verify(
      TenantContext tenant, String attestation, Map<String, Object> trust) {
    return tokens.verify(tenant, attestation, trust, MAPPING).map(token -> identity(tenant, token));
  }

  /** In a cluster's own token, the subject and the claims always match. */
  private static WorkloadIdentity identity(TenantContext tenant, VerifiedWorkloadToken token) {
    Object own = token.claims().get("kubernetes.io");
    Map<?, ?> pod = own instanceof Map<?, ?> claims ? claims : Map.of();
    Map<?, ?> account = pod.get("serviceaccount") instanceof Map<?, ?> claims ? claims : Map.of();
    String subject = "system:serviceaccount:" + pod.get(NAMESPACE) + ":" + account.get("name");
    if (!token.subject().equals(subject)) {
      LOG.info(
          "workload-kubernetes.refused: tenant={} reason={}",
          tenant.id(),
          "sub does not match the service account in the claim kubernetes.io");
      throw new ApiException(
          401,
          "attestation_rejected",
          "The attestation is not accepted for this agent. See the server log for "
              + "the reason.");
    }
    return new WorkloadIdentity(
        NAME,
        subject,
        token.issuer(),
        Map.of(
            WorkloadIdentity.AUDIENCE_GENERIC,
            token.audienceGeneric(),
            NAMESPACE,
            String.valueOf(pod.get(NAMESPACE)),
            ACCOUNT,
            String.valueOf(account.get("name"))));
  }
}
