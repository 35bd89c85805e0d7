/** MCP servers as they are registered. */
package org.lumoauth.agents.mcp.server;
