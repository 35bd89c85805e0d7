package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What was begun on one version of a module ends on the next. */
@ExtendWith(SharedForModules.class)
class ModuleSwapIT {
  private static final String MODULES = "/api/v1/platform/modules";
  private static final String METADATA = "/.well-known/openid-configuration";
  private static final String SIGN_IN = "authn/password";
  private static final String PAGES = "authn/pages";
  private static final String FLOW = "authn/flow";
  private static final String CODE = "oauth/grant-authorization-code";
  private static final String REFRESH = "oauth/grant-refresh-token";
  private static final String DEVICE = "oauth/grant-device-code";

  @TempDir static Path archives;

  private static final Map<String, NextVersion> next = new HashMap<>();
  private static Server server;
  private static Tenant tenant;
  private static App notes;

  @BeforeAll
  static void start(Server shared) throws Exception {
    StringBuilder digests = new StringBuilder();
    for (String bundle : List.of(SIGN_IN, PAGES, FLOW, CODE, REFRESH, DEVICE)) {
      next.put(bundle, NextVersion.of(bundle, archives));
      digests.append(digests.isEmpty() ? "" : ", ").append(next.get(bundle).digest());
    }
    server = shared;
    SharedForModules.withApi(server, "allowedDigests = " + digests + "\n");
    tenant = Tenant.create(server);
    notes = App.register(tenant, Map.of());
  }

  @AfterAll
  static void switchOff() throws Exception {
    SharedForModules.withoutApi(server);
  }

  @Test
  void finishesASignInOnTheNextVersionOfThePassword() throws IOException {
    Browser browser = asked();

    upgrade(SIGN_IN);

    assertTrue(signedIn(browser.submit("password", Person.PASSWORD)), browser.text());
  }

  @Test
  void finishesASignInOnTheNextVersionOfTheFlow() throws IOException {
    Browser browser = asked();

    upgrade(FLOW);

    assertTrue(signedIn(browser.submit("password", Person.PASSWORD)), browser.text());
  }

  @Test
  void showsTheNextPageByTheNextVersionOfThePages() throws IOException {
    Browser browser = new Browser(server.base()).open("/t/" + tenant.slug() + "/login");
    Person person = Person.create(server, tenant);

    upgrade(PAGES);

    browser.submit("identifier", person.email());
    assertEquals(200, browser.status());
    assertTrue(browser.text().contains("<title>Enter your password"), browser.text());
    assertTrue(signedIn(browser.submit("password", Person.PASSWORD)), browser.text());
  }

  @Test
  void redeemsACodeByTheNextVersionOfTheGrant() throws IOException {
    Person person = Person.create(server, tenant).signIn();
    String code = person.code(notes);

    upgrade(CODE);

    notes.redeem(code).expect(200);
    person.tokens(notes);
  }

  @Test
  void refreshesByTheNextVersionOfTheGrant() throws IOException {
    JsonNode first = Person.create(server, tenant).tokens(notes);
    JsonNode second = notes.refresh(first).expect(200).body();

    upgrade(REFRESH);

    JsonNode third = notes.refresh(second).expect(200).body();
    notes.refresh(third).expect(200);
  }

  @Test
  void takesTheDeviceGrantAwayWithAllThatIsItsOwnAndBringsItBack() throws IOException {
    JsonNode begun =
        notes.ask("/oauth/device_authorization", Map.of("scope", "openid")).expect(200).body();
    String module = next.get(DEVICE).module();

    server.operator().delete(MODULES + "/" + module).expect(200);

    assertFalse(grantTypes().contains(App.DEVICE_CODE), grantTypes());
    assertFalse(metadata().has("device_authorization_endpoint"));
    notes.ask("/oauth/device_authorization", Map.of()).expect(404);
    assertEquals(404, devicePage().status());
    assertEquals("unsupported_grant_type", error(notes.poll(begun).expect(400)));

    server.operator().post(MODULES, Map.of("url", next.get(DEVICE).url())).expect(201);

    assertTrue(grantTypes().contains(App.DEVICE_CODE), grantTypes());
    assertTrue(metadata().has("device_authorization_endpoint"));
    assertEquals(200, devicePage().status());
    assertEquals("authorization_pending", error(notes.poll(begun).expect(400)));
  }

  private static void upgrade(String bundle) throws IOException {
    NextVersion to = next.get(bundle);
    server
        .operator()
        .post(MODULES + "/" + to.module() + "/upgrade", Map.of("url", to.url()))
        .expect(200);
  }

  /** The browser of somebody who is asked for the password. */
  private static Browser asked() {
    Person person = Person.create(server, tenant);
    return person
        .browser()
        .open("/t/" + tenant.slug() + "/login")
        .submit("identifier", person.email());
  }

  private static boolean signedIn(Browser browser) {
    return browser.cookies().containsKey("__Host-lumoauth-session." + tenant.slug());
  }

  private static Browser devicePage() {
    return new Browser(server.base()).open("/t/" + tenant.slug() + "/device");
  }

  private static JsonNode metadata() {
    return server
        .anonymous()
        .at("/t/" + tenant.slug() + "/api/v1")
        .get(METADATA)
        .expect(200)
        .body();
  }

  private static String grantTypes() {
    return metadata().path("grant_types_supported").toString();
  }

  private static String error(Api.Answer answer) {
    return answer.body().path("error").asText();
  }
}
