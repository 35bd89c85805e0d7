/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.issuers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.agent.WorkloadTokenVerifier.VerifiedWorkloadToken;
import org.lumoauth.api.agent.WorkloadTokenVerifier.WorkloadClaimMapping;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Trusts tokens of GitHub Actions: of a repository and, if the rule has such conditions, of a
 * branch, an environment or a workflow. Jobs of pull requests, which outsiders can open, are
 * trusted only if the rule names that event.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/security/oidc">OpenID Connect
 *     reference</a>
 */
@Component(
    service = WorkloadIdentityProvider.class,
    property = {
      "lumoauth.kind=workload-identity-provider",
      "lumoauth.name=" + GithubWorkloadIdentityProvider.NAME
    })
public final class GithubWorkloadIdentityProvider extends JwtWorkloadIdentityProvider {

  static final String NAME = "github";

  private static final String REPOSITORY = "repository";
  private static final String REPOSITORY_ID = "repositoryId";
  private static final String EVENT = "event";

  @Activate
  public GithubWorkloadIdentityProvider(@Reference WorkloadTokenVerifier tokens) {
    super(
        NAME,
        new WorkloadClaimMapping(
            Optional.of("https://token.actions.githubusercontent.com"),
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
            Set.of()),
        tokens);
  }

  @Override
  void requireWorkloads(Map<String, Object> rule) {
    if (!namesRepository(rule)) {
      throw ApiException.invalid(
          REPOSITORY, "repository (owner/name) or repositoryId is required. Prefer repositoryId.");
    }
  }

  private static boolean namesRepository(Map<String, Object> trust) {
    return trust.containsKey(REPOSITORY) || trust.containsKey(REPOSITORY_ID);
  }

  @Override
  Optional<String> findRejectionReason(VerifiedWorkloadToken token, Map<String, Object> trust) {
    String event = String.valueOf(token.claims().get("event_name"));
    boolean allowsEvent = !event.startsWith("pull_request") || trust.containsKey(EVENT);
    return namesRepository(trust) && allowsEvent
        ? Optional.empty()
        : Optional.of("the rule names no repository, or does not allow pull requests");
  }

  @Override
  Map<String, Object> attributes(VerifiedWorkloadToken token) {
    Map<String, Object> attributes = new HashMap<>();
    for (String claim : List.of("repository", "ref", "environment", "run_id", "sha")) {
      Object value = token.claims().get(claim);
      if (value != null) {
        attributes.put(claim, value);
      }
    }
    return attributes;
  }
}
