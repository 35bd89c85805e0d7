/**
 * Tokens of this server. {@link org.lumoauth.api.token.TokenService} is the only issuer of access
 * tokens. All of them pass the same gate: tenant, client, subject, actors and issuer are enabled.
 */
@Export
@Version("1.6.0")
@NullMarked
package org.lumoauth.api.token;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
