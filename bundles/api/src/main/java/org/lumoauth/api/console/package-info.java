/** Shared classes of console commands. */
@Export
@Version("1.0.0")
package org.lumoauth.api.console;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
