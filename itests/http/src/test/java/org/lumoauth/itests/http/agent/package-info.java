/** Tests of agents: life cycle, budgets, Ask, AAuth and MCP. */
package org.lumoauth.itests.http.agent;
