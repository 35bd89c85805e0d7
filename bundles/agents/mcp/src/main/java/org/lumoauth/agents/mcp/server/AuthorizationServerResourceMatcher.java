/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import org.lumoauth.api.tenant.TenantContext;

/**
 * Determines the resources of this server itself: tokens for them are never sent to an MCP server.
 */
public final class AuthorizationServerResourceMatcher {

  private AuthorizationServerResourceMatcher() {}

  /** Returns whether a resource is the API or its MCP endpoint, which has a separate address. */
  public static boolean has(TenantContext tenant, String resource) {
    return resource.equals(tenant.issuer()) || resource.equals(tenant.issuer() + "/mcp");
  }
}
