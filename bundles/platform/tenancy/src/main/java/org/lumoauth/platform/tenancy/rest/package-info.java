/** The operator's REST API for tenants, below {@code /api/v1/platform/tenants}. */
package org.lumoauth.platform.tenancy.rest;
