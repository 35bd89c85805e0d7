/** {@code ~/admin/audit-logs}: a tenant's administrators read its chain, and only its own. */
package org.lumoauth.platform.audit.rest;
