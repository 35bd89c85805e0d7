/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import org.lumoauth.agents.registry.store.AgentCache;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Validates client ids chosen by the caller that registers an agent. */
@Component(service = AgentClientIdValidator.class)
public final class AgentClientIdValidator {

  private final ClientDirectory clients;

  @Activate
  public AgentClientIdValidator(@Reference ClientDirectory clients) {
    this.clients = clients;
  }

  /**
   * Returns the id, which must never have been used.
   *
   * @param member the request member with the id
   * @throws ApiException 422 {@code validation_error} if it is malformed, 409 {@code
   *     duplicate_resource} if it is or was in use
   */
  public String requireAvailable(TenantContext tenant, String member, String clientId) {
    if (!AgentCache.CLIENT_ID.matcher(clientId).matches()) {
      throw ApiException.invalid(member, member + " must be cli_ followed by a ULID.");
    }
    if (clients.wasEverAssigned(tenant, clientId)) {
      throw takenProblem(member);
    }
    return clientId;
  }

  public static ApiException takenProblem(String member) {
    return ApiException.duplicate(
        "This "
            + member
            + " is or was used by a client, by a retired or deleted agent, or by a "
            + "sub-agent. Use a new one.");
  }
}
