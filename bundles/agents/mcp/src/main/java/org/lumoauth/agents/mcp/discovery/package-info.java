/** Discovery for clients: protected resource metadata and challenges. */
@NullMarked
package org.lumoauth.agents.mcp.discovery;

import org.jspecify.annotations.NullMarked;
