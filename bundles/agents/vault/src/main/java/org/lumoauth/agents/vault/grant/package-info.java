/** Grants of users and of the tenant at providers, and their tokens. */
package org.lumoauth.agents.vault.grant;
