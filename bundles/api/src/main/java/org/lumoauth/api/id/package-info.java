/**
 * Identifiers of everything that is stored: prefixed, time-ordered and opaque. A caller reads
 * nothing out of one but its prefix.
 */
@Export
@Version("1.1.0")
package org.lumoauth.api.id;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
