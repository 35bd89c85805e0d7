/** What clients are told: protected resource metadata and challenges. */
package org.lumoauth.agents.mcp.discovery;
