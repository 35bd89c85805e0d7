/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** How many passwords may be tried from one address, as the proxy in front names it. */
@ExtendWith(ModuleServerExtension.class)
class SignInLimitIT {
  private static final String HERE = "198.51.100.7";
  private static final String ELSEWHERE = "203.0.113.9";

  /** As many of them as may be tried on one account and range do not concern another account. */
  private static final int TRIES_ON_AN_ACCOUNT = 5;

  private static final int ACCOUNTS = 10;

  @Test
  void limitsAttemptsPerAddressAcrossAccounts(TestServer server) throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestPerson ada = TestPerson.create(server, tenant);
    for (int i = 0; i < ACCOUNTS; i++) {
      TestBrowser guessing = identified(server, tenant, HERE, "somebody" + i + "@example.com");
      for (int j = 0; j < TRIES_ON_AN_ACCOUNT; j++) {
        assertEquals(422, guessing.submit("password", "a guess of many " + j).status());
      }
    }

    TestBrowser stopped = identified(server, tenant, HERE, ada.email());
    stopped.submit("password", TestPerson.PASSWORD); // the right one
    TestBrowser other = identified(server, tenant, ELSEWHERE, ada.email());
    other.submit("password", TestPerson.PASSWORD);

    assertEquals(429, stopped.status());
    assertTrue(stopped.text().contains("Too many attempts"), stopped.text());
    assertTrue(Integer.parseInt(stopped.header("Retry-After")) > 0);
    assertTrue(other.url().contains("/account"), other.status() + " " + other.text());
  }

  private static TestBrowser identified(
      TestServer server, TestTenant tenant, String address, String who) {
    return new TestBrowser(server.base())
        .from(address)
        .open("/t/" + tenant.slug() + "/login")
        .submit("identifier", who);
  }
}
