/** Grants and the grant types of the token endpoint. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.api.oauth.grant;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
