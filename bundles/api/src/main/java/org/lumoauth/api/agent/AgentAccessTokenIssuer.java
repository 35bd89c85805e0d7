/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Issues access tokens to agents, independent of how they authenticated. The gate, the agent's
 * state and its capabilities are checked here only. Registered with {@code
 * lumoauth.kind=agent-tokens} and {@code lumoauth.name=agents}.
 */
@ProviderType
public interface AgentAccessTokenIssuer {

  /**
   * Issues and records an access token that is limited to the agent's capabilities.
   *
   * @throws org.lumoauth.api.web.ApiException 400 {@code invalid_scope} if the request exceeds the
   *     capabilities, 403 {@code agent_inactive} if the agent may not act, 403 {@code
   *     address_not_allowed} if it may not act from this address, 404 if the agent does not exist
   */
  IssuedToken issue(TenantContext tenant, AgentTokenRequest request);
}
