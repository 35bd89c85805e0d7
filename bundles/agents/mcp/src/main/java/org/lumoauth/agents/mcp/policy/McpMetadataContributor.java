/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.policy;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.McpServerCache;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes the resources that tokens are issued for, and their scopes (RFC 9728 section 4). */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=mcp",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class McpMetadataContributor implements ServerMetadataContributor {

  private static final String RESOURCES = "protected_resources";
  private static final String SCOPES = "scopes_supported";

  private final McpServerCache servers;

  @Activate
  public McpMetadataContributor(@Reference McpServerCache servers) {
    this.servers = servers;
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    List<McpServer> active =
        servers.all(tenant.id()).stream().filter(McpServer::takesTokens).toList();
    active.forEach(
        server ->
            ServerMetadataContributor.add(
                metadata, RESOURCES, List.of(server.spec().resourceUri())));
    active.forEach(
        server -> ServerMetadataContributor.add(metadata, SCOPES, server.spec().scopes()));
  }

  /**
   * Adds the client authentication with the agent's own token, which the token endpoint alone
   * supports.
   */
  @Override
  public void complete(TenantContext tenant, Map<String, Object> metadata) {
    for (String endpoint : List.of("introspection", "revocation")) {
      if (metadata.get(endpoint + "_endpoint_auth_methods_supported") instanceof List<?> methods) {
        methods.remove(SubjectTokenClientAuthenticator.METHOD);
      }
    }
  }
}
