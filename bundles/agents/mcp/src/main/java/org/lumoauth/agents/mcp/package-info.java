/**
 * MCP servers: their registration, their metadata (RFC 9728), the rules for their tokens, and
 * decisions on tool calls.
 */
@TenantTables({"mcp_server", "mcp_tools", "mcp_ended"})
package org.lumoauth.agents.mcp;

import org.lumoauth.platform.persistence.TenantTables;
