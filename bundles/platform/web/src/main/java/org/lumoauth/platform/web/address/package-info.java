/** IP addresses, outbound URLs and redirect URIs. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.platform.web.address;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
