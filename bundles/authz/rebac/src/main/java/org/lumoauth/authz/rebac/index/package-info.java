/**
 * Tuples of a store in memory, led both ways, as values that never change: a reader keeps the state
 * that it began with, and a change gives a new state that shares what is the same.
 */
package org.lumoauth.authz.rebac.index;
