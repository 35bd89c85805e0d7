package org.lumoauth.agents.workloadoidc;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.agent.WorkloadTokenVerifier.WorkloadClaimMapping;
import org.lumoauth.api.tenant.TenantContext;
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
    property = {
      "lumoauth.kind=workload-identity-provider",
      "lumoauth.name=" + OidcWorkloadIdentityProvider.NAME
    })
public final class OidcWorkloadIdentityProvider implements WorkloadIdentityProvider {

  static final String NAME = "oidc";

  private final WorkloadTokenVerifier tokens;

  @Activate
  public OidcWorkloadIdentityProvider(@Reference WorkloadTokenVerifier tokens) {
    this.tokens = tokens;
  }

  @Override
  public Map<String, Object> check(TenantContext tenant, Map<String, Object> trust) {
    Map<String, Object> checked = tokens.check(tenant, trust, WorkloadClaimMapping.NONE);
    boolean named =
        checked.containsKey(WorkloadTokenVerifier.SUBJECTS)
            || checked.get(WorkloadTokenVerifier.CONDITIONS) instanceof Map<?, ?> conditions
                && !conditions.isEmpty();
    if (!named) {
      throw ApiException.invalid(
          WorkloadTokenVerifier.SUBJECTS,
          "subjects or conditions are required, because a rule cannot trust every "
              + "workload of an issuer.");
    }
    return checked;
  }

  @Override
  public Optional<WorkloadIdentity> verify(
      TenantContext tenant, String attestation, Map<String, Object> trust) {
    return tokens
        .verify(tenant, attestation, trust, WorkloadClaimMapping.NONE)
        .map(
            found ->
                new WorkloadIdentity(
                    NAME,
                    found.subject(),
                    found.issuer(),
                    Map.of(WorkloadIdentity.AUDIENCE_GENERIC, found.audienceGeneric())));
  }
}
