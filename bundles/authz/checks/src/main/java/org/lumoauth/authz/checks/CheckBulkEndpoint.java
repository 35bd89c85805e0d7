package org.lumoauth.authz.checks;

import java.io.IOException;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which of up to 100 permissions a subject has. */
@Takes(
    value = CheckBody.class,
    members = {@Member(value = "permissions", needed = true, type = String[].class)})
@AnswersWith(Answers.Each.class)
@Refuses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-check-bulk",
      HotEndpoint.SUMMARY + "=Ask which of several permissions a subject has",
      "lumoauth.web.routes=POST ~/authz/check-bulk",
      "lumoauth.web.routes=POST /api/v1/authz/check-bulk",
      WebProperties.LARGE_BODY + ":Boolean=true"
    })
public final class CheckBulkEndpoint implements HotEndpoint {

  private final Decisions decisions;

  @Activate
  public CheckBulkEndpoint(@Reference Decisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var body = Bodies.read(exchange);
    var permissions = Permissions.several(body);
    var asked = WhoIsAsked.in(body, exchange);
    var about = body.about();
    var several = decisions.several(exchange.tenant(), asked, permissions, about);
    exchange.writeJson(
        200,
        new Answers.Each(
            several.each(),
            several.undecided(),
            asked.subject().type(),
            asked.subject().id(),
            asked.userId(),
            about.context()));
  }
}
