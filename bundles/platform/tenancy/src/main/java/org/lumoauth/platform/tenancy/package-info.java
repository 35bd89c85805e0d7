/** Tenants: the registry that every request asks, and the operator's API. */
package org.lumoauth.platform.tenancy;
