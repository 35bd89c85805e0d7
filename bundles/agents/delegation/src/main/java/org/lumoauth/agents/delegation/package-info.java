/**
 * Delegation: users let agents act for them, by a consent that names the agent, and can revoke it.
 * Adds the policy for exchanging the tokens of a user and an agent for a delegated token, the pages
 * and the API for delegations, and the view of token chains.
 */
@NullMarked
package org.lumoauth.agents.delegation;

import org.jspecify.annotations.NullMarked;
