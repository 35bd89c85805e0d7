/** The connections of a tenant: services, their endpoints, and the agents that may use them. */
package org.lumoauth.agents.vault.connection;
