/**
 * Evaluates queries from a model and a snapshot of tuples. The package is independent of the source
 * of the tuples and does not change anything.
 */
package org.lumoauth.authz.rebac.engine;
