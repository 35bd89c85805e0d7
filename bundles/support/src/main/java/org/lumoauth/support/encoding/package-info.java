/**
 * Strict parsers and encoders of text from other systems: JSON, base64url, URLs and their
 * parameters.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.support.encoding;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
