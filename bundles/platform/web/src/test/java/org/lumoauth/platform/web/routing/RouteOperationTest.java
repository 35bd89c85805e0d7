/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lumoauth.platform.web.metrics.RouteMetrics;

class RouteOperationTest {

  @Test
  void treatsChangesOfTenantDataAsAdministrative() {
    assertTrue(operation("POST", "/t/{tenant}/api/v1/admin/users").isAdministrative());
    assertTrue(operation("DELETE", "/api/v1/platform/tenants/{slug}").isAdministrative());
  }

  @Test
  void treatsReadsAsNotAdministrative() {
    assertFalse(operation("GET", "/t/{tenant}/api/v1/admin/users").isAdministrative());
    assertFalse(operation("HEAD", "/api/v1/platform/tenants").isAdministrative());
  }

  @Test
  void treatsQueriesByPostAsNotAdministrative() {
    assertFalse(operation("POST", "/t/{tenant}/api/v1/authz/check").isAdministrative());
    assertFalse(operation("POST", "/t/{tenant}/api/v1/oauth/introspect").isAdministrative());
  }

  private static RouteOperation operation(String method, String path) {
    return new RouteOperation(
        method,
        path,
        AccessRequirement.of(AccessRequirement.AccessRequirementKind.NOBODY),
        false,
        "",
        OperationSchema.UNKNOWN,
        new RouteMetrics());
  }
}
