/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.message.BundledMessageTemplateProvider;
import org.lumoauth.api.message.MessageTemplateProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The text of the message, from {@code mail/LANGUAGE.properties} of this bundle. */
@Component(
    service = MessageTemplateProvider.class,
    property = {"lumoauth.kind=message-templates", "lumoauth.name=authn-magic-link"})
public final class MagicLinkMailTemplates extends BundledMessageTemplateProvider {

  static final String NAME = "magic-link";
  static final String LINK = "link";

  /** The lifetime of the link in minutes. */
  static final String EXPIRES_IN = "expires_in";

  /** The address from which the link was requested. */
  static final String IP_ADDRESS = "ip_address";

  @Activate
  public MagicLinkMailTemplates() throws IOException {
    super(Map.of(NAME, Set.of(LINK, EXPIRES_IN, IP_ADDRESS)));
  }
}
