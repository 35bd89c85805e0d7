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
 * Lets people know by mail, to an address that they proved, that an agent of theirs waits. The mail
 * leads to our own page alone, and has nothing that the agent wrote but its name, without anything
 * that could be an address.
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

  /** With a way to send messages, for tests. */
  public static InteractionMailer with(
      UserDirectory users, SettingsStore settings, MessageSender messages) {
    var mail = new InteractionMailer(users, settings);
    mail.messages = messages;
    return mail;
  }

  /** Whether it reaches a person. */
  public boolean isReachable(TenantContext tenant, String userId) {
    MessageSender now = messages;
    return now != null && now.isAvailable(tenant, EMAIL) && user(tenant, userId).isPresent();
  }

  /**
   * Sends it, if it reaches them. Returns when it is durable.
   *
   * @param agent the agent, as {@code aauth:assistant@agent.example}
   * @param link our page
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

  /** The local part, without dots: mail programs make links of what looks like an address. */
  private static String plain(String agent) {
    String name = agent.replaceFirst("^aauth:", "").replaceFirst("@.*", "");
    String plain = name.replaceAll("[^A-Za-z0-9_-]+", " ").strip();
    return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) : plain;
  }
}
