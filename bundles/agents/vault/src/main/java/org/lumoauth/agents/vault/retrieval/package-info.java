/** What agents get: which connections they have, and the access token of the moment. */
package org.lumoauth.agents.vault.retrieval;
