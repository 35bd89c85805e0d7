/** The tools that agents call. */
package org.lumoauth.agents.askmcp.tool;
