/** People who approve what an agent may not do alone, and the channels by which they are asked. */
@Export
@Version("1.7.0")
package org.lumoauth.api.approval;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
