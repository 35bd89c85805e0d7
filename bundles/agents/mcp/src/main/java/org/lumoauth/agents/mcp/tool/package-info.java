/** Tools of MCP servers, as imported from {@code tools/list}. */
@NullMarked
package org.lumoauth.agents.mcp.tool;

import org.jspecify.annotations.NullMarked;
