package org.lumoauth.platform.web.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUser;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.ModulePages;
import org.lumoauth.testkit.fake.FakePages;
import org.lumoauth.testkit.fake.FakeUserDirectory;

class ModulePagesTest {

  private static final TenantContext ACME = aTenant().build();

  private final User ada = aUser().build();
  private final FakePages shown = new FakePages();
  private final ModulePages pages = new ModulePages(shown, new FakeUserDirectory().with(ACME, ada));
  private final FakeExchange exchange = FakeExchange.get(ACME, "/account/mine");

  @Test
  void showsATemplateWithItsModel() throws IOException {
    pages.show(exchange, 201, "mine", Map.of("name", "value"));

    assertEquals(201, exchange.status());
    assertEquals("mine", shown.last().template());
    assertEquals(Map.of("name", "value"), shown.last().model());
  }

  @Test
  void saysWhyItCannotGoOnAndWhereToBeginAgain() throws IOException {
    pages.error(exchange, 403, "form_refused", Optional.of("/again"));

    assertEquals(403, exchange.status());
    assertEquals("error", shown.last().template());
    assertEquals(
        Map.of("code", "form_refused", "requestId", "req-1", "retryUrl", "/again"),
        shown.last().model());

    pages.error(exchange, 400, "session_expired", Optional.empty());
    assertEquals(Map.of("code", "session_expired", "requestId", "req-1"), shown.last().model());
  }

  @Test
  void namesTheAccountByWhatPeopleKnowOfIt() {
    assertEquals(ada.email(), pages.account(ACME, ada.id()).get("identifier"));
    assertEquals(ada.name().orElse(null), pages.account(ACME, ada.id()).get("name"));
    assertEquals(Map.of("identifier", "usr_gone"), pages.account(ACME, "usr_gone"));
  }
}
