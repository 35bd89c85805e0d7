package org.lumoauth.platform.apikeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aCaller;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUserRef;

import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Response;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;

class ApiKeysResourceTest {
  private static final TenantContext ACME = aTenant("acme").build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final Map<String, Object> READER =
      Map.of("name", "CI", "scopes", List.of("admin:users:read"));

  @DatabaseTest
  void showsANewKey(TestDatabase database) {
    var resource = resource(database);

    var made = shown(resource.create(caller("users.read"), READER));

    assertTrue(made.key().startsWith("lmk_"));
  }

  @DatabaseTest
  void showsAKeyOnce(TestDatabase database) {
    var resource = resource(database);
    var made = shown(resource.create(caller("users.read"), READER));

    assertNull(resource.get(caller(), made.id()).data().key());
  }

  @DatabaseTest
  void givesAKeyNoMoreThanItsMakerHas(TestDatabase database) {
    var resource = resource(database);
    var body = Map.<String, Object>of("name", "CI", "scopes", List.of("admin"));

    assertEquals(
        403,
        assertThrows(Problem.class, () -> resource.create(caller("users.read"), body)).status());
  }

  /** A person's credential has no scopes of a key, and is held to what the person may do. */
  @DatabaseTest
  void givesAKeyNoMoreThanThePersonWhoMakesItHas(TestDatabase database) {
    var resource = resource(database);
    var person = aCaller().as(aUserRef()).withScope().build();
    var request = new TestRequest(ACME, person).allowed("users.read").build();
    var body = Map.<String, Object>of("name", "CI", "scopes", List.of("admin"));

    assertEquals(403, assertThrows(Problem.class, () -> resource.create(request, body)).status());
  }

  @DatabaseTest
  void letsAWiderKeyMakeANarrowerOne(TestDatabase database) {
    var resource = resource(database);
    var caller = aCaller().apiKey().withScope("admin:write").build();
    var request = new TestRequest(ACME, caller).allowed("users.read", "users.write").build();

    assertEquals(201, resource.create(request, READER).getStatus());
  }

  @DatabaseTest
  void widensNoKeyBeyondWhatTheCallerHas(TestDatabase database) {
    var resource = resource(database);
    var id = shown(resource.create(caller("users.read"), READER)).id();
    var body = Map.<String, Object>of("scopes", List.of("admin:write"));

    assertThrows(Problem.class, () -> resource.change(caller("users.read"), id, body));
  }

  @DatabaseTest
  void refusesAnEndInThePast(TestDatabase database) {
    var resource = resource(database);
    var body =
        Map.<String, Object>of(
            "name", "CI",
            "scopes", List.of("admin:users:read"),
            "expiresAt", "2001-01-01T00:00:00Z");

    assertEquals(
        422,
        assertThrows(Problem.class, () -> resource.create(caller("users.read"), body)).status());
  }

  @DatabaseTest
  void findsNoKeyUnderAnotherTenantsPath(TestDatabase database) {
    var resource = resource(database);
    var id = shown(resource.create(caller("users.read"), READER)).id();
    var request = new TestRequest(GLOBEX, aCaller().apiKey().build()).build();

    assertEquals(404, assertThrows(Problem.class, () -> resource.revoke(request, id)).status());
  }

  @DatabaseTest
  void endsAKey(TestDatabase database) {
    var resource = resource(database);
    var id = shown(resource.create(caller("users.read"), READER)).id();

    resource.revoke(caller(), id);

    assertThrows(Problem.class, () -> resource.get(caller(), id));
  }

  private static ApiKeysResource resource(TestDatabase database) {
    var store = new ApiKeyStore(database.open(ApiKeyStore.UNIT));
    var vault = new FakeSecretVault();
    var known = new KnownKeys(store, vault);
    return new ApiKeysResource(
        new ApiKeyAdministration(store, known, vault, new FakeIdentifiers(), new FakeAuditLog()));
  }

  private static HttpServletRequest caller(String... permissions) {
    return new TestRequest(ACME, aCaller().apiKey().build()).allowed(permissions).build();
  }

  private static ApiKeyView shown(Response response) {
    return (ApiKeyView) ((DataBody<?>) response.getEntity()).data();
  }
}
