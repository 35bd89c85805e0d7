/** Notices that other servers are sent: signed, and again until they are taken. */
@Export
@Version("1.0.0")
package org.lumoauth.api.delivery;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
