/**
 * The ceiling of agents: what an agent's capabilities name it may do, what they do not name nobody
 * can give it. Also judges what the agent's credential is limited to.
 */
package org.lumoauth.agents.capability;
