/** Brings a bundle's schema to the state that its changelog describes, one server at a time. */
package org.lumoauth.platform.persistence.migration;
