/** The registry of MCP servers. */
@TenantTables({"mcp_server", "mcp_tools", "mcp_ended"})
package org.lumoauth.agents.mcp.server;

import org.lumoauth.platform.persistence.TenantTables;
