/** MCP servers in exports of a tenant. */
package org.lumoauth.agents.mcp.transfer;
