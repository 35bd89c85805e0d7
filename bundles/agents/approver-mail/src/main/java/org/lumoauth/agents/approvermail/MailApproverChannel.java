/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvermail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.approval.ApprovalPageUrlProvider;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.approval.ApproverNotification;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.message.MessageSender;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Sends mail to a verified address of the approver. The only text from the requester is its name,
 * with everything that could form a link removed; the request itself is on the page. Without a page
 * on which the person can answer, no mail is sent.
 */
@Component(property = {"lumoauth.kind=approver-channel", "lumoauth.name=email"})
public final class MailApproverChannel implements ApproverChannel {

  static final String EMAIL = "email";
  private static final int MAX_NAME = 60;

  /** Sign-ins on another device have a separate mail. */
  private static final String SIGN_IN = "ciba.sign_in";

  private final UserDirectory users;
  private final SubjectDirectory subjects;
  private final SettingsStore settings;
  private final MessageSender messages;
  private final ProviderTracker<MessageChannel> media;
  private final ApproverMailLimiter limit;

  // Optional and dynamic, so it cannot be a constructor parameter.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ApprovalPageUrlProvider page;

  @Activate
  public MailApproverChannel(
      @Reference UserDirectory users,
      @Reference SubjectDirectory subjects,
      @Reference SettingsStore settings,
      @Reference MessageSender messages,
      @Reference ProviderRegistry registry,
      @Reference AttemptLimiter limiter,
      @Reference AgentFamilyRootResolver families) {
    this.users = users;
    this.subjects = subjects;
    this.settings = settings;
    this.messages = messages;
    this.media = registry.track(MessageChannel.class);
    this.limit = new ApproverMailLimiter(limiter, families);
  }

  @Deactivate
  void close() {
    media.close();
  }

  /**
   * Returns false if mail is not configured; the component that sends it may also be unavailable.
   */
  @Override
  public boolean isAvailable(TenantContext tenant) {
    return messages.isAvailable(tenant, EMAIL) || media.findUnavailable().isEmpty();
  }

  @Override
  public boolean canReach(TenantContext tenant, ApproverNotification request) {
    return page != null
        && !request.action().equals(SIGN_IN)
        && messages.isAvailable(tenant, EMAIL)
        && user(tenant, request)
            .filter(user -> limit.hasCapacity(tenant, user.id(), request))
            .isPresent();
  }

  @Override
  public void sendRequest(TenantContext tenant, ApproverNotification request, String link) {
    user(tenant, request)
        .filter(user -> !link.isEmpty())
        .filter(user -> limit.admits(tenant, user.id(), request))
        .ifPresent(
            user ->
                messages.send(
                    tenant,
                    EMAIL,
                    user.email(),
                    ApprovalMailTemplates.ASK,
                    languages(tenant, user),
                    Map.of(
                        "requester",
                        plain(subjects.displayName(tenant, request.requester())),
                        "action",
                        request.action(),
                        "link",
                        link)));
  }

  private Optional<User> user(TenantContext tenant, ApproverNotification request) {
    return request.approver().type().equals(SubjectRef.USER)
        ? users
            .find(tenant, request.approver().id())
            .filter(user -> user.id().equals(request.approver().id()))
            .filter(user -> user.active() && !user.blocked() && user.emailVerified())
        : Optional.empty();
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
   * Removes dots, colons and slashes: mail programs turn text that looks like an address into a
   * link.
   */
  private static String plain(String name) {
    String plain = name.replaceAll("[^\\p{L}\\p{M}\\p{N} '&()_-]+", " ").strip();
    return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) : plain;
  }
}
