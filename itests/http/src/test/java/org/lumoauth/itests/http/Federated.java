package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A tenant whose people sign in by another tenant, which is an OpenID provider like any other.
 *
 * @param tenant whose people sign in
 * @param partner the provider
 */
record Federated(Server server, Tenant tenant, Tenant partner) {
  static final String PROVIDER = "partner";

  private static final Pattern BUTTON = Pattern.compile("href=\"([^\"]*way=partner)\"");
  private static final int STEPS = 20;

  static Federated create(Server server, Map<String, Object> settings) throws IOException {
    var made = new Federated(server, Tenant.create(server), Tenant.create(server));
    JsonNode client =
        made.partner
            .admin()
            .post(
                "/admin/clients",
                Map.of(
                    "name", "The other tenant",
                    "redirectUris", List.of(made.callback()),
                    "grantTypes", List.of("authorization_code"),
                    "allowedScopes", List.of("openid", "email", "profile")))
            .expect(201)
            .data();
    Map<String, Object> body = new HashMap<>();
    body.put("provider", PROVIDER);
    body.put("displayName", "Partner Inc");
    body.put("issuerUrl", made.partner.admin().base());
    body.put("clientId", client.path("clientId").asText());
    body.put("clientSecret", client.path("secret").asText());
    body.putAll(settings);
    made.tenant.admin().post("/admin/social-providers", body).expect(201);
    return made;
  }

  String callback() {
    return tenant.admin().base() + "/oauth/social/" + PROVIDER + "/callback";
  }

  /** Somebody with an account at the provider whose address is proven there, or not. */
  Person there(boolean verified) {
    return Person.create(server, partner, Map.of("emailVerified", verified));
  }

  Browser browser() {
    return new Browser(server.base());
  }

  /** The button of the sign-in page. */
  Browser press(Browser browser) {
    return pressHere(browser.open("/t/" + tenant.slug() + "/login"));
  }

  /** The button of the page that is open. */
  static Browser pressHere(Browser browser) {
    var button = BUTTON.matcher(browser.text());
    if (!button.find()) {
      throw new AssertionError("no button: " + browser.text());
    }
    return browser.openOnly(button.group(1).replace("&amp;", "&"));
  }

  /** Follows the servers until there is a page, or this address would be next. */
  static Browser follow(Browser browser, String until) {
    for (int i = 0; i < STEPS && browser.status() / 100 == 3; i++) {
      if (browser.location().startsWith(until)) {
        return browser;
      }
      browser.openOnly(browser.location());
    }
    return browser;
  }

  static Browser follow(Browser browser) {
    return follow(browser, "nowhere");
  }

  /** Signs in at the provider and goes as far as the way back to here. */
  Browser signInThere(Browser browser, Person person) {
    follow(browser, callback());
    for (int i = 0; i < STEPS && browser.status() == 200; i++) {
      if (browser.text().contains("name=\"decision\"")) {
        browser.submitOnly("decision", "allow");
      } else if (browser.text().contains("name=\"password\"")) {
        browser.submitOnly("password", Person.PASSWORD);
      } else {
        browser.submitOnly("identifier", person.email());
      }
      follow(browser, callback());
    }
    return browser;
  }

  /** All of it. */
  Browser signIn(Browser browser, Person person) {
    press(browser);
    return follow(signInThere(browser, person));
  }

  /** A user of the tenant with the address of somebody at the provider. */
  Person here(Person there) {
    JsonNode made =
        tenant
            .admin()
            .post(
                "/admin/users",
                Map.of("email", there.email(), "password", Person.PASSWORD, "emailVerified", true))
            .expect(201)
            .data();
    return new Person(tenant, made.path("id").asText(), there.email(), browser());
  }

  /** Presses the link to the provider on the account page, and goes there. */
  Browser add(Browser browser) {
    browser.open("/t/" + tenant.slug() + "/account/identities");
    browser.open(linkTo(browser, "/account/identities/add\\?provider=partner"));
    return browser.openOnly(linkTo(browser, "/oauth/authorize\\?"));
  }

  /** A link of the page with this in its address. */
  private static String linkTo(Browser browser, String part) {
    var link = Pattern.compile("href=\"([^\"]*" + part + "[^\"]*)\"").matcher(browser.text());
    if (!link.find()) {
      throw new AssertionError("no link: " + browser.url() + " " + browser.text());
    }
    return link.group(1).replace("&amp;", "&");
  }

  /** Who a user is at providers, as administrators see it. */
  JsonNode links(String user) {
    return tenant
        .admin()
        .get("/admin/users/" + user + "/identities")
        .expect(200)
        .data()
        .path("bindings");
  }

  /** The users of the tenant with an address. */
  JsonNode user(String email) {
    return tenant.admin().get("/admin/users/" + email).expect(200).data();
  }
}
