/** Migrates a bundle's schema to the state of its changelog, one server at a time. */
package org.lumoauth.platform.persistence.migration;
