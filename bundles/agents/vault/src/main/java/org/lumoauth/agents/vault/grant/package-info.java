/** What providers gave: the grants of users and of the organization, and their tokens. */
package org.lumoauth.agents.vault.grant;
