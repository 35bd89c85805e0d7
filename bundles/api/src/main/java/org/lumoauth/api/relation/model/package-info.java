/** Authorization models: their versions, sources, errors and shadow evaluation. */
@Export
@Version("1.0.0")
package org.lumoauth.api.relation.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
