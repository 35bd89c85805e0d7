/**
 * Tenants: isolated identity domains. Every call that touches a tenant's data takes a {@link
 * org.lumoauth.api.tenant.TenantContext} as an argument; there is no ambient tenant.
 */
@Export
@Version("1.5.0")
package org.lumoauth.api.tenant;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
