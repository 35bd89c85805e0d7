/** The admin API of MCP servers. */
package org.lumoauth.agents.mcp.rest;
