package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.fixture.Outbox;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.NextVersion;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedForModules;
import org.lumoauth.itests.http.support.Tenant;

/** Everything of sign-in by links comes and goes with its module. */
@ExtendWith(SharedForModules.class)
class MagicLinkModuleIT {

  @Test
  void takesEverythingWithItAndBringsItBack(Server server, @TempDir Path folder) throws Exception {
    Tenant tenant = Tenant.create(server);
    Map<String, Object> only = Map.of("magic_link_enabled", true, "magic_link_only", true);
    tenant.admin().patch("/admin/settings/branding", only).expect(200);
    Person ada = Person.create(server, tenant);
    String login = "/t/" + tenant.slug() + "/login";
    ada.browser().open(login).submit("identifier", ada.email());
    String link = Outbox.link(Outbox.to(server, ada.email()), "magic-link");

    server.console("lumoauth:module-remove authn-magic-link");
    Browser other = new Browser(server.base()).open(login).submit("identifier", ada.email());
    assertTrue(other.text().contains("name=\"password\""), other.text());
    assertFalse(other.text().contains("magic-link"), other.text());
    assertEquals(404, new Browser(server.base()).open(link).status());
    assertEquals(404, ask(server, tenant, ada).status());
    var branding = tenant.admin().get("/admin/settings/branding").expect(200).data();
    assertFalse(branding.has("magic_link_only"), branding.toString());
    tenant.admin().patch("/admin/settings/branding", only).expect(422);
    other.submit("password", Person.PASSWORD);
    assertTrue(other.url().contains("/account"), other.url());

    var next = NextVersion.of("authn/magic-link", folder);
    server.console("lumoauth:module-install file:" + next.archive());
    Browser again = new Browser(server.base()).open(login).submit("identifier", ada.email());
    assertTrue(again.text().contains("Check your mail"), again.text());
    ada.browser().open(link).submit();
    assertTrue(ada.browser().url().contains("/account"), ada.browser().url());
  }

  @Test
  void takesNoPasswordWhileItIsStoppedWhereLinksAloneAreWanted(Server server) throws Exception {
    Tenant tenant = Tenant.create(server);
    Map<String, Object> only = Map.of("magic_link_enabled", true, "magic_link_only", true);
    tenant.admin().patch("/admin/settings/branding", only).expect(200);
    Tenant both = Tenant.create(server);
    Person bob = Person.create(server, both);
    Person ada = Person.create(server, tenant);

    server.console("bundle:stop org.lumoauth.authn.magic-link");
    try {
      Browser away =
          ada.browser().open("/t/" + tenant.slug() + "/login").submit("identifier", ada.email());
      assertEquals(503, away.status());
      assertFalse(away.text().contains("name=\"password\""), away.text());
      bob.browser().open("/t/" + both.slug() + "/login").submit("identifier", bob.email());
      bob.browser().submit("password", Person.PASSWORD);
      assertTrue(bob.browser().url().contains("/account"), bob.browser().url());
    } finally {
      server.console("bundle:start org.lumoauth.authn.magic-link");
    }
  }

  private static Browser ask(Server server, Tenant tenant, Person person) {
    return new Browser(server.base())
        .post("/orgs/" + tenant.slug() + "/magic-link", Map.of("email", person.email()));
  }
}
