/** Migrates a bundle's schema to the state of its changelog, one server at a time. */
@NullMarked
package org.lumoauth.platform.persistence.migration;

import org.jspecify.annotations.NullMarked;
