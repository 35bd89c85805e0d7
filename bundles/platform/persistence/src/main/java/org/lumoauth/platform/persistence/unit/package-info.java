/** Persistence units on OpenJPA: class loading, transactions and error translation. */
package org.lumoauth.platform.persistence.unit;
