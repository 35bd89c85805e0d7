/** Agents: registered, authenticated as clients, enabled and disabled. */
package org.lumoauth.agents.registry;
