/**
 * Stores agents, their credentials and where each credential comes from, with a cache per tenant.
 */
package org.lumoauth.agents.registry.store;
