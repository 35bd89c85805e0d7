package org.lumoauth.agents.mcp.server;

import java.util.List;
import org.lumoauth.api.oauth.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The clients that servers name as theirs. */
@Component(service = McpServerClientCheck.class)
public final class McpServerClientCheck {

  private static final String ADDRESS = "https://";

  private final ClientDirectory clients;

  @Activate
  public McpServerClientCheck(@Reference ClientDirectory clients) {
    this.clients = clients;
  }

  /**
   * Those that there are not. A client that is known by the address of its metadata is there when
   * it comes: nobody is asked for it here.
   */
  public List<String> findUnknown(TenantContext tenant, McpServerSpec spec) {
    return spec.allowedClientIds().stream()
        .filter(id -> !id.startsWith(ADDRESS) && !known(tenant, id))
        .sorted()
        .toList();
  }

  /** What cannot be told now is not called unknown. */
  private boolean known(TenantContext tenant, String clientId) {
    try {
      return clients.find(tenant, clientId).isPresent();
    } catch (ApiException away) {
      return true;
    }
  }
}
