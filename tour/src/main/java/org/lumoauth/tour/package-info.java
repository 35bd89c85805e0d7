/**
 * The tour: makes a tenant from a real catalogue of tools, registers an agent, lets it ask for
 * every tool, and checks the audit log. Shows each call as a curl command. It knows the server by
 * its public API alone.
 */
package org.lumoauth.tour;
