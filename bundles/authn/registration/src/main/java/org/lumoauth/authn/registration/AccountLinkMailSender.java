/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.AccountMailSender;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.message.MessageSender;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Sends messages with links. */
@Component(service = {AccountMailSender.class, AccountLinkMailSender.class})
public class AccountLinkMailSender implements AccountMailSender {
  static final String EMAIL = "email";

  private final MailTokenStore tokens;
  private final AuditLog audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MessageSender messages;

  @Activate
  public AccountLinkMailSender(@Reference MailTokenStore tokens, @Reference AuditLog audit) {
    this.tokens = tokens;
    this.audit = audit;
  }

  /** Returns whether messages can be sent. */
  boolean isAvailable(TenantContext tenant) {
    var now = messages;
    return now != null && now.isAvailable(tenant, EMAIL);
  }

  @Override
  public void sendVerification(
      TenantContext tenant, User user, List<Locale> locales, AuditInitiator by) {
    var all = present();
    var link =
        RegistrationUrls.withToken(
            tenant, RegistrationUrls.VERIFY, tokens.issueVerification(tenant, user));
    all.send(
        tenant,
        EMAIL,
        user.email(),
        RegistrationMailTemplates.VERIFY,
        locales,
        Map.of("link", link));
    record(tenant, "user.verification_sent", user, by);
  }

  @Override
  public void sendPasswordReset(
      TenantContext tenant, User user, List<Locale> locales, AuditInitiator by) {
    var all = present();
    var link =
        RegistrationUrls.withToken(tenant, RegistrationUrls.RESET, tokens.issueReset(tenant, user));
    all.send(
        tenant,
        EMAIL,
        user.email(),
        RegistrationMailTemplates.RESET,
        locales,
        Map.of("link", link));
    record(tenant, "user.password_reset_sent", user, by);
  }

  /** Sends the link that completes a registration. */
  void sendRegistration(
      TenantContext tenant, MailTokenStore.RegistrationApplicant applicant, List<Locale> locales) {
    var all = present();
    var link =
        RegistrationUrls.withToken(
            tenant, RegistrationUrls.CONFIRM, tokens.issueRegistration(tenant, applicant));
    all.send(
        tenant,
        EMAIL,
        applicant.email(),
        RegistrationMailTemplates.REGISTER,
        locales,
        Map.of("link", link));
  }

  /** Notifies a user with an account about an attempt to register with the same address. */
  void sendAccountExists(TenantContext tenant, User user, List<Locale> locales) {
    var link = RegistrationUrls.address(tenant, RegistrationUrls.LOGIN);
    present()
        .send(
            tenant,
            EMAIL,
            user.email(),
            RegistrationMailTemplates.EXISTS,
            locales,
            Map.of("link", link));
  }

  /** Notifies the owner of an address that the account's password was changed. */
  void sendPasswordChanged(TenantContext tenant, String email, List<Locale> locales) {
    var link = RegistrationUrls.address(tenant, RegistrationUrls.FORGOT);
    present()
        .send(
            tenant, EMAIL, email, RegistrationMailTemplates.CHANGED, locales, Map.of("link", link));
  }

  private MessageSender present() {
    var now = messages;
    if (now == null) {
      throw ApiException.moduleUnavailable("platform-messaging");
    }
    return now;
  }

  private void record(TenantContext tenant, String action, User user, AuditInitiator by) {
    audit.record(
        tenant.id(),
        by.auditEvent(action, "A message with a link was sent to a user.")
            .withTarget(new AuditTarget("user", user.id(), user.name())));
  }
}
