package org.lumoauth.agents.ask;

import java.io.IOException;
import java.util.Set;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.KnownQuery;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Component;

/** {@code GET ~/agents/ask/tool-definition?format=}: Ask as a tool, to be given to a model. */
@Takes(
    as = Takes.As.QUERY,
    members = {@Member(ToolDefinitionEndpoint.FORMAT)})
@AnswersWith(status = 200)
@Refuses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-ask-tool-definition",
      "lumoauth.web.routes=GET ~/agents/ask/tool-definition"
    })
public final class ToolDefinitionEndpoint implements HotEndpoint {

  static final String FORMAT = "format";

  @Override
  public void handle(Exchange exchange) throws IOException {
    KnownQuery.require(exchange, Set.of(FORMAT));
    exchange.writeJson(200, ToolDefinition.in(exchange.request().getParameter(FORMAT)));
  }
}
