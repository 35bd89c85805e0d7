/**
 * Tokens of other services, kept for agents: an organization connects a service once, people link
 * their accounts there, and agents get the access token of the moment and nothing else.
 */
package org.lumoauth.agents.vault;
