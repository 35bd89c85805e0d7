package org.lumoauth.agents.approvermail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.approval.AnswerPage;
import org.lumoauth.api.approval.ApprovalRequest;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.message.Messages;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Mail to an address that the person proved. It has nothing that the requester wrote but its name,
 * without anything that could be an address; what is asked stands on the page. While there is no
 * page on which the person could answer it is not sent.
 */
@Component(property = {"lumoauth.kind=approver-channel", "lumoauth.name=email"})
public final class MailChannel implements ApproverChannel {

  static final String EMAIL = "email";
  private static final int MAX_NAME = 60;

  /** Sign-ins on another device have a mail of their own. */
  private static final String SIGN_IN = "ciba.sign_in";

  private final UserDirectory users;
  private final Subjects subjects;
  private final SettingsStore settings;
  private final Messages messages;
  private final Providers<MessageChannel> media;
  private final MailLimit limit;

  // Comes and goes with its module, so it is no constructor parameter.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AnswerPage page;

  @Activate
  public MailChannel(
      @Reference UserDirectory users,
      @Reference Subjects subjects,
      @Reference SettingsStore settings,
      @Reference Messages messages,
      @Reference ProviderRegistry registry,
      @Reference MailLimit limit) {
    this.users = users;
    this.subjects = subjects;
    this.settings = settings;
    this.messages = messages;
    this.media = registry.follow(MessageChannel.class);
    this.limit = limit;
  }

  @Deactivate
  void close() {
    media.close();
  }

  /** Not while there is no mail, and what is away may be what sends it. */
  @Override
  public boolean ready(TenantContext tenant) {
    return messages.available(tenant, EMAIL) || media.away().isEmpty();
  }

  @Override
  public boolean reaches(TenantContext tenant, ApprovalRequest request) {
    return page != null
        && !request.action().equals(SIGN_IN)
        && messages.available(tenant, EMAIL)
        && user(tenant, request)
            .filter(user -> limit.leavesRoom(tenant, user.id(), request))
            .isPresent();
  }

  @Override
  public void ask(TenantContext tenant, ApprovalRequest request, String link) {
    user(tenant, request)
        .filter(user -> !link.isEmpty())
        .filter(user -> limit.admits(tenant, user.id(), request))
        .ifPresent(
            user ->
                messages.send(
                    tenant,
                    EMAIL,
                    user.email(),
                    AskTemplates.ASK,
                    languages(tenant, user),
                    Map.of(
                        "requester",
                        plain(subjects.displayName(tenant, request.requester())),
                        "action",
                        request.action(),
                        "link",
                        link)));
  }

  private Optional<User> user(TenantContext tenant, ApprovalRequest request) {
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

  /** No dots, colons or slashes: mail programs make links of what looks like an address. */
  private static String plain(String name) {
    String plain = name.replaceAll("[^\\p{L}\\p{M}\\p{N} '&()_-]+", " ").strip();
    return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) : plain;
  }
}
