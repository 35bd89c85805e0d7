/**
 * Statistics about a tenant for its administrators. They are counts only and contain no personal
 * data.
 */
@Export
@Version("1.0.0")
package org.lumoauth.api.analytics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
