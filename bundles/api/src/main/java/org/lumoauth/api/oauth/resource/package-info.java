/** Resources for which clients request tokens (RFC 8707), and the rules of registered resources. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.api.oauth.resource;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
