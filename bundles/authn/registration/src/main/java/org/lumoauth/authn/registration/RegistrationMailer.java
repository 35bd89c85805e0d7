/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.util.List;
import java.util.Locale;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.registration.MailTokenStore.RegistrationApplicant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sends the link that completes a registration, or notifies the owner of an existing account about
 * the attempt. Both happen after the response, which is the same in both cases.
 */
@Component(service = RegistrationMailer.class)
public final class RegistrationMailer {
  private final RegistrationPageSupport forms;
  private final AccountLinkMailSender post;
  private final UserDirectory users;
  private final AfterResponseExecutor background;

  @Activate
  public RegistrationMailer(
      @Reference RegistrationPageSupport forms,
      @Reference AccountLinkMailSender post,
      @Reference UserDirectory users,
      @Reference AfterResponseExecutor background) {
    this.forms = forms;
    this.post = post;
    this.users = users;
    this.background = background;
  }

  /** Sends the message asynchronously, unless the limit for the address is reached. */
  void send(TenantContext tenant, RegistrationApplicant applicant, List<Locale> locales) {
    background.run("registration", () -> deliver(tenant, applicant, locales));
  }

  private void deliver(
      TenantContext tenant, RegistrationApplicant applicant, List<Locale> locales) {
    if (!forms.mayReach(tenant, applicant.email())) {
      return;
    }
    var owner = users.findByUserInput(tenant, applicant.email());
    if (owner.isPresent()) {
      post.sendAccountExists(tenant, owner.get(), locales);
    } else {
      post.sendRegistration(tenant, applicant, locales);
    }
  }
}
