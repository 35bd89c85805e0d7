/** How a provider is asked: token requests and revocation, by the guarded way out alone. */
package org.lumoauth.agents.vault.provider;
