package org.lumoauth.agents.workloadgcp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
 * Trusts identity tokens that Google's metadata server issues to workloads of a service account.
 * Users have identity tokens of the same issuer, which are never accepted.
 *
 * @see <a href="https://cloud.google.com/compute/docs/instances/verifying-instance-identity">Verify
 *     the identity of VMs</a>
 */
@Component(
    property = {
      "lumoauth.kind=workload-identity-provider",
      "lumoauth.name=" + GcpWorkloadIdentityProvider.NAME
    })
public final class GcpWorkloadIdentityProvider implements WorkloadIdentityProvider {

  private static final Logger LOG = LoggerFactory.getLogger(GcpWorkloadIdentityProvider.class);

  static final String NAME = "gcp";

  private static final String ISSUER = "https://accounts.google.com";
  private static final String ACCOUNT = "serviceAccount";
  private static final String PROJECT = "project";
  private static final Pattern ADDRESS =
      Pattern.compile("[a-z0-9-]+@[a-z0-9.-]+\\.gserviceaccount\\.com");
  private static final WorkloadClaimMapping MAPPING =
      new WorkloadClaimMapping(
          Optional.of(ISSUER),
          Map.of(
              ACCOUNT,
              "email",
              PROJECT,
              "/google/compute_engine/project_id",
              "zone",
              "/google/compute_engine/zone",
              "instanceId",
              "/google/compute_engine/instance_id"),
          Set.of(ACCOUNT));

  private final WorkloadTokenVerifier tokens;

  @Activate
  public GcpWorkloadIdentityProvider(@Reference WorkloadTokenVerifier tokens) {
    this.tokens = tokens;
  }

  @Override
  public Map<String, Object> check(TenantContext tenant, Map<String, Object> trust) {
    Map<String, Object> checked = tokens.check(tenant, trust, MAPPING);
    Object accounts = checked.get(ACCOUNT);
    List<?> named = accounts instanceof List<?> several ? several : List.of(accounts);
    if (!named.stream().allMatch(name -> ADDRESS.matcher(String.valueOf(name)).matches())) {
      throw ApiException.invalid(
          ACCOUNT, "serviceAccount must be the email address of a service account.");
    }
    return checked;
  }

  @Override
  public Optional<WorkloadIdentity> verify(
      TenantContext tenant, String attestation, Map<String, Object> trust) {
    return tokens.verify(tenant, attestation, trust, MAPPING).map(token -> identity(tenant, token));
  }

  private static WorkloadIdentity identity(TenantContext tenant, VerifiedWorkloadToken token) {
    String email = String.valueOf(token.claims().get("email"));
    if (!Boolean.TRUE.equals(token.claims().get("email_verified"))
        || !ADDRESS.matcher(email).matches()) {
      LOG.info(
          "workload-gcp.refused: tenant={} reason={}",
          tenant.id(),
          "email is not a verified address of a service account");
      throw new ApiException(
          401,
          "attestation_rejected",
          "The attestation is not accepted for this agent. See the server log for "
              + "the reason.");
    }
    return new WorkloadIdentity(
        NAME,
        email,
        token.issuer(),
        Map.of(WorkloadIdentity.AUDIENCE_GENERIC, token.audienceGeneric(), "id", token.subject()));
  }
}
