/** Which tools may be called, by whom. */
package org.lumoauth.agents.mcp.access;
