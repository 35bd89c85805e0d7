/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds delegations from users to agents. The next call sees a change. Registered with {@code
 * lumoauth.kind=delegations} and {@code lumoauth.name=delegation}.
 */
@ProviderType
public interface AgentDelegationLookup {

  /**
   * Returns the delegation from the user to the agent if it is valid now: the consent was not
   * revoked, the agent has the capability {@code delegate:on_behalf}, and both user and agent are
   * enabled.
   */
  Optional<AgentDelegation> find(TenantContext tenant, SubjectRef user, String agentId);

  /**
   * A valid delegation from a user to an agent.
   *
   * @param id identifies the delegation in records and events
   * @param user the user that the agent acts for
   * @param agentId the acting agent
   * @param scope the maximum scope of the agent when it acts for the user
   * @param expiresAt when the delegation expires; empty if it does not expire
   */
  record AgentDelegation(
      String id, SubjectRef user, String agentId, Set<String> scope, Optional<Instant> expiresAt) {
    public AgentDelegation {
      scope = Set.copyOf(scope);
    }
  }
}
