/**
 * The tables of relations: stores, models, tuples, and the log of their changes. All work is plain
 * JDBC, since a batch of tuples, its log and the head of its store are one transaction.
 */
package org.lumoauth.authz.rebac.store;
