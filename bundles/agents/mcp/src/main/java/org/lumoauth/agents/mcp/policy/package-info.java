/** Token rules for MCP servers. */
@NullMarked
package org.lumoauth.agents.mcp.policy;

import org.jspecify.annotations.NullMarked;
