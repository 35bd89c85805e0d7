/** What an organization connects: services, how they are reached, and which agents may. */
package org.lumoauth.agents.vault.connection;
