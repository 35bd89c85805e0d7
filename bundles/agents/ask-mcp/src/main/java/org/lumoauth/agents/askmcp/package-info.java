/**
 * Ask as a Model Context Protocol server at {@code ~/mcp}, for agents with an MCP client: stateless
 * Streamable HTTP, in the revision 2026-07-28 and in earlier revisions with a handshake.
 */
package org.lumoauth.agents.askmcp;
