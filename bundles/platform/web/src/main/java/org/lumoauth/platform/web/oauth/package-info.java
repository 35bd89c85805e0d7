/** Common parts of OAuth endpoints. */
@Export
@Version("1.0.0")
package org.lumoauth.platform.web.oauth;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
