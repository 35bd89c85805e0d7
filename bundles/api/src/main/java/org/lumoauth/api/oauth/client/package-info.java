/** OAuth clients: their metadata, authentication, keys and registration. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.api.oauth.client;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
