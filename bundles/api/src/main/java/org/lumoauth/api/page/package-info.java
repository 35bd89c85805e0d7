/** Web pages of modules in the tenant's branding and the reader's language. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.api.page;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
