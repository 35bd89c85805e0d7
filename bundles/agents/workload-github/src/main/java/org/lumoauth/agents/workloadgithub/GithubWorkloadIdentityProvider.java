package org.lumoauth.agents.workloadgithub;

import java.util.LinkedHashMap;
import java.util.List;
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
 * Trusts tokens of GitHub Actions: of a repository and, if the rule has such conditions, of a
 * branch, an environment or a workflow. Jobs of pull requests, which outsiders can open, are
 * trusted only if the rule names that event.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/security/oidc">OpenID Connect
 *     reference</a>
 */
@Component(
    property = {
      "lumoauth.kind=workload-identity-provider",
      "lumoauth.name=" + GithubWorkloadIdentityProvider.NAME
    })
public final class GithubWorkloadIdentityProvider implements WorkloadIdentityProvider {

  private static final Logger LOG = LoggerFactory.getLogger(GithubWorkloadIdentityProvider.class);

  static final String NAME = "github";

  private static final String ISSUER = "https://token.actions.githubusercontent.com";
  private static final String REPOSITORY = "repository";
  private static final String REPOSITORY_ID = "repositoryId";
  private static final String EVENT = "event";
  private static final WorkloadClaimMapping MAPPING =
      new WorkloadClaimMapping(
          Optional.of(ISSUER),
          Map.of(
              REPOSITORY,
              "repository",
              REPOSITORY_ID,
              "repository_id",
              "repositoryOwner",
              "repository_owner",
              "repositoryOwnerId",
              "repository_owner_id",
              "ref",
              "ref",
              "environment",
              "environment",
              "workflow",
              "job_workflow_ref",
              EVENT,
              "event_name"),
          Set.of());

  private final WorkloadTokenVerifier tokens;

  @Activate
  public GithubWorkloadIdentityProvider(@Reference WorkloadTokenVerifier tokens) {
    this.tokens = tokens;
  }

  @Override
  public Map<String, Object> check(TenantContext tenant, Map<String, Object> trust) {
    Map<String, Object> checked = tokens.check(tenant, trust, MAPPING);
    if (!namesRepository(checked)) {
      throw ApiException.invalid(
          REPOSITORY, "repository (owner/name) or repositoryId is required. Prefer repositoryId.");
    }
    return checked;
  }

  @Override
  public Optional<WorkloadIdentity> verify(
      TenantContext tenant, String attestation, Map<String, Object> trust) {
    return tokens
        .verify(tenant, attestation, trust, MAPPING)
        .map(token -> identity(tenant, token, trust));
  }

  private static boolean namesRepository(Map<String, Object> trust) {
    return trust.containsKey(REPOSITORY) || trust.containsKey(REPOSITORY_ID);
  }

  private static WorkloadIdentity identity(
      TenantContext tenant, VerifiedWorkloadToken token, Map<String, Object> trust) {
    String event = String.valueOf(token.claims().get("event_name"));
    if (!namesRepository(trust)
        || (event.startsWith("pull_request") && !trust.containsKey(EVENT))) {
      LOG.info(
          "workload-github.refused: tenant={} reason={}",
          tenant.id(),
          "the rule names no repository, or does not allow pull requests");
      throw new ApiException(
          401,
          "attestation_rejected",
          "The attestation is not accepted for this agent. See the server log for "
              + "the reason.");
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put(WorkloadIdentity.AUDIENCE_GENERIC, token.audienceGeneric());
    for (String claim : List.of("repository", "ref", "environment", "run_id", "sha")) {
      Object value = token.claims().get(claim);
      if (value != null) {
        attributes.put(claim, value);
      }
    }
    return new WorkloadIdentity(NAME, token.subject(), token.issuer(), attributes);
  }
}
