/**
 * In-memory fakes of the platform's services. They implement the contracts of the real services and
 * record their calls.
 */
@Export
@Version("1.7.0")
package org.lumoauth.testkit.fake;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
