/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/**
 * The challenge for a client without sufficient access to a server (RFC 6750 section 3, RFC 9728
 * section 5.1).
 *
 * @param scheme {@code Bearer}, or {@code DPoP} if tokens are bound to a key
 * @param parameters the common parameters of every challenge of this server
 */
record BearerChallenge(String scheme, List<String> parameters) {

  /** Creates the challenge of a server that requires these scopes. */
  static BearerChallenge of(
      TenantContext tenant, McpServer server, Set<String> scope, Optional<List<?>> algorithms) {
    boolean dpop = server.spec().requireDpop();
    List<String> parameters = new ArrayList<>();
    parameters.add("resource_metadata=\"" + McpMetadataUrls.metadata(tenant, server) + "\"");
    if (!scope.isEmpty()) {
      parameters.add("scope=\"" + String.join(" ", new TreeSet<>(scope)) + "\"");
    }
    if (dpop && algorithms.isPresent()) { // RFC 9449 section 7.1
      parameters.add(
          "algs=\""
              + String.join(" ", algorithms.get().stream().map(String::valueOf).toList())
              + "\"");
    }
    return new BearerChallenge(dpop ? "DPoP" : "Bearer", parameters);
  }

  /**
   * Returns the header without an error code, for requests without a token (RFC 6750 section 3.1).
   */
  String header() {
    return scheme + " " + String.join(", ", parameters);
  }

  /** Returns the 401 error for a missing token. */
  ApiException missing() {
    return problem(401, "invalid_token", "An access token for this server is required.", header());
  }

  /** Returns the 401 error for an invalid token. */
  ApiException invalid(String description) {
    return problem(401, "invalid_token", description, withError("invalid_token", description));
  }

  /**
   * Returns the 403 error for a token with insufficient scope, for step-up authorization (MCP
   * authorization).
   */
  ApiException insufficient() {
    String description = "The access token does not have all required scopes.";
    return problem(
        403, "insufficient_scope", description, withError("insufficient_scope", description));
  }

  private String withError(String error, String description) {
    return scheme
        + " error=\""
        + error
        + "\", error_description=\""
        + description
        + "\", "
        + String.join(", ", parameters);
  }

  private static ApiException problem(int status, String code, String text, String header) {
    return new ApiException(status, code, text, Map.of(), Map.of("WWW-Authenticate", header));
  }
}
