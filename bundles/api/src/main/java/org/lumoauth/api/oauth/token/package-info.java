/** Tokens that clients receive: claims, key binding, token types and the token response. */
@Export
@Version("1.0.0")
package org.lumoauth.api.oauth.token;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
