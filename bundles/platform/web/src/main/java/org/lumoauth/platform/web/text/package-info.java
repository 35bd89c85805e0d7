/** Names and texts from untrusted authors that are shown to people. */
@Export
@Version("1.0.0")
package org.lumoauth.platform.web.text;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
