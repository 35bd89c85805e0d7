/** Tokens that clients receive: claims, key binding, token types and the token response. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.api.oauth.token;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
