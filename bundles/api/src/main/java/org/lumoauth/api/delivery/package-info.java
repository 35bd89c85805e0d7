/** Signed notifications to other servers, retried until they are accepted. */
@Export
@Version("1.0.0")
package org.lumoauth.api.delivery;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
