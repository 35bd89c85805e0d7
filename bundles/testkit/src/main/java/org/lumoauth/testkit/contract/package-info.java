/**
 * Contract tests of the extension points, as JUnit 5 classes. The author of a provider extends the
 * class named after the contract and returns the provider and a few samples.
 */
@Export
@Version("2.0.0")
@NullMarked
package org.lumoauth.testkit.contract;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
