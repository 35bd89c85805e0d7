/** Signed notifications to other servers, retried until they are accepted. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.api.delivery;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
