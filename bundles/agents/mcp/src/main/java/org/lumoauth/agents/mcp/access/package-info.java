/** Decisions on tool calls. */
package org.lumoauth.agents.mcp.access;
