package org.lumoauth.agents.mcp.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.McpServerCache;
import org.lumoauth.api.oauth.ScopeDescriptionProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Says to people what the scopes of MCP servers stand for: in the words of the server that they are
 * asked for, which come before those of the tenant. Where it is not said which, or another resource
 * is meant too, a server's words say nothing: whoever registers servers would name what others ask
 * for. Of several servers only words on which they agree are good for every one of them.
 */
@Component(
    property = {
      "lumoauth.kind=scope-descriptions",
      "lumoauth.name=mcp",
      "service.ranking:Integer=10"
    })
public final class McpScopeDescriptions implements ScopeDescriptionProvider {

  private final McpServerCache servers;

  @Activate
  public McpScopeDescriptions(@Reference McpServerCache servers) {
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
