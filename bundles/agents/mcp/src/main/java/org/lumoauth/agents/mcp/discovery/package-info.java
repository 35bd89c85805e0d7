/** Discovery for clients: protected resource metadata and challenges. */
package org.lumoauth.agents.mcp.discovery;
