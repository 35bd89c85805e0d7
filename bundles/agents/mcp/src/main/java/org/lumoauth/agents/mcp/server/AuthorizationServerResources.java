package org.lumoauth.agents.mcp.server;

import org.lumoauth.api.tenant.TenantContext;

/** What this server serves itself: tokens for it are never ones that an MCP server gets to see. */
public final class AuthorizationServerResources {

  private AuthorizationServerResources() {}

  /** Whether it is the API, or the MCP endpoint of it, which has an address of its own. */
  public static boolean has(TenantContext tenant, String resource) {
    return resource.equals(tenant.issuer()) || resource.equals(tenant.issuer() + "/mcp");
  }
}
