/** The operator's REST API for tenants, below {@code /api/v1/platform/tenants}. */
@NullMarked
package org.lumoauth.platform.tenancy.rest;

import org.jspecify.annotations.NullMarked;
