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
import org.lumoauth.itests.http.fixture.MailOutboxReader;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.NextModuleVersion;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Everything of sign-in by links comes and goes with its module. */
@ExtendWith(ModuleServerExtension.class)
class MagicLinkModuleIT {

  @Test
  void removesAndRestoresMagicLinkSignIn(TestServer server, @TempDir Path folder) throws Exception {
    TestTenant tenant = TestTenant.create(server);
    Map<String, Object> only = Map.of("magic_link_enabled", true, "magic_link_only", true);
    tenant.admin().patch("/admin/settings/branding", only).expect(200);
    TestPerson ada = TestPerson.create(server, tenant);
    String login = "/t/" + tenant.slug() + "/login";
    ada.browser().open(login).submit("identifier", ada.email());
    String link =
        MailOutboxReader.link(MailOutboxReader.awaitMail(server, ada.email()), "magic-link");

    server.console("lumoauth:module-remove authn-magic-link");
    TestBrowser other =
        new TestBrowser(server.base()).open(login).submit("identifier", ada.email());
    assertTrue(other.text().contains("name=\"password\""), other.text());
    assertFalse(other.text().contains("magic-link"), other.text());
    assertEquals(404, new TestBrowser(server.base()).open(link).status());
    assertEquals(404, ask(server, tenant, ada).status());
    var branding = tenant.admin().get("/admin/settings/branding").expect(200).data();
    assertFalse(branding.has("magic_link_only"), branding.toString());
    tenant.admin().patch("/admin/settings/branding", only).expect(422);
    other.submit("password", TestPerson.PASSWORD);
    assertTrue(other.url().contains("/account"), other.url());

    var next = NextModuleVersion.of("authn/magic-link", folder);
    server.console("lumoauth:module-install file:" + next.archive());
    TestBrowser again =
        new TestBrowser(server.base()).open(login).submit("identifier", ada.email());
    assertTrue(again.text().contains("Check your mail"), again.text());
    ada.browser().open(link).submit();
    assertTrue(ada.browser().url().contains("/account"), ada.browser().url());
  }

  @Test
  void refusesPasswordsOfLinkOnlyTenantWhileStopped(TestServer server) throws Exception {
    TestTenant tenant = TestTenant.create(server);
    Map<String, Object> only = Map.of("magic_link_enabled", true, "magic_link_only", true);
    tenant.admin().patch("/admin/settings/branding", only).expect(200);
    TestTenant both = TestTenant.create(server);
    TestPerson bob = TestPerson.create(server, both);
    TestPerson ada = TestPerson.create(server, tenant);

    server.console("bundle:stop org.lumoauth.authn.magic-link");
    try {
      TestBrowser away =
          ada.browser().open("/t/" + tenant.slug() + "/login").submit("identifier", ada.email());
      assertEquals(503, away.status());
      assertFalse(away.text().contains("name=\"password\""), away.text());
      bob.browser().open("/t/" + both.slug() + "/login").submit("identifier", bob.email());
      bob.browser().submit("password", TestPerson.PASSWORD);
      assertTrue(bob.browser().url().contains("/account"), bob.browser().url());
    } finally {
      server.console("bundle:start org.lumoauth.authn.magic-link");
    }
  }

  private static TestBrowser ask(TestServer server, TestTenant tenant, TestPerson person) {
    return new TestBrowser(server.base())
        .post("/orgs/" + tenant.slug() + "/magic-link", Map.of("email", person.email()));
  }
}
