/** Reads, writes and watches relation tuples. */
package org.lumoauth.authz.rebac.tuple;
