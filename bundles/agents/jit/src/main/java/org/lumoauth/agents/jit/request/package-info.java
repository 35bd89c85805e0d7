/** Requests of agents for access: their content, limits, cost and outcome. */
package org.lumoauth.agents.jit.request;
