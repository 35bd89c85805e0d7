/** Caches that are measured: hits, misses, evictions and entries of each, by its name. */
@Export
@Version("1.1.0")
package org.lumoauth.platform.cache;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
