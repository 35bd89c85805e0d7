/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.notify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.message.MessageSender;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.endpoint.CibaPageUrls;
import org.lumoauth.oauth.ciba.state.BackchannelRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies users of a pending request: by email to a verified address, and by every channel that
 * reaches them. The user always answers on a hosted page. Of the client's texts the email contains
 * only its name, without characters that could form a URL.
 */
@Component(service = UserPromptNotifier.class)
public final class UserPromptNotifier {

  private static final Logger LOG = LoggerFactory.getLogger(UserPromptNotifier.class);
  private static final String EMAIL = "email";
  private static final int MAX_NAME = 60;

  private final UserDirectory users;
  private final ClientDirectory clients;
  private final SettingsStore settings;
  private final ProviderTracker<ApproverChannel> channels;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MessageSender messages;

  @Activate
  public UserPromptNotifier(
      @Reference UserDirectory users,
      @Reference ClientDirectory clients,
      @Reference SettingsStore settings,
      @Reference ProviderRegistry registry) {
    this.users = users;
    this.clients = clients;
    this.settings = settings;
    this.channels = registry.track(ApproverChannel.class);
  }

  /** Creates a notifier with a message sender, for tests. */
  public UserPromptNotifier(
      UserDirectory users,
      ClientDirectory clients,
      SettingsStore settings,
      ProviderRegistry registry,
      MessageSender messages) {
    this(users, clients, settings, registry);
    this.messages = messages;
  }

  @Deactivate
  void close() {
    channels.close();
  }

  /** Notifies the user, if the request has one. */
  void notifyUser(TenantContext tenant, BackchannelRequest asked) {
    Optional<User> user = asked.userId().flatMap(id -> users.find(tenant, id));
    Optional<Client> client = clients.find(tenant, asked.clientId()).filter(Client::enabled);
    if (user.isEmpty() || client.isEmpty()) {
      return;
    }
    String link = CibaPageUrls.of(tenant, asked.id());
    mail(tenant, user.get(), client.get(), link);
    ApproverNotification approval = approval(asked, user.get(), client.get());
    for (ServiceLease<ApproverChannel> held : channels.leaseAvailable()) {
      try (ServiceLease<ApproverChannel> channel = held) {
        if (channel.get().canReach(tenant, approval)) {
          channel.get().sendRequest(tenant, approval, link);
        }
      } catch (RuntimeException e) { // the other channels and the page remain available
        LOG.warn("ciba.channel-failed: channel={}", held.name(), e);
      }
    }
  }

  private void mail(TenantContext tenant, User user, Client client, String link) {
    MessageSender now = messages;
    if (now == null || !now.isAvailable(tenant, EMAIL) || !user.emailVerified()) {
      LOG.info("ciba.no-mail: tenant={} user={}", tenant.id(), user.id());
      return;
    }
    now.send(
        tenant,
        EMAIL,
        user.email(),
        BackchannelMailTemplates.ASK,
        languages(tenant, user),
        Map.of("client", toPlainText(client.name()), "link", link));
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
   * Removes dots, colons and slashes, because mail programs turn text that looks like a URL into
   * links.
   */
  static String toPlainText(String name) {
    String plain = name.replaceAll("[^\\p{L}\\p{M}\\p{N} '&()_-]+", " ").strip();
    return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) : plain;
  }

  private static ApproverNotification approval(BackchannelRequest asked, User user, Client client) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("client_id", client.clientId());
    parameters.put("client_name", client.name());
    parameters.put("scope", asked.scope().stream().sorted().toList());
    if (!asked.details().isEmpty()) {
      parameters.put("authorization_details", asked.details());
    }
    return new ApproverNotification(
        asked.id(),
        client.subject(),
        new SubjectRef(SubjectRef.USER, user.id()),
        "ciba.sign_in",
        parameters,
        asked.message().orElse(""),
        asked.expiresAt());
  }
}
