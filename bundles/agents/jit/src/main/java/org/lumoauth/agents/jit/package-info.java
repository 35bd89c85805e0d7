/**
 * Just-in-time permissions of agents for one task and a few minutes: low and medium risk is granted
 * immediately, higher risk after a person approved exactly this access.
 */
package org.lumoauth.agents.jit;
