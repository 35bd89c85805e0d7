/** IP addresses, outbound URLs and redirect URIs. */
@Export
@Version("1.0.0")
package org.lumoauth.platform.web.address;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
