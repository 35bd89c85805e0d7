/**
 * MCP servers: what is registered of them, what clients are told (RFC 9728), what a token for one
 * of them may be, and which tools an agent may call.
 */
package org.lumoauth.agents.mcp;
