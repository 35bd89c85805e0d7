/** Contract tests of the extension points of authorization. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.testkit.contract.authz;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
