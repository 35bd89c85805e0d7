/**
 * Identifiers of stored objects: prefixed, time-ordered and opaque. Callers interpret only the
 * prefix.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.lumoauth.api.id;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
