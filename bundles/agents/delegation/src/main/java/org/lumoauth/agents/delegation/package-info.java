/**
 * Delegation: people let agents act for them, by a consent that names the agent, and take it back.
 * Brings the rule by which tokens of a user and an agent are exchanged for one of the agent that
 * acts for the user, the pages and the API for that, and the picture of who acted for whom.
 */
package org.lumoauth.agents.delegation;
