/**
 * Measured values: what a module counts about itself, read by whoever exports them. Names, help and
 * labels come from code, never from a request or a tenant.
 */
@Export
@Version("1.0.0")
package org.lumoauth.api.metric;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
