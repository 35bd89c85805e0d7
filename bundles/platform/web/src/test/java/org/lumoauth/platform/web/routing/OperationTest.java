package org.lumoauth.platform.web.routing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lumoauth.platform.web.meter.RouteMeter;

class OperationTest {

  @Test
  void administersWhereItChangesTenantsOrWhatIsTheirs() {
    assertTrue(operation("POST", "/t/{tenant}/api/v1/admin/users").administers());
    assertTrue(operation("DELETE", "/api/v1/platform/tenants/{slug}").administers());
  }

  @Test
  void doesNotAdministerWhereItReads() {
    assertFalse(operation("GET", "/t/{tenant}/api/v1/admin/users").administers());
    assertFalse(operation("HEAD", "/api/v1/platform/tenants").administers());
  }

  @Test
  void doesNotAdministerWhereItAsks() {
    assertFalse(operation("POST", "/t/{tenant}/api/v1/authz/check").administers());
    assertFalse(operation("POST", "/t/{tenant}/api/v1/oauth/introspect").administers());
  }

  private static Operation operation(String method, String path) {
    return new Operation(
        method, path, Guard.of(Guard.Kind.NOBODY), false, "", Signature.UNKNOWN, new RouteMeter());
  }
}
