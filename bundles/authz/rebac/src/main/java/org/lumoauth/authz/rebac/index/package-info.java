/**
 * Immutable in-memory indexes of a store's tuples in both directions. A reader retains the state
 * with which it started, and a change creates a new state that shares unchanged parts.
 */
package org.lumoauth.authz.rebac.index;
