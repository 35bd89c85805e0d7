/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.NextModuleVersion;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Sign-in by other providers comes and goes with its modules. */
@ExtendWith(ModuleServerExtension.class)
class FederationModuleIT {
  private static final String BUTTON = "way=google";

  @Test
  void takesItsProvidersWithItAndBringsThemBack(TestServer server, @TempDir Path folder)
      throws Exception {
    TestTenant tenant = withGoogle(server);
    assertTrue(page(server, tenant).contains(BUTTON));

    server.console("lumoauth:module-remove authn-federation-oidc");
    assertFalse(page(server, tenant).contains(BUTTON));
    String start = tenant.admin().base() + "/oauth/social/google";
    assertEquals(404, new TestBrowser(server.base()).openOnly(start).status());
    tenant.admin().get("/admin/social-providers/google").expect(200);

    var next = NextModuleVersion.of("authn/federation-oidc", folder);
    server.console("lumoauth:module-install file:" + next.archive());
    assertTrue(page(server, tenant).contains(BUTTON));
  }

  @Test
  void removesAndRestoresFederatedSignIn(TestServer server, @TempDir Path folder) throws Exception {
    TestTenant tenant = withGoogle(server);
    TestPerson ada = TestPerson.create(server, tenant);

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

    var next = NextModuleVersion.of("authn/federation", folder);
    server.console("lumoauth:module-install file:" + next.archive());
    assertTrue(page(server, tenant).contains(BUTTON));
    tenant.admin().get("/admin/social-providers/google").expect(200);
    assertTrue(ada.browser().open(account).text().contains("provider=google"));
    var again = tenant.admin().get("/admin/settings/auth").expect(200).data();
    assertEquals("google", again.path("social_providers").path(0).asText());
  }

  private static TestTenant withGoogle(TestServer server) throws Exception {
    TestTenant tenant = TestTenant.create(server);
    tenant
        .admin()
        .post(
            "/admin/social-providers",
            Map.of("provider", "google", "clientId", "us", "clientSecret", "s3cret"))
        .expect(201);
    return tenant;
  }

  private static String page(TestServer server, TestTenant tenant) {
    return new TestBrowser(server.base()).open("/t/" + tenant.slug() + "/login").text();
  }
}
