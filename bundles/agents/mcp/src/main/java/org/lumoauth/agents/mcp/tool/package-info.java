/** Tools of MCP servers, as imported from {@code tools/list}. */
package org.lumoauth.agents.mcp.tool;
