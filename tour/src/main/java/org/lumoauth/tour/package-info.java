/**
 * The tour: creates a tenant from a real catalogue of tools, registers an agent, lets it check
 * every tool, and verifies the audit log. Prints each call as a curl command. It uses only the
 * server's public API.
 */
package org.lumoauth.tour;
