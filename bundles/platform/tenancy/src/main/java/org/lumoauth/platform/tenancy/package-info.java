/** Tenants: the registry used for every request, and the operator's API. */
package org.lumoauth.platform.tenancy;
