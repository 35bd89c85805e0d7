/** Token rules for MCP servers. */
package org.lumoauth.agents.mcp.policy;
