/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.FakeMessageSender;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class InteractionMailerTest {

  private static final TenantContext ACME = aTenant().build();

  private final FakeUserDirectory users = new FakeUserDirectory().with(ACME, aUser().build());
  private final FakeMessageSender messages = new FakeMessageSender();
  private final InteractionMailer mail =
      InteractionMailer.with(users, new FakeSettingsStore(), messages);

  /** Mail programs make links of what looks like an address. */
  @Test
  void stripsAddressLikeTextFromAgentName() {
    mail.send(ACME, UserBuilder.ID, "aauth:evil.example+x@agents.example", "https://us/page");

    assertEquals(
        Map.of("agent", "evil example x", "link", "https://us/page"),
        messages.sent().get(0).model());
  }

  @Test
  void reachesOnlyUsersOfTheTenant() {
    assertTrue(mail.isReachable(ACME, UserBuilder.ID));
    assertFalse(mail.isReachable(ACME, "usr_nobody"));
    assertFalse(mail.isReachable(aTenant("globex").build(), UserBuilder.ID));
  }

  /** What finds a user by another name must not find another user. */
  @Test
  void doesNotResolveUsersByEmailAddress() {
    assertFalse(mail.isReachable(ACME, aUser().build().email()));
  }

  @Test
  void reachesNoUserWithoutMessagingModule() {
    var alone = new InteractionMailer(users, new FakeSettingsStore());
    alone.send(ACME, UserBuilder.ID, "aauth:a@agents.example", "https://us/page");

    assertFalse(alone.isReachable(ACME, UserBuilder.ID));
  }

  @Test
  void providesMailTemplateInEachLanguage() throws IOException {
    for (String language : new String[] {"en", "de", "es", "ja"}) {
      var template =
          new InteractionMailTemplates()
              .template("aauth-agent-waits", Locale.forLanguageTag(language));
      assertTrue(template.orElseThrow().text().contains("${link}"), language);
      assertTrue(template.get().text().contains("${agent}"), language);
      assertFalse(template.get().subject().orElseThrow().isBlank(), language);
    }
  }
}
