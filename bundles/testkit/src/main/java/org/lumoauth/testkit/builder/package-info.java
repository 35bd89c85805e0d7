/**
 * Builders of the values that contracts use. Each starts with a simple, valid value, and a test
 * changes only the properties under test; builders are immutable, so that they can be shared.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.testkit.builder;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
