/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import java.util.List;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Checks the clients that servers allow. */
public final class McpServerClientReferenceValidator {

  private static final String ADDRESS = "https://";

  private final ClientDirectory clients;

  public McpServerClientReferenceValidator(ClientDirectory clients) {
    this.clients = clients;
  }

  /**
   * Returns the unknown clients. A client id that is a metadata URL always counts as known, because
   * it is resolved at its first use.
   */
  public List<String> findUnknown(TenantContext tenant, McpServerSpec spec) {
    return spec.allowedClientIds().stream()
        .filter(id -> !id.startsWith(ADDRESS) && !known(tenant, id))
        .sorted()
        .toList();
  }

  /** Returns whether a client is known. True if that cannot be determined now. */
  private boolean known(TenantContext tenant, String clientId) {
    try {
      return clients.find(tenant, clientId).isPresent();
    } catch (ApiException away) {
      return true;
    }
  }
}
