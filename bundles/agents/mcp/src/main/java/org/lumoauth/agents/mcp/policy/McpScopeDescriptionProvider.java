/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.McpServerCache;
import org.lumoauth.api.oauth.authorization.ScopeDescriptionProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Describes the scopes of MCP servers on consent pages, in the words of the requested server, with
 * precedence over those of the tenant. Without a resource, or with a resource that is not an MCP
 * server, no description applies, since the owner of a server could otherwise describe the scopes
 * of others. For several servers, a description applies only if all agree on it.
 */
@Component(
    property = {
      "lumoauth.kind=scope-descriptions",
      "lumoauth.name=mcp",
      "service.ranking:Integer=10"
    })
public final class McpScopeDescriptionProvider implements ScopeDescriptionProvider {

  private final McpServerCache servers;

  @Activate
  public McpScopeDescriptionProvider(@Reference McpServerCache servers) {
    this.servers = servers;
  }

  @Override
  public Optional<String> describe(TenantContext tenant, String scope) {
    return Optional.empty();
  }

  @Override
  public Optional<String> describe(TenantContext tenant, String scope, List<String> resources) {
    List<McpServer> meant =
        resources.stream()
            .flatMap(name -> servers.ofResource(tenant.id(), name).stream())
            .filter(McpServer::takesTokens)
            .toList();
    return meant.size() == resources.size() ? agreed(meant, scope) : Optional.empty();
  }

  private static Optional<String> agreed(List<McpServer> meant, String scope) {
    Set<Optional<String>> words =
        meant.stream()
            .filter(server -> server.spec().scopes().contains(scope))
            .map(server -> Optional.ofNullable(server.spec().scopeDescriptions().get(scope)))
            .collect(Collectors.toSet());
    return words.size() == 1 ? words.iterator().next() : Optional.empty();
  }
}
