/**
 * What an operation takes and answers, where its types don't say it: annotations on the endpoint
 * itself, from which the OpenAPI document is made.
 */
@Export
@Version("1.1.0")
package org.lumoauth.platform.web.description;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
