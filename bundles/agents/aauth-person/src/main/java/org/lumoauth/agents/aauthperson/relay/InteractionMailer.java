/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.message.MessageSender;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Notifies people by mail, at a verified address, that one of their agents is waiting. The mail
 * links only to this server's own page. From the agent it contains only the name, without
 * characters that could form an address.
 */
@Component(service = InteractionMailer.class)
public final class InteractionMailer {

  private static final String EMAIL = "email";
  private static final int MAX_NAME = 60;

  private final UserDirectory users;
  private final SettingsStore settings;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MessageSender messages;

  @Activate
  public InteractionMailer(@Reference UserDirectory users, @Reference SettingsStore settings) {
    this.users = users;
    this.settings = settings;
  }

  /** Creates a mailer with the given message sender, for tests. */
  public static InteractionMailer with(
      UserDirectory users, SettingsStore settings, MessageSender messages) {
    var mail = new InteractionMailer(users, settings);
    mail.messages = messages;
    return mail;
  }

  /** Whether the person can be reached by mail. */
  public boolean isReachable(TenantContext tenant, String userId) {
    MessageSender now = messages;
    return now != null && now.isAvailable(tenant, EMAIL) && user(tenant, userId).isPresent();
  }

  /**
   * Sends the mail if the person can be reached. Returns when it is durable.
   *
   * @param agent the agent, such as {@code aauth:assistant@agent.example}
   * @param link the URL of this server's page
   */
  public void send(TenantContext tenant, String userId, String agent, String link) {
    MessageSender now = messages;
    Optional<User> user = user(tenant, userId);
    if (now == null || user.isEmpty() || !now.isAvailable(tenant, EMAIL)) {
      return;
    }
    now.send(
        tenant,
        EMAIL,
        user.get().email(),
        InteractionMailTemplates.WAITS,
        languages(tenant, user.get()),
        Map.of("agent", plain(agent), "link", link));
  }

  private Optional<User> user(TenantContext tenant, String id) {
    return users
        .find(tenant, id)
        .filter(user -> user.id().equals(id))
        .filter(user -> user.active() && !user.blocked() && user.emailVerified());
  }

  private List<Locale> languages(TenantContext tenant, User user) {
    List<Locale> languages = new ArrayList<>();
    add(languages, users.standardClaims(tenant, user.id()).get("locale"));
    add(languages, settings.read(tenant, "general").get("locale"));
    return languages;
  }

  private static void add(List<Locale> languages, Object tag) {
    if (tag instanceof String text && !text.isBlank()) {
      languages.add(Locale.forLanguageTag(text.replace('_', '-')));
    }
  }

  /**
   * Returns the local part without dots, because mail programs turn text that looks like an address
   * into links.
   */
  private static String plain(String agent) {
    String name = agent.replaceFirst("^aauth:", "").replaceFirst("@.*", "");
    String plain = name.replaceAll("[^A-Za-z0-9_-]+", " ").strip();
    return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) : plain;
  }
}
