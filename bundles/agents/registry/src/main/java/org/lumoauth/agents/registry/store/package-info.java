/**
 * Stores agents, their credentials and where each credential comes from, with a cache per tenant.
 */
@NullMarked
package org.lumoauth.agents.registry.store;

import org.jspecify.annotations.NullMarked;
