/**
 * Caches of a node: heads, models, tuples and results. They can be discarded at any time without
 * affecting results.
 */
package org.lumoauth.authz.rebac.cache;
