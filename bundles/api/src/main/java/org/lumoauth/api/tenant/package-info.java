/**
 * Tenants: isolated identity domains. Every method that accesses a tenant's data has a {@link
 * org.lumoauth.api.tenant.TenantContext} parameter; there is no ambient tenant.
 */
@Export
@Version("1.5.0")
@NullMarked
package org.lumoauth.api.tenant;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
