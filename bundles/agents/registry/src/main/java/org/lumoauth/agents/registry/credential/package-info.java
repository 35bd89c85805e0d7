/**
 * Credentials of agents: API keys, client secrets and public keys, with their rotation, revocation
 * and provenance.
 */
package org.lumoauth.agents.registry.credential;
