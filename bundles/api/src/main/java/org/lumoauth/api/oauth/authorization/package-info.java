/** Authorization requests and responses, scopes, {@code authorization_details} and consent. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.api.oauth.authorization;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
