/**
 * Persistence for bundles: a bundle opens its own persistence unit on the shared data source, with
 * a schema created by its own migrations. This bundle does not depend on the stored data.
 */
@Export
@Version("1.10.0")
package org.lumoauth.platform.persistence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
