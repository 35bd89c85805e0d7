/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.message.BundledMessageTemplateProvider;
import org.lumoauth.api.message.MessageTemplateProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The texts of the messages, from {@code mail/LANGUAGE.properties} of this bundle. */
@Component(
    service = MessageTemplateProvider.class,
    property = {"lumoauth.kind=message-templates", "lumoauth.name=authn-registration"})
public final class RegistrationMailTemplates extends BundledMessageTemplateProvider {

  static final String VERIFY = "verify-email";
  static final String RESET = "password-reset";
  static final String REGISTER = "registration";
  static final String EXISTS = "account-exists";
  static final String CHANGED = "password-changed";

  private static final Set<String> LINK = Set.of("link");

  @Activate
  public RegistrationMailTemplates() throws IOException {
    super(Map.of(VERIFY, LINK, RESET, LINK, REGISTER, LINK, EXISTS, LINK, CHANGED, LINK));
  }
}
