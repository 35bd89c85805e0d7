/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import java.time.Instant;

/**
 * A registered MCP server.
 *
 * @param number {@code id}, a number unique within the tenant
 * @param id {@code mcp_} and 24 hexadecimal digits: {@code server_id}
 * @param spec the registered values
 * @param createdAt the creation time
 * @param updatedAt the time of the last change
 * @param version incremented with each change
 */
public record McpServer(
    long number,
    String id,
    McpServerSpec spec,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  /** Returns whether tokens are issued for the server now. */
  public boolean takesTokens() {
    return spec.enabled() && spec.usesOAuth();
  }
}
