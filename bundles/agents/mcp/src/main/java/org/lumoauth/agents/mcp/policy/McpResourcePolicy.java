/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.policy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.agents.mcp.server.AuthorizationServerResourceMatcher;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.agents.mcp.server.McpServerCache;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Enforces the registration of MCP servers on every grant. A token for a server has no other
 * audience: with two, one server could use a received token at the other (MCP authorization, "Token
 * Audience Binding").
 */
@Component(
    service = {ResourcePolicy.class, McpResourcePolicy.class},
    property = {"lumoauth.kind=resource-policy", "lumoauth.name=mcp"})
public final class McpResourcePolicy implements ResourcePolicy {

  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String URN = "urn:mcp:";

  /**
   * The scopes that a client may request in addition to the scopes of a server (OpenID Connect
   * Core).
   */
  private static final Set<String> STANDARD =
      Set.of("openid", "profile", "email", "address", "phone", "offline_access");

  private final McpServerCache servers;
  private final SettingsStore settings;

  @Activate
  public McpResourcePolicy(@Reference McpServerCache servers, @Reference SettingsStore settings) {
    this.servers = servers;
    this.settings = settings;
  }

  @Override
  public Set<String> scopes(TenantContext tenant, Client client, List<String> resources) {
    if (resources.size() != 1 || agent(client)) { // an agent is limited by its capabilities
      return Set.of();
    }
    return servers
        .ofResource(tenant.id(), resources.get(0))
        .filter(server -> mayUse(client.clientId(), server))
        .<Set<String>>map(server -> new HashSet<>(server.spec().scopes()))
        .orElse(Set.of());
  }

  @Override
  public void requireTargets(TenantContext tenant, Client client, List<String> resources) {
    requireKnown(tenant, client, resources);
    only(tenant, client, resources);
  }

  @Override
  public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
    requireKnown(tenant, client, request.resources());
    Optional<McpServer> server = only(tenant, client, request.resources());
    if (server.isEmpty()) {
      return;
    }
    var spec = server.get().spec();
    if (spec.requirePkce()
        && request.responseType().equals("code")
        && request.codeChallenge().isEmpty()) {
      throw OAuthException.invalidRequest(
          "The MCP server requires PKCE: `code_challenge` is missing.");
    }
    boolean within =
        spec.scopes().isEmpty()
            || request.scope().stream()
                .allMatch(scope -> STANDARD.contains(scope) || spec.scopes().contains(scope));
    if (!within) {
      throw OAuthException.invalidScope(
          "`scope` must contain only scopes_supported of the MCP server.");
    }
  }

  @Override
  public void check(TenantContext tenant, AuthenticatedTokenRequest request, List<String> granted) {
    List<String> named = request.resources();
    boolean exchange =
        request.request().parameter("grant_type").filter(EXCHANGE::equals).isPresent();
    if (!exchange && granted.isEmpty()) {
      requireKnown(tenant, request.client(), named);
    }
    List<String> meant = named.isEmpty() ? granted : named;
    Optional<McpServer> server = only(tenant, request.client(), meant);
    if (server.isEmpty()) {
      return;
    }
    if (named.isEmpty() && server.get().spec().requireResourceParam()) { // RFC 8707 section 2.2
      throw OAuthException.invalidTarget("`resource` is required in the token request, too.");
    }
    requireKey(server.get(), request.confirmation());
  }

  @Override
  public AccessTokenIssuanceRequest applyTo(
      TenantContext tenant, AccessTokenIssuanceRequest request) {
    Optional<McpServer> found = only(tenant, request.client(), request.audience());
    if (found.isEmpty()) {
      return request;
    }
    var spec = found.get().spec();
    requireKey(found.get(), request.confirmation());
    Set<String> scope =
        spec.scopes().isEmpty()
            ? request.scope()
            : request.scope().stream()
                .filter(one -> STANDARD.contains(one) || spec.scopes().contains(one))
                .collect(Collectors.toUnmodifiableSet());
    return new AccessTokenIssuanceRequest(
        request.client(),
        request.subject(),
        request.actors(),
        scope,
        List.of(spec.resourceUri()),
        lifetime(request, spec.tokenLifetime()),
        request.confirmation(),
        request.claims());
  }

  /**
   * Returns whether a token is usable: a token for a server becomes invalid with the server, and
   * with the client's right to use it.
   */
  @Override
  public boolean isTokenUsable(TenantContext tenant, VerifiedToken token) {
    return token.audience().stream()
        .noneMatch(
            resource ->
                servers.isTokenRevoked(tenant.id(), resource, token.id())
                    || servers
                        .ofResource(tenant.id(), resource)
                        .filter(server -> !mayUse(token.clientId(), server))
                        .isPresent());
  }

  private static boolean mayUse(String clientId, McpServer server) {
    return server.takesTokens() && server.spec().allows(clientId);
  }

  @Override
  public Optional<String> resolveResource(TenantContext tenant, String name) {
    return named(tenant, name)
        .filter(McpServer::takesTokens)
        .map(server -> server.spec().resourceUri());
  }

  private Optional<McpServer> named(TenantContext tenant, String name) {
    String id = name.startsWith(URN) ? name.substring(URN.length()) : name;
    return servers.all(tenant.id()).stream().filter(server -> server.id().equals(id)).findFirst();
  }

  @Override
  public boolean isReachable(TenantContext tenant, Client client, String resource) {
    return agent(client)
        && servers
            .ofResource(tenant.id(), resource)
            .filter(server -> mayUse(client.clientId(), server))
            .isPresent();
  }

  /** Refuses an unregistered resource, unless the tenant allows them. */
  private void requireKnown(TenantContext tenant, Client client, List<String> resources) {
    boolean listed =
        client.metadata().get("audience_uris") instanceof List<?> uris && !uris.isEmpty();
    if (listed) { // an administrator listed it, and the list was validated
      return;
    }
    boolean known =
        resources.stream()
            .allMatch(
                resource ->
                    AuthorizationServerResourceMatcher.has(tenant, resource)
                        || servers.ofResource(tenant.id(), resource).isPresent());
    if (!known && McpSettings.REGISTERED_ONLY.read(settings, tenant)) {
      throw OAuthException.invalidTarget(
          "`resource` must be the resource_uri of a registered MCP server.");
    }
  }

  /** Returns the MCP server of the request; empty if there is none. */
  private Optional<McpServer> only(TenantContext tenant, Client client, List<String> resources) {
    List<Optional<McpServer>> meant =
        resources.stream()
            .map(
                resource ->
                    servers.ofResource(tenant.id(), resource).or(() -> named(tenant, resource)))
            .toList();
    if (meant.stream().allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    // RFC 8693 section 2.1: audience and resource may be two names of the same server.
    if (meant.stream().map(found -> found.map(McpServer::id)).distinct().count() > 1) {
      throw OAuthException.invalidTarget(
          "A token for an MCP server cannot have another resource or audience.");
    }
    McpServer server = meant.get(0).orElseThrow();
    if (!mayUse(client.clientId(), server)) {
      throw OAuthException.invalidTarget(
          "The client is not in the allowed_client_ids of this MCP server.");
    }
    return Optional.of(server);
  }

  private static void requireKey(McpServer server, Optional<Map<String, Object>> confirmation) {
    if (server.spec().requireDpop()
        && !confirmation.map(key -> key.containsKey("jkt")).orElse(false)) {
      throw new OAuthException(
          400,
          "invalid_dpop_proof",
          "The MCP server requires DPoP-bound tokens. Send a DPoP proof.");
    }
  }

  /**
   * Returns the server's token lifetime. It replaces the client's default lifetime; for an agent,
   * or with a lifetime limited by a subject token, it applies only if it is shorter.
   */
  private static Duration lifetime(AccessTokenIssuanceRequest request, Duration registered) {
    boolean usual = request.lifetime().equals(request.client().accessTokenLifetime());
    boolean shorter = registered.compareTo(request.lifetime()) < 0;
    return shorter || (usual && !agent(request.client())) ? registered : request.lifetime();
  }

  private static boolean agent(Client client) {
    return client.subject().type().equals(SubjectRef.AGENT);
  }
}
