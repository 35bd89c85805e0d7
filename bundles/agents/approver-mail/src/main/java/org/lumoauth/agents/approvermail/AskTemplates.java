package org.lumoauth.agents.approvermail;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.message.BundledTemplates;
import org.lumoauth.api.message.MessageTemplates;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The text of the message, from {@code mail/LANGUAGE.properties} of this bundle. */
@Component(
    service = MessageTemplates.class,
    property = {"lumoauth.kind=message-templates", "lumoauth.name=agents-approver-mail"})
public final class AskTemplates extends BundledTemplates {

  static final String ASK = "approval-request";

  @Activate
  public AskTemplates() throws IOException {
    super(Map.of(ASK, Set.of("requester", "action", "link")));
  }
}
