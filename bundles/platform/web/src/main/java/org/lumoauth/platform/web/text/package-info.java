/** Names and texts from untrusted authors that are shown to people. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.platform.web.text;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
