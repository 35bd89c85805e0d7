/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.relay;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.message.BundledMessageTemplateProvider;
import org.lumoauth.api.message.MessageTemplateProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Provides the text of the mail from {@code mail/LANGUAGE.properties} of this bundle. */
@Component(
    service = MessageTemplateProvider.class,
    property = {"lumoauth.kind=message-templates", "lumoauth.name=agents-aauth-person"})
public final class InteractionMailTemplates extends BundledMessageTemplateProvider {

  static final String WAITS = "aauth-agent-waits";

  @Activate
  public InteractionMailTemplates() throws IOException {
    super(Map.of(WAITS, Set.of("agent", "link")));
  }
}
