/**
 * Builders of the values that contracts take. Each starts as a plain, valid value and changes only
 * what a test is about; builders are immutable, so that one may be shared and varied.
 */
@Export
@Version("1.0.0")
package org.lumoauth.testkit.builder;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
