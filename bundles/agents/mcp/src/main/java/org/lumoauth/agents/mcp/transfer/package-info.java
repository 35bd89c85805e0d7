/** MCP servers in exports of a tenant. */
@NullMarked
package org.lumoauth.agents.mcp.transfer;

import org.jspecify.annotations.NullMarked;
