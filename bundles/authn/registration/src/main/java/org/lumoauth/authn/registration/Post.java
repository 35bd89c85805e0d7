package org.lumoauth.authn.registration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.AccountMail;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.message.Messages;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Sends the messages with the links. */
@Component(service = {AccountMail.class, Post.class})
public class Post implements AccountMail {
  static final String EMAIL = "email";

  private final MailTokens tokens;
  private final AuditLog audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Messages messages;

  @Activate
  public Post(@Reference MailTokens tokens, @Reference AuditLog audit) {
    this.tokens = tokens;
    this.audit = audit;
  }

  /** Whether messages can be sent at all. */
  boolean available(TenantContext tenant) {
    var now = messages;
    return now != null && now.available(tenant, EMAIL);
  }

  @Override
  public void sendVerification(
      TenantContext tenant, User user, List<Locale> locales, Initiator by) {
    var all = present();
    var link = Links.withToken(tenant, Links.VERIFY, tokens.forVerification(tenant, user));
    all.send(tenant, EMAIL, user.email(), MailTemplates.VERIFY, locales, Map.of("link", link));
    record(tenant, "user.verification_sent", user, by);
  }

  @Override
  public void sendPasswordReset(
      TenantContext tenant, User user, List<Locale> locales, Initiator by) {
    var all = present();
    var link = Links.withToken(tenant, Links.RESET, tokens.forReset(tenant, user));
    all.send(tenant, EMAIL, user.email(), MailTemplates.RESET, locales, Map.of("link", link));
    record(tenant, "user.password_reset_sent", user, by);
  }

  /** Sends the link that finishes a registration. */
  void sendRegistration(
      TenantContext tenant, MailTokens.Applicant applicant, List<Locale> locales) {
    var all = present();
    var link = Links.withToken(tenant, Links.CONFIRM, tokens.forRegistration(tenant, applicant));
    all.send(
        tenant, EMAIL, applicant.email(), MailTemplates.REGISTER, locales, Map.of("link", link));
  }

  /** Tells somebody who has an account that it was tried to register with their address. */
  void sendAccountExists(TenantContext tenant, User user, List<Locale> locales) {
    var link = Links.address(tenant, Links.LOGIN);
    present()
        .send(tenant, EMAIL, user.email(), MailTemplates.EXISTS, locales, Map.of("link", link));
  }

  /** Tells the owner of an address that the password of their account is another one now. */
  void sendPasswordChanged(TenantContext tenant, String email, List<Locale> locales) {
    var link = Links.address(tenant, Links.FORGOT);
    present().send(tenant, EMAIL, email, MailTemplates.CHANGED, locales, Map.of("link", link));
  }

  private Messages present() {
    var now = messages;
    if (now == null) {
      throw Problem.moduleUnavailable("platform-messaging");
    }
    return now;
  }

  private void record(TenantContext tenant, String action, User user, Initiator by) {
    audit.record(
        tenant.id(),
        by.did(
            action,
            new AuditEvent.Target("user", user.id(), user.name()),
            "A message with a link was sent to a user.",
            Map.of()));
  }
}
