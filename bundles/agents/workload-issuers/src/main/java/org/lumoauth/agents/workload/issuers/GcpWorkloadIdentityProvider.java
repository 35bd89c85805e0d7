/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.issuers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.agent.WorkloadTokenVerifier.VerifiedWorkloadToken;
import org.lumoauth.api.agent.WorkloadTokenVerifier.WorkloadClaimMapping;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Trusts identity tokens that Google's metadata server issues to workloads of a service account.
 * Users have identity tokens of the same issuer, which are never accepted.
 *
 * @see <a href="https://cloud.google.com/compute/docs/instances/verifying-instance-identity">Verify
 *     the identity of VMs</a>
 */
@Component(
    service = WorkloadIdentityProvider.class,
    property = {
      "lumoauth.kind=workload-identity-provider",
      "lumoauth.name=" + GcpWorkloadIdentityProvider.NAME
    })
public final class GcpWorkloadIdentityProvider extends JwtWorkloadIdentityProvider {

  static final String NAME = "gcp";

  private static final String ACCOUNT = "serviceAccount";
  private static final Pattern ADDRESS =
      Pattern.compile("[a-z0-9-]+@[a-z0-9.-]+\\.gserviceaccount\\.com");

  @Activate
  public GcpWorkloadIdentityProvider(@Reference WorkloadTokenVerifier tokens) {
    super(
        NAME,
        new WorkloadClaimMapping(
            Optional.of("https://accounts.google.com"),
            Map.of(
                ACCOUNT,
                "email",
                "project",
                "/google/compute_engine/project_id",
                "zone",
                "/google/compute_engine/zone",
                "instanceId",
                "/google/compute_engine/instance_id"),
            Set.of(ACCOUNT)),
        tokens);
  }

  @Override
  void requireWorkloads(Map<String, Object> rule) {
    Object account = rule.get(ACCOUNT);
    List<?> accounts = account instanceof List<?> several ? several : List.of(account);
    if (!accounts.stream().allMatch(GcpWorkloadIdentityProvider::isServiceAccount)) {
      throw ApiException.invalid(
          ACCOUNT, "serviceAccount must be the email address of a service account.");
    }
  }

  private static boolean isServiceAccount(@Nullable Object email) {
    return ADDRESS.matcher(String.valueOf(email)).matches();
  }

  @Override
  Optional<String> findRejectionReason(VerifiedWorkloadToken token, Map<String, Object> trust) {
    return Boolean.TRUE.equals(token.claims().get("email_verified"))
            && isServiceAccount(token.claims().get("email"))
        ? Optional.empty()
        : Optional.of("email is not a verified address of a service account");
  }

  @Override
  String subject(VerifiedWorkloadToken token) {
    return String.valueOf(token.claims().get("email"));
  }

  @Override
  Map<String, Object> attributes(VerifiedWorkloadToken token) {
    return Map.of("id", token.subject());
  }
}
