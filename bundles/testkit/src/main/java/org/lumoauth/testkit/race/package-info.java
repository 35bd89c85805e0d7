/** Concurrency helpers for tests. */
@Export
@Version("1.1.0")
package org.lumoauth.testkit.race;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
