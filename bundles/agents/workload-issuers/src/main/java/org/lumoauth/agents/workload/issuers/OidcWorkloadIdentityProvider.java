/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.issuers;

import java.util.Map;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.agent.WorkloadTokenVerifier.WorkloadClaimMapping;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Trusts JWTs of an issuer that publishes its keys by OpenID Connect Discovery. A rule must have
 * subjects or claim conditions; otherwise every workload of the issuer would be trusted as the
 * agent.
 */
@Component(
    service = WorkloadIdentityProvider.class,
    property = {
      "lumoauth.kind=workload-identity-provider",
      "lumoauth.name=" + OidcWorkloadIdentityProvider.NAME
    })
public final class OidcWorkloadIdentityProvider extends JwtWorkloadIdentityProvider {

  static final String NAME = "oidc";

  @Activate
  public OidcWorkloadIdentityProvider(@Reference WorkloadTokenVerifier tokens) {
    super(NAME, WorkloadClaimMapping.NONE, tokens);
  }

  @Override
  void requireWorkloads(Map<String, Object> rule) {
    boolean hasConditions =
        rule.get(WorkloadTokenVerifier.CONDITIONS) instanceof Map<?, ?> conditions
            && !conditions.isEmpty();
    if (!rule.containsKey(WorkloadTokenVerifier.SUBJECTS) && !hasConditions) {
      throw ApiException.invalid(
          WorkloadTokenVerifier.SUBJECTS,
          "subjects or conditions are required, because a rule cannot trust every "
              + "workload of an issuer.");
    }
  }
}
