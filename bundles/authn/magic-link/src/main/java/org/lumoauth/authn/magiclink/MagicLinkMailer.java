/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.message.MessageSender;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Sends links after the response, so that neither its content nor its time reveals whether the
 * account exists.
 */
@Component(service = MagicLinkMailer.class)
public class MagicLinkMailer {
  private static final String EMAIL = "email";

  private final MagicLinkPolicy policy;
  private final MagicLinkTokenStore tokens;
  private final MagicLinkLimiter limits;
  private final UserDirectory users;
  private final AuditLog audit;
  private final MagicLinkMailExecutor queue;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MessageSender messages;

  @Activate
  public MagicLinkMailer(
      @Reference MagicLinkPolicy policy,
      @Reference MagicLinkTokenStore tokens,
      @Reference MagicLinkLimiter limits,
      @Reference UserDirectory users,
      @Reference AuditLog audit,
      @Reference MagicLinkMailExecutor queue) {
    this.policy = policy;
    this.tokens = tokens;
    this.limits = limits;
    this.users = users;
    this.audit = audit;
    this.queue = queue;
  }

  /** Returns whether links are enabled and mail can be sent. */
  boolean isOffered(TenantContext tenant) {
    var now = messages;
    return policy.isEnabled(tenant) && now != null && now.isAvailable(tenant, EMAIL);
  }

  /** Sends a link asynchronously, if the user exists and may sign in. */
  void send(TenantContext tenant, MagicLinkRequest wanted) {
    queue.add(() -> deliver(tenant, wanted));
  }

  private void deliver(TenantContext tenant, MagicLinkRequest wanted) {
    users
        .find(tenant, wanted.who())
        .or(() -> users.find(tenant, wanted.who().toLowerCase(Locale.ROOT)))
        .filter(user -> user.active() && !user.blocked())
        .filter(user -> wanted.knownBrowser() || limits.mayReach(tenant, user.id()))
        .ifPresent(user -> deliver(tenant, user, wanted));
  }

  private void deliver(TenantContext tenant, User user, MagicLinkRequest wanted) {
    var now = messages;
    if (now == null || !policy.isEnabled(tenant)) {
      return;
    }
    var lifetime = policy.lifetime(tenant);
    var secret = tokens.issue(tenant, user, wanted, tokens.now().plus(lifetime));
    now.send(
        tenant,
        EMAIL,
        user.email(),
        MagicLinkMailTemplates.NAME,
        wanted.locales(),
        Map.of(
            MagicLinkMailTemplates.LINK, MagicLinkUrls.inMail(tenant, secret),
            MagicLinkMailTemplates.EXPIRES_IN, Long.toString(lifetime.toMinutes()),
            MagicLinkMailTemplates.IP_ADDRESS, wanted.remoteAddress()));
    record(tenant, user, wanted);
  }

  private void record(TenantContext tenant, User user, MagicLinkRequest wanted) {
    audit.record(
        tenant.id(),
        new AuditInitiator(new SubjectRef(SubjectRef.USER, user.id()), List.of(), wanted.request())
            .auditEvent("user.magic_link_sent", "A message with a sign-in link was sent to a user.")
            .withTarget(new AuditTarget("user", user.id(), user.name()))
            .withDetail("requested_from", wanted.remoteAddress()));
  }
}
