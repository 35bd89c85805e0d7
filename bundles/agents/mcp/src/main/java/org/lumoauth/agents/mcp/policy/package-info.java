/** Which tokens are made for MCP servers. */
package org.lumoauth.agents.mcp.policy;
