/** Questions about tools: which tool call is permitted, and Ask as a tool itself. */
package org.lumoauth.agents.ask.tool;
