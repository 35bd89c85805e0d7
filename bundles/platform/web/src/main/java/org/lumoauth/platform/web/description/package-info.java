/**
 * Annotations that describe requests and responses of an endpoint where its Java types do not. The
 * OpenAPI document is built from them.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.lumoauth.platform.web.description;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
