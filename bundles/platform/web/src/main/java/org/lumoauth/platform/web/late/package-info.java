/** Services of other bundles that are fetched when they are asked for, so that none is lost. */
@Export
@Version("1.0.0")
package org.lumoauth.platform.web.late;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
