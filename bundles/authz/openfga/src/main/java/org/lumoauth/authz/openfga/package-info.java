/**
 * OpenFGA's HTTP API for the relations of a tenant, at {@code ~/openfga/stores}: bodies, defaults,
 * limits and errors follow its published API, so that its SDKs work unmodified.
 *
 * @see <a href="https://openfga.dev/api/service">OpenFGA API reference</a>
 */
@TenantTables("ofg_assertions")
package org.lumoauth.authz.openfga;

import org.lumoauth.platform.persistence.TenantTables;
