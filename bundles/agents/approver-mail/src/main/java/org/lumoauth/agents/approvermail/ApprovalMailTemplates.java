/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvermail;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.message.BundledMessageTemplateProvider;
import org.lumoauth.api.message.MessageTemplateProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Provides the mail texts from {@code mail/LANGUAGE.properties} of this bundle. */
@Component(
    service = MessageTemplateProvider.class,
    property = {"lumoauth.kind=message-templates", "lumoauth.name=agents-approver-mail"})
public final class ApprovalMailTemplates extends BundledMessageTemplateProvider {

  static final String ASK = "approval-request";

  @Activate
  public ApprovalMailTemplates() throws IOException {
    super(Map.of(ASK, Set.of("requester", "action", "link")));
  }
}
