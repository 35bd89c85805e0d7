package org.lumoauth.agents.mcp.server;

import java.time.Instant;

/**
 * A registered MCP server.
 *
 * @param number counted within the tenant: {@code id}
 * @param id {@code mcp_} and 24 hexadecimal digits: {@code server_id}
 * @param spec what is registered of it
 * @param createdAt when
 * @param updatedAt when it was last changed
 * @param version counts changes
 */
public record McpServer(
    long number,
    String id,
    McpServerSpec spec,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  /** Whether tokens are made for it now. */
  public boolean takesTokens() {
    return spec.enabled() && spec.usesOAuth();
  }
}
