/**
 * Policies of the token exchange: whether an agent may act for a user, and with which credential.
 */
@NullMarked
package org.lumoauth.agents.delegation.policy;

import org.jspecify.annotations.NullMarked;
