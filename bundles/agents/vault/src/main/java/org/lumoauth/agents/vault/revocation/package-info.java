/** Tells providers that tokens have ended (RFC 7009), again and again until they heard it. */
package org.lumoauth.agents.vault.revocation;
