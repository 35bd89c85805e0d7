/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The registered values of an MCP server.
 *
 * @param name the display name
 * @param resourceUri the resource identifier (RFC 8707, RFC 9728), byte-exact: the {@code aud} of
 *     its tokens
 * @param endpointUrl the URL of the server, if it differs
 * @param description the description
 * @param scopes {@code scopes_supported}
 * @param scopeDescriptions descriptions of scopes, optional for each
 * @param transport {@code http_streamable}, {@code http_sse} or {@code stdio}
 * @param authMode {@code oauth} or {@code none}
 * @param enabled whether tokens are issued for the server
 * @param tokenLifetime the lifetime of its tokens
 * @param allowedClientIds the clients that may get its tokens; empty means any
 * @param requirePkce whether an authorization request requires PKCE
 * @param requireResourceParam whether token requests require the resource, too
 * @param requireDpop whether its tokens are bound to a DPoP key (RFC 9449)
 * @param capabilities the capabilities of the server, for example {@code tools}
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

  /** The {@link #authMode} of a server that requires tokens. */
  public static final String OAUTH = "oauth";

  /** The {@link #authMode} of a server without authorization. */
  public static final String NONE = "none";

  public McpServerSpec {
    scopes = List.copyOf(scopes);
    scopeDescriptions = Map.copyOf(scopeDescriptions);
    allowedClientIds = Set.copyOf(allowedClientIds);
    capabilities = List.copyOf(capabilities);
  }

  /** Returns whether the server requires tokens. */
  public boolean usesOAuth() {
    return authMode.equals(OAUTH);
  }

  /** Returns whether a client may get tokens for the server. */
  public boolean allows(String clientId) {
    return allowedClientIds.isEmpty() || allowedClientIds.contains(clientId);
  }
}
