/** Contract tests of the extension points of the platform. */
@Export
@Version("1.0.0")
package org.lumoauth.testkit.contract.platform;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
