/** Resolves the database settings and maintains connection pools. */
package org.lumoauth.platform.persistence.datasource;
