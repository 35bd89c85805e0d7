/**
 * Enforces the capabilities of agents as an upper limit: no other model can permit an action that
 * the capabilities do not include. Also checks the action against the scope of the agent's token.
 */
@NullMarked
package org.lumoauth.agents.capability;

import org.jspecify.annotations.NullMarked;
