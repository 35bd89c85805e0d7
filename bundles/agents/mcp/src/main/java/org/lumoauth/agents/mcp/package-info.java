/**
 * MCP servers: their registration, their metadata (RFC 9728), the rules for their tokens, and
 * decisions on tool calls.
 */
@NullMarked
package org.lumoauth.agents.mcp;

import org.jspecify.annotations.NullMarked;
