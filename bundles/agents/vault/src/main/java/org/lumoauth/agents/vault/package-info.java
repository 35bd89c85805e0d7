/**
 * Token vault for agents: a tenant connects a service once, users link their accounts, and agents
 * retrieve the current access token, never the refresh token or client secret.
 */
package org.lumoauth.agents.vault;
