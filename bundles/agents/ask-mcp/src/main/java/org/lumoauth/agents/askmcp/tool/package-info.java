/** The MCP tools. */
package org.lumoauth.agents.askmcp.tool;
