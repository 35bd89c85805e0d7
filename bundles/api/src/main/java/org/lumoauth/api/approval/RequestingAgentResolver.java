package org.lumoauth.api.approval;

import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Agents that have people asked: which one it is, how often it may, and for whom. One bound holds
 * for all that an agent asks by whichever way. Registered with {@code lumoauth.kind=asking-agents}
 * and {@code lumoauth.name=jit}.
 */
@ProviderType
public interface RequestingAgentResolver {

  /**
   * The agent that calls: by itself or for somebody.
   *
   * @throws org.lumoauth.api.web.ApiException 403 {@code agent_token_required} if it is none, or
   *     shows the token of a task, 403 {@code agent_inactive}
   */
  Agent requireAgent(TenantContext tenant, Caller caller);

  /**
   * Counts that the agent asks.
   *
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded} if it does too often
   */
  void countRequest(TenantContext tenant, Agent agent);

  /**
   * The user for whom the agent acts, who let it.
   *
   * @param named the user's id or e-mail address
   * @throws org.lumoauth.api.web.ApiException 404 if there is no such user, 403 {@code
   *     delegation_not_allowed} or {@code delegation_not_authorized} if the agent does not act for
   *     them, 503 {@code module_unavailable} while nobody can tell
   */
  SubjectRef resolveUser(TenantContext tenant, Caller caller, Agent agent, String named);

  /** The people who hold the token that is shown and ask by it, since they had it made. */
  Set<SubjectRef> findTokenHolders(TenantContext tenant, Caller caller);
}
