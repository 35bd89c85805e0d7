/** Connections and access tokens for agents. */
package org.lumoauth.agents.vault.retrieval;
