package org.lumoauth.agents.ask;

import java.io.IOException;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Component;

/** {@code GET ~/agents/ask/tool-definition?format=}: Ask as a tool, to be given to a model. */
@Takes(
    as = Takes.As.QUERY,
    members = {@Member("format")})
@AnswersWith(status = 200)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-ask-tool-definition",
      "lumoauth.web.routes=GET ~/agents/ask/tool-definition"
    })
public final class ToolDefinitionEndpoint implements HotEndpoint {

  @Override
  public void handle(Exchange exchange) throws IOException {
    exchange.writeJson(200, ToolDefinition.in(exchange.request().getParameter("format")));
  }
}
