/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.notify;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.message.BundledMessageTemplateProvider;
import org.lumoauth.api.message.MessageTemplateProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The email template, from {@code mail/LANGUAGE.properties} of this bundle. */
@Component(
    service = MessageTemplateProvider.class,
    property = {"lumoauth.kind=message-templates", "lumoauth.name=oauth-ciba"})
public final class BackchannelMailTemplates extends BundledMessageTemplateProvider {

  static final String ASK = "ciba-request";

  @Activate
  public BackchannelMailTemplates() throws IOException {
    super(Map.of(ASK, Set.of("client", "link")));
  }
}
