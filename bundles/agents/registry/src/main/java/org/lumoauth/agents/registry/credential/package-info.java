/**
 * Credentials of agents: API keys, client secrets and public keys, with their rotation, revocation
 * and provenance.
 */
@NullMarked
package org.lumoauth.agents.registry.credential;

import org.jspecify.annotations.NullMarked;
