/** Authorization requests and responses, scopes, {@code authorization_details} and consent. */
@Export
@Version("1.0.0")
package org.lumoauth.api.oauth.authorization;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
