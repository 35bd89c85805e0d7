/** The registry of MCP servers. */
package org.lumoauth.agents.mcp.server;
