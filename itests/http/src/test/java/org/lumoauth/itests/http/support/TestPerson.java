/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A user of a tenant in front of a browser of their own. */
public record TestPerson(TestTenant tenant, String id, String email, TestBrowser browser) {
  public static final String PASSWORD = "a few words in a row 42";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final int STEPS = 10;

  /** Somebody new who has not signed in. */
  public static TestPerson create(
      TestServer server, TestTenant tenant, Map<String, Object> members) {
    String email = "person" + COUNT.incrementAndGet() + "@example.com";
    Map<String, Object> all = new HashMap<>(Map.of("email", email, "password", PASSWORD));
    all.putAll(members);
    JsonNode made = tenant.admin().post("/admin/users", all).expect(201).data();
    return new TestPerson(tenant, made.path("id").asText(), email, new TestBrowser(server.base()));
  }

  public static TestPerson create(TestServer server, TestTenant tenant) {
    return create(server, tenant, Map.of());
  }

  /** Signs in without an application. */
  public TestPerson signIn() {
    browser
        .open("/t/" + tenant.slug() + "/login")
        .submit("identifier", email)
        .submit("password", PASSWORD);
    return this;
  }

  /** Opens an address and follows where it leads, but not to the application. */
  public TestPerson open(String address) {
    browser.openOnly(address);
    return follow();
  }

  public TestPerson follow() {
    for (int i = 0; i < STEPS && browser.status() == 303 && !backAtTheApplication(); i++) {
      browser.openOnly(browser.location());
    }
    return this;
  }

  private boolean backAtTheApplication() {
    return browser.location().startsWith(TestApplication.REDIRECT_URI);
  }

  /** Answers everything that is asked until the application is told: the parameters of that. */
  public Map<String, String> allow(TestApplication app, Map<String, String> changes) {
    open(app.authorize(app.request(changes)));
    return answerUntilRedirect();
  }

  /** The same from the page that is open. */
  public Map<String, String> answerUntilRedirect() {
    for (int i = 0; i < STEPS && browser.status() == 200; i++) {
      answer();
      follow();
    }
    if (!backAtTheApplication()) {
      throw new AssertionError(browser.status() + " " + browser.url() + "\n" + browser.text());
    }
    return FormParameters.in(browser.location());
  }

  private void answer() {
    if (browser.text().contains("name=\"decision\"")) {
      browser.submitOnly("decision", "allow");
    } else if (browser.text().contains("name=\"password\"")) {
      browser.submitOnly("password", PASSWORD);
    } else if (browser.text().contains("name=\"identifier\"")) {
      browser.submitOnly("identifier", email);
    } else {
      browser.submitOnly(); // is it still you?
    }
  }

  /** A code for the application. */
  public String code(TestApplication app) {
    Map<String, String> answer = allow(app, Map.of());
    if (!answer.containsKey("code")) {
      throw new AssertionError("no code: " + answer);
    }
    return answer.get("code");
  }

  /** The tokens that an application gets. */
  public JsonNode tokens(TestApplication app) {
    return app.redeem(code(app)).expect(200).body();
  }
}
