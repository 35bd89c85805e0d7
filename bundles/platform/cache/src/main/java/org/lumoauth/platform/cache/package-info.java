/** Caches with metrics: hits, misses, evictions and entries of each, by name. */
@Export
@Version("1.1.0")
package org.lumoauth.platform.cache;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
