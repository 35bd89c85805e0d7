/**
 * MCP servers: their registration, their metadata (RFC 9728), the rules for their tokens, and
 * decisions on tool calls.
 */
package org.lumoauth.agents.mcp;
