/** Rules that endpoints apply to their callers. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.platform.web.guard;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
