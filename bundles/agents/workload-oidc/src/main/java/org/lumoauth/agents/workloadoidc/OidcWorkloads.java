package org.lumoauth.agents.workloadoidc;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadTokens;
import org.lumoauth.api.agent.WorkloadTokens.Mapping;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Trusts JWTs of an issuer that publishes its keys as OpenID Connect Discovery says. A rule names
 * subjects or claims: without either every workload of the issuer would be the agent.
 */
@Component(
    property = {"lumoauth.kind=workload-identity-provider", "lumoauth.name=" + OidcWorkloads.NAME})
public final class OidcWorkloads implements WorkloadIdentityProvider {

  static final String NAME = "oidc";

  private final WorkloadTokens tokens;

  @Activate
  public OidcWorkloads(@Reference WorkloadTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Map<String, Object> check(TenantContext tenant, Map<String, Object> trust) {
    Map<String, Object> checked = tokens.check(tenant, trust, Mapping.NONE);
    boolean named =
        checked.containsKey(WorkloadTokens.SUBJECTS)
            || checked.get(WorkloadTokens.CONDITIONS) instanceof Map<?, ?> conditions
                && !conditions.isEmpty();
    if (!named) {
      throw Problem.invalid(
          WorkloadTokens.SUBJECTS, "Name subjects, or conditions on claims: not every workload.");
    }
    return checked;
  }

  @Override
  public Optional<WorkloadIdentity> verify(
      TenantContext tenant, String attestation, Map<String, Object> trust) {
    return tokens
        .verify(tenant, attestation, trust, Mapping.NONE)
        .map(
            found ->
                new WorkloadIdentity(
                    NAME,
                    found.subject(),
                    found.issuer(),
                    Map.of(WorkloadIdentity.AUDIENCE_GENERIC, found.audienceGeneric())));
  }
}
