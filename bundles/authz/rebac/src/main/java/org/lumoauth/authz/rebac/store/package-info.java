/**
 * The tables of relations: stores, models, tuples and the change log. They are accessed with plain
 * JDBC, because tuples, log and the head of the store change in one transaction.
 */
package org.lumoauth.authz.rebac.store;
