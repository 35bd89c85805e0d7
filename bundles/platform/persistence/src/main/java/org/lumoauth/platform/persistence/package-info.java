/**
 * How a bundle keeps data: it opens one persistence unit of its own on the shared data source, with
 * a schema that its own migrations make. Nothing here knows what is kept.
 */
@Export
@Version("1.10.0")
package org.lumoauth.platform.persistence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
