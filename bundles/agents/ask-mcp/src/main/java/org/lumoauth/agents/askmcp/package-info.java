/**
 * Ask as a server of the Model Context Protocol at {@code ~/mcp}, for agents whose framework speaks
 * it: stateless Streamable HTTP, in the revision of 2026-07-28 and in those before it that began
 * with a handshake.
 */
package org.lumoauth.agents.askmcp;
