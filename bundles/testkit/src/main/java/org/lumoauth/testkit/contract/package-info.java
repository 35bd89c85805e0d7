/**
 * What every provider of an extension point must do, as JUnit 5 classes. An author extends the
 * class that is named after the contract, gives the provider and a few samples of it, and runs the
 * tests.
 */
@Export
@Version("1.2.0")
package org.lumoauth.testkit.contract;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
