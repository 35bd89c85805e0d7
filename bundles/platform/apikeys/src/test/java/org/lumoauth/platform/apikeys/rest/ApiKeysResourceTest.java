/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;

import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Response;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.apikeys.ApiKeyFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class ApiKeysResourceTest {
  private static final Map<String, Object> READER =
      Map.of("name", "CI", "scopes", List.of("admin:users:read"));

  @DatabaseTest
  void returnsNewKey(TestDatabase database) {
    var resource = resource(database);

    var made = shown(resource.create(caller("users.read"), READER));

    assertTrue(made.key().startsWith("lmk_"));
  }

  @DatabaseTest
  void returnsKeySecretOnlyOnce(TestDatabase database) {
    var resource = resource(database);
    var made = shown(resource.create(caller("users.read"), READER));

    assertNull(resource.get(caller(), made.id()).data().key());
  }

  @DatabaseTest
  void rejectsScopesBeyondCaller(TestDatabase database) {
    var resource = resource(database);
    var body = Map.<String, Object>of("name", "CI", "scopes", List.of("admin"));

    assertEquals(
        403,
        assertThrows(ApiException.class, () -> resource.create(caller("users.read"), body))
            .status());
  }

  @DatabaseTest
  void rejectsScopeExtensionBeyondCaller(TestDatabase database) {
    var resource = resource(database);
    var id = shown(resource.create(caller("users.read"), READER)).id();
    var body = Map.<String, Object>of("scopes", List.of("admin:write"));

    assertThrows(ApiException.class, () -> resource.patch(caller("users.read"), id, body));
  }

  @DatabaseTest
  void rejectsChangesToMorePrivilegedKey(TestDatabase database) {
    var resource = resource(database);
    var id = shown(resource.create(caller("users.read"), READER)).id();
    var narrower = Map.<String, Object>of("name", "Other");

    assertEquals(
        403,
        assertThrows(ApiException.class, () -> resource.patch(caller(), id, narrower)).status());
    assertEquals(
        403, assertThrows(ApiException.class, () -> resource.delete(caller(), id)).status());
    assertEquals("CI", resource.get(caller(), id).data().name());
  }

  @DatabaseTest
  void rejectsExpiryInPast(TestDatabase database) {
    var resource = resource(database);
    var body =
        Map.<String, Object>of(
            "name", "CI",
            "scopes", List.of("admin:users:read"),
            "expiresAt", "2001-01-01T00:00:00Z");

    assertEquals(
        422,
        assertThrows(ApiException.class, () -> resource.create(caller("users.read"), body))
            .status());
  }

  @DatabaseTest
  void rejectsExpiryOutOfRange(TestDatabase database) {
    var resource = resource(database);
    var body =
        Map.<String, Object>of(
            "name", "CI",
            "scopes", List.of("admin:users:read"),
            "expiresAt", "+999999999-12-31T23:59:59.999999999Z");

    assertEquals(
        422,
        assertThrows(ApiException.class, () -> resource.create(caller("users.read"), body))
            .status());
  }

  @DatabaseTest
  void preservesMaximumExpiry(TestDatabase database) {
    var resource = resource(database);
    var body =
        Map.<String, Object>of(
            "name", "CI",
            "scopes", List.of("admin:users:read"),
            "expiresAt", "9999-12-31T23:59:59Z");
    var id = shown(resource.create(caller("users.read"), body)).id();

    assertEquals("9999-12-31T23:59:59Z", resource.get(caller(), id).data().expiresAt());
  }

  @DatabaseTest
  void returnsNotFoundUnderAnotherTenant(TestDatabase database) {
    var resource = resource(database);
    var id = shown(resource.create(caller("users.read"), READER)).id();
    var request =
        FakeHttpExchange.get(ApiKeyFixture.GLOBEX, "/admin/api-keys")
            .withCaller(aCaller().apiKey().build())
            .request();

    assertEquals(
        404, assertThrows(ApiException.class, () -> resource.delete(request, id)).status());
  }

  @DatabaseTest
  void deletesKey(TestDatabase database) {
    var resource = resource(database);
    var id = shown(resource.create(caller("users.read"), READER)).id();

    resource.delete(caller("users.read"), id);

    assertThrows(ApiException.class, () -> resource.get(caller(), id));
  }

  private static HttpServletRequest caller(String... permissions) {
    return FakeHttpExchange.get(ApiKeyFixture.ACME, "/admin/api-keys")
        .withCaller(aCaller().apiKey().build())
        .withPermissions(permissions)
        .request();
  }

  private static ApiKeyView shown(Response response) {
    return (ApiKeyView) ((DataResponseBody<?>) response.getEntity()).data();
  }

  private static ApiKeysResource resource(TestDatabase database) {
    return new ApiKeysResource(
        new ApiKeyFixture(database).keys,
        new PrivilegeEscalationGuard(new FakeAuthorizationService(), new FakeProviderRegistry()));
  }
}
