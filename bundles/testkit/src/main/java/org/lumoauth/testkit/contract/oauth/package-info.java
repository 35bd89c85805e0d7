/** Contract tests of the extension points of OAuth. */
@Export
@Version("1.0.0")
package org.lumoauth.testkit.contract.oauth;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
