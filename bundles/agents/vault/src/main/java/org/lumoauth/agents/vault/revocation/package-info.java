/** Revokes tokens at their providers (RFC 7009) and retries until they confirm. */
package org.lumoauth.agents.vault.revocation;
