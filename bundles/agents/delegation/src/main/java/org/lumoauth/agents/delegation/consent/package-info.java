/** Delegations of users to agents: storage, lookup and revocation. */
package org.lumoauth.agents.delegation.consent;
