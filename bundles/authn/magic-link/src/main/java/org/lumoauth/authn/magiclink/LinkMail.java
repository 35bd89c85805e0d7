package org.lumoauth.authn.magiclink;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.message.Messages;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Sends links, after the answer to whoever asked: neither what they are told nor how long it takes
 * depends on whether there is such an account.
 */
@Component(service = LinkMail.class)
public class LinkMail {
  private static final String EMAIL = "email";

  private final LinkPolicy policy;
  private final LinkTokens tokens;
  private final LinkLimits limits;
  private final UserDirectory users;
  private final AuditLog audit;
  private final MailQueue queue;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Messages messages;

  @Activate
  public LinkMail(
      @Reference LinkPolicy policy,
      @Reference LinkTokens tokens,
      @Reference LinkLimits limits,
      @Reference UserDirectory users,
      @Reference AuditLog audit,
      @Reference MailQueue queue) {
    this.policy = policy;
    this.tokens = tokens;
    this.limits = limits;
    this.users = users;
    this.audit = audit;
    this.queue = queue;
  }

  /** Whether people may ask for links and mail can be sent. */
  boolean offered(TenantContext tenant) {
    var now = messages;
    return policy.enabled(tenant) && now != null && now.available(tenant, EMAIL);
  }

  /** Sends a link later, if there is such a user and it may sign in. */
  void send(TenantContext tenant, Wanted wanted) {
    queue.add(() -> deliver(tenant, wanted));
  }

  private void deliver(TenantContext tenant, Wanted wanted) {
    users
        .find(tenant, wanted.who())
        .or(() -> users.find(tenant, wanted.who().toLowerCase(Locale.ROOT)))
        .filter(user -> user.active() && !user.blocked())
        .filter(user -> wanted.knownBrowser() || limits.mayReach(tenant, user.id()))
        .ifPresent(user -> deliver(tenant, user, wanted));
  }

  private void deliver(TenantContext tenant, User user, Wanted wanted) {
    var now = messages;
    if (now == null || !policy.enabled(tenant)) {
      return;
    }
    var lifetime = policy.lifetime(tenant);
    var secret = tokens.issue(tenant, user, wanted, tokens.now().plus(lifetime));
    now.send(
        tenant,
        EMAIL,
        user.email(),
        MailTemplates.NAME,
        wanted.locales(),
        Map.of(
            MailTemplates.LINK, Addresses.inMail(tenant, secret),
            MailTemplates.EXPIRES_IN, Long.toString(lifetime.toMinutes()),
            MailTemplates.IP_ADDRESS, wanted.remoteAddress()));
    record(tenant, user, wanted);
  }

  private void record(TenantContext tenant, User user, Wanted wanted) {
    audit.record(
        tenant.id(),
        new AuditEvent(
            "user.magic_link_sent",
            AuditEvent.Outcome.SUCCESS,
            new SubjectRef(SubjectRef.USER, user.id()),
            List.of(),
            Optional.of(new AuditEvent.Target("user", user.id(), user.name())),
            "A message with a link to sign in by was sent to a user.",
            wanted.request(),
            Map.of("requested_from", wanted.remoteAddress())));
  }
}
