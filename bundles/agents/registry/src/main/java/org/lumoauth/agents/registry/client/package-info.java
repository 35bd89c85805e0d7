/**
 * Agents as OAuth clients: the client of each agent, its additional rules, and tokens that the
 * server issues for it.
 */
@NullMarked
package org.lumoauth.agents.registry.client;

import org.jspecify.annotations.NullMarked;
