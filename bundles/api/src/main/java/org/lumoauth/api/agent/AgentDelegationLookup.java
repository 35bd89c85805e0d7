package org.lumoauth.api.agent;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Which agents people let act for them. A change is seen by the next call. Registered with {@code
 * lumoauth.kind=delegations} and {@code lumoauth.name=delegation}.
 */
@ProviderType
public interface AgentDelegationLookup {

  /**
   * What the user lets the agent do for them, if it holds now: the consent stands, the agent has
   * the capability {@code delegate:on_behalf}, and user and agent are enabled.
   */
  Optional<AgentDelegation> find(TenantContext tenant, SubjectRef user, String agentId);

  /**
   * @param id names the delegation in records and events
   * @param user who is acted for
   * @param agentId who acts
   * @param scope what the agent may have at most when it acts for the user
   * @param expiresAt until when, if not for good
   */
  record AgentDelegation(
      String id, SubjectRef user, String agentId, Set<String> scope, Optional<Instant> expiresAt) {
    public AgentDelegation {
      scope = Set.copyOf(scope);
    }
  }
}
