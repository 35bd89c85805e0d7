/** {@code ~/admin/audit-logs}: a tenant's administrators can read only their tenant's chain. */
package org.lumoauth.platform.audit.rest;
