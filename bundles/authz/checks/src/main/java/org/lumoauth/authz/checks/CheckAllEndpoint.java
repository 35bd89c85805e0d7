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

/** Whether a subject has every one of several permissions. */
@Takes(
    value = CheckBody.class,
    members = {@Member(value = "permissions", needed = true, type = String[].class)})
@AnswersWith(Answers.Together.class)
@Refuses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-check-all",
      HotEndpoint.SUMMARY + "=Ask whether a subject has all of several permissions",
      "lumoauth.web.routes=POST ~/authz/check-all",
      "lumoauth.web.routes=POST /api/v1/authz/check-all",
      WebProperties.LARGE_BODY + ":Boolean=true"
    })
public final class CheckAllEndpoint implements HotEndpoint {

  private final Decisions decisions;

  @Activate
  public CheckAllEndpoint(@Reference Decisions decisions) {
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
        new Answers.Together(
            several.all(),
            permissions,
            several.undecided(),
            asked.subject().type(),
            asked.subject().id(),
            asked.userId(),
            about.context()));
  }
}
