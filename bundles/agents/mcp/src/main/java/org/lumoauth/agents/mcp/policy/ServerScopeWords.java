package org.lumoauth.agents.mcp.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.ServerMemory;
import org.lumoauth.api.oauth.ScopeDescriptions;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Says to people what the scopes of MCP servers stand for: in the words of the server that they are
 * asked for, which come before those of the tenant. Where it is not said which, only words on which
 * all servers agree are good for every one of them.
 */
@Component(
    property = {
      "lumoauth.kind=scope-descriptions",
      "lumoauth.name=mcp",
      "service.ranking:Integer=10"
    })
public final class ServerScopeWords implements ScopeDescriptions {

  private final ServerMemory servers;

  @Activate
  public ServerScopeWords(@Reference ServerMemory servers) {
    this.servers = servers;
  }

  @Override
  public Optional<String> describe(TenantContext tenant, String scope) {
    return agreed(servers.all(tenant.id()).stream(), scope);
  }

  @Override
  public Optional<String> describe(TenantContext tenant, String scope, List<String> resources) {
    return resources.isEmpty()
        ? describe(tenant, scope)
        : agreed(
            resources.stream().flatMap(name -> servers.ofResource(tenant.id(), name).stream()),
            scope);
  }

  private static Optional<String> agreed(Stream<McpServer> some, String scope) {
    Set<Optional<String>> words =
        some.filter(McpServer::takesTokens)
            .filter(server -> server.spec().scopes().contains(scope))
            .map(server -> Optional.ofNullable(server.spec().scopeDescriptions().get(scope)))
            .collect(Collectors.toSet());
    return words.size() == 1 ? words.iterator().next() : Optional.empty();
  }
}
