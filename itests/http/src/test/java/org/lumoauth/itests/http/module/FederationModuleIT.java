package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.NextVersion;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedForModules;
import org.lumoauth.itests.http.support.Tenant;

/** Sign-in by other providers comes and goes with its modules. */
@ExtendWith(SharedForModules.class)
class FederationModuleIT {
  private static final String BUTTON = "way=google";

  @Test
  void takesItsProvidersWithItAndBringsThemBack(Server server, @TempDir Path folder)
      throws Exception {
    Tenant tenant = withGoogle(server);
    assertTrue(page(server, tenant).contains(BUTTON));

    server.console("lumoauth:module-remove authn-federation-oidc");
    assertFalse(page(server, tenant).contains(BUTTON));
    String start = tenant.admin().base() + "/oauth/social/google";
    assertEquals(404, new Browser(server.base()).openOnly(start).status());
    tenant.admin().get("/admin/social-providers/google").expect(200);

    var next = NextVersion.of("authn/federation-oidc", folder);
    server.console("lumoauth:module-install file:" + next.archive());
    assertTrue(page(server, tenant).contains(BUTTON));
  }

  @Test
  void takesEverythingWithItAndBringsItBack(Server server, @TempDir Path folder) throws Exception {
    Tenant tenant = withGoogle(server);
    Person ada = Person.create(server, tenant);

    server.console("lumoauth:module-remove authn-federation");
    assertFalse(page(server, tenant).contains(BUTTON));
    tenant.admin().get("/admin/social-providers").expect(404);
    tenant.admin().get("/admin/users/" + ada.email() + "/identities").expect(404);
    tenant.admin().get("/admin/users/" + ada.email()).expect(200);
    ada.signIn();
    assertTrue(ada.browser().url().contains("/account"), ada.browser().url());
    assertFalse(ada.browser().text().contains("/account/identities"), ada.browser().text());
    String account = "/t/" + tenant.slug() + "/account/identities";
    assertEquals(404, ada.browser().openOnly(account + "/add?provider=google").status());
    var settings = tenant.admin().get("/admin/settings/auth").expect(200).data();
    assertFalse(settings.has("social_providers"), settings.toString());
    var exported = tenant.admin().get("/admin/export").expect(200).body();
    assertFalse(exported.has("social-providers"), exported.toString());

    var next = NextVersion.of("authn/federation", folder);
    server.console("lumoauth:module-install file:" + next.archive());
    assertTrue(page(server, tenant).contains(BUTTON));
    tenant.admin().get("/admin/social-providers/google").expect(200);
    assertTrue(ada.browser().open(account).text().contains("provider=google"));
    var again = tenant.admin().get("/admin/settings/auth").expect(200).data();
    assertEquals("google", again.path("social_providers").path(0).asText());
  }

  private static Tenant withGoogle(Server server) throws Exception {
    Tenant tenant = Tenant.create(server);
    tenant
        .admin()
        .post(
            "/admin/social-providers",
            Map.of("provider", "google", "clientId", "us", "clientSecret", "s3cret"))
        .expect(201);
    return tenant;
  }

  private static String page(Server server, Tenant tenant) {
    return new Browser(server.base()).open("/t/" + tenant.slug() + "/login").text();
  }
}
