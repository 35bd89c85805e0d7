/** REST resources of MCP servers. */
@NullMarked
package org.lumoauth.agents.mcp.rest;

import org.jspecify.annotations.NullMarked;
