/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.testkit.fake.FakeHtmlPageRenderer;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class ModulePagesTest {

  private static final TenantContext ACME = aTenant().build();

  private final User ada = aUser().build();
  private final FakeHtmlPageRenderer shown = new FakeHtmlPageRenderer();
  private final ModulePageResponder pages =
      new ModulePageResponder(shown, new FakeUserDirectory().with(ACME, ada));
  private final FakeHttpExchange exchange = FakeHttpExchange.get(ACME, "/account/mine");

  @Test
  void rendersTemplateWithModel() throws IOException {
    pages.writePage(exchange, 201, "mine", Map.of("name", "value"));

    assertEquals(201, exchange.status());
    assertEquals("mine", shown.last().template());
    assertEquals(Map.of("name", "value"), shown.last().model());
  }

  @Test
  void rendersErrorPageWithCodeAndRetryUrl() throws IOException {
    pages.writeErrorPage(exchange, 403, "form_refused", Optional.of("/again"));

    assertEquals(403, exchange.status());
    assertEquals("error", shown.last().template());
    assertEquals(
        Map.of("code", "form_refused", "requestId", "req-1", "retryUrl", "/again"),
        shown.last().model());

    pages.writeErrorPage(exchange, 400, "session_expired", Optional.empty());
    assertEquals(Map.of("code", "session_expired", "requestId", "req-1"), shown.last().model());
  }

  @Test
  void accountModelContainsEmailAndName() {
    assertEquals(ada.email(), pages.accountModel(ACME, ada.id()).get("identifier"));
    assertEquals(ada.name().orElse(null), pages.accountModel(ACME, ada.id()).get("name"));
    assertEquals(Map.of("identifier", "usr_gone"), pages.accountModel(ACME, "usr_gone"));
  }
}
