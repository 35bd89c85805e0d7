/** Authorization models: their versions, sources, errors and shadow evaluation. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.api.relation.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
