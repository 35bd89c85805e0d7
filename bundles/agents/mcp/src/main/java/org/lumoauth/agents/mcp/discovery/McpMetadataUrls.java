/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.discovery;

import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.api.tenant.TenantContext;

/** The URLs that clients receive. */
public final class McpMetadataUrls {

  private McpMetadataUrls() {}

  /** Returns the metadata URL of the authorization server (RFC 8414). */
  public static String authorizationServer(TenantContext tenant) {
    return tenant.issuer() + "/.well-known/oauth-authorization-server";
  }

  /** Returns the metadata URL of a server (RFC 9728). */
  public static String metadata(TenantContext tenant, McpServer server) {
    return tenant.issuer() + "/.well-known/oauth-protected-resource/mcp/" + server.id();
  }
}
