package org.lumoauth.agents.mcp.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is registered of an MCP server.
 *
 * @param name what people call it
 * @param resourceUri its resource identifier (RFC 8707, RFC 9728), byte-exact: the {@code aud} of
 *     tokens for it
 * @param endpointUrl where it is reached, if that is another address
 * @param description in words
 * @param scopes {@code scopes_supported}
 * @param scopeDescriptions words for some of them
 * @param transport {@code http_streamable}, {@code http_sse} or {@code stdio}
 * @param authMode {@code oauth} or {@code none}
 * @param enabled whether tokens are made for it
 * @param tokenLifetime how long tokens for it live
 * @param allowedClientIds the clients that may get tokens for it; empty means any
 * @param requirePkce whether an authorization request without PKCE is refused
 * @param requireResourceParam whether token requests must name the resource too
 * @param requireDpop whether its tokens are bound to a DPoP key (RFC 9449)
 * @param capabilities what it offers, as {@code tools}
 */
public record McpServerSpec(
    String name,
    String resourceUri,
    Optional<String> endpointUrl,
    Optional<String> description,
    List<String> scopes,
    Map<String, String> scopeDescriptions,
    String transport,
    String authMode,
    boolean enabled,
    Duration tokenLifetime,
    Set<String> allowedClientIds,
    boolean requirePkce,
    boolean requireResourceParam,
    boolean requireDpop,
    List<String> capabilities) {

  /** {@link #authMode} of a server that takes tokens. */
  public static final String OAUTH = "oauth";

  /** {@link #authMode} of a server that takes anybody. */
  public static final String NONE = "none";

  public McpServerSpec {
    scopes = List.copyOf(scopes);
    scopeDescriptions = Map.copyOf(scopeDescriptions);
    allowedClientIds = Set.copyOf(allowedClientIds);
    capabilities = List.copyOf(capabilities);
  }

  /** Whether it takes tokens at all. */
  public boolean usesOAuth() {
    return authMode.equals(OAUTH);
  }

  /** Whether a client may get tokens for it. */
  public boolean allows(String clientId) {
    return allowedClientIds.isEmpty() || allowedClientIds.contains(clientId);
  }
}
