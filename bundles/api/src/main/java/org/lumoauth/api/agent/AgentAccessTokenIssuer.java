package org.lumoauth.api.agent;

import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes access tokens for agents, whichever way they proved who they are: the one place where the
 * gate, the agent's state and its capabilities are looked at. Registered with {@code
 * lumoauth.kind=agent-tokens} and {@code lumoauth.name=agents}.
 */
@ProviderType
public interface AgentAccessTokenIssuer {

  /**
   * Makes an access token that permits no more than the agent's capabilities, and records it.
   *
   * @throws org.lumoauth.api.web.ApiException 400 {@code invalid_scope} if more is asked for, 403
   *     {@code agent_inactive} if the agent may not act, 403 {@code address_not_allowed} if it may
   *     not act from there, 404 if there is no such agent
   */
  IssuedToken issue(TenantContext tenant, AgentTokenRequest request);
}
