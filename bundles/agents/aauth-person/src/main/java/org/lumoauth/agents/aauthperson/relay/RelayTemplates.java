package org.lumoauth.agents.aauthperson.relay;

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
    property = {"lumoauth.kind=message-templates", "lumoauth.name=agents-aauth-person"})
public final class RelayTemplates extends BundledTemplates {

  static final String WAITS = "aauth-agent-waits";

  @Activate
  public RelayTemplates() throws IOException {
    super(Map.of(WAITS, Set.of("agent", "link")));
  }
}
