/** REST resources of MCP servers. */
package org.lumoauth.agents.mcp.rest;
