/** The registry of MCP servers. */
@TenantTables({"mcp_server", "mcp_tools", "mcp_ended"})
@NullMarked
package org.lumoauth.agents.mcp.server;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
