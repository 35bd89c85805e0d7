/**
 * Statistics about a tenant for its administrators. They are counts only and contain no personal
 * data.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.api.analytics;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
