/** Token and revocation requests to providers, sent only with the guarded outbound client. */
package org.lumoauth.agents.vault.provider;
