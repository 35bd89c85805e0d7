/** Persistence units on OpenJPA: class loading, transactions, and what errors mean. */
package org.lumoauth.platform.persistence.unit;
