/** REST resources of connections for administrators, users and agents. */
package org.lumoauth.agents.vault.rest;
