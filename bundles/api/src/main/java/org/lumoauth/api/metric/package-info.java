/**
 * Metrics that modules record about themselves, for exporters. Names, help and labels come from
 * code, never from a request or a tenant.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.api.metric;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
