package org.lumoauth.authz.authzen;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The Subject Search API (section 8.4): who may do this to the resource. */
@Takes(
    members = {
      @Member(value = "subject", needed = true, type = Entity.class),
      @Member(value = "action", needed = true, type = ActionName.class),
      @Member(value = "resource", needed = true, type = Entity.class),
      @Member(value = "context", type = Map.class),
      @Member(value = "page", type = Map.class, says = "With token and limit")
    })
@AnswersWith(status = 200)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authzen-search-subject",
      HotEndpoint.SUMMARY + "=Search for subjects who may do something to a resource (AuthZEN)",
      "lumoauth.web.routes=POST ~/access/v1/search/subject"
    })
public final class SubjectSearchEndpoint implements HotEndpoint {

  private final Desk desk;
  private final Search search;

  @Activate
  public SubjectSearchEndpoint(@Reference Desk desk, @Reference Search search) {
    this.desk = desk;
    this.search = search;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    RequestId.echo(exchange);
    desk.requireOthers(exchange);
    var request = Input.read(exchange);
    var wanted =
        new Evaluation(
            Entity.read("subject", request.object("subject")),
            ActionName.read(request.object("action")),
            Entity.read("resource", request.object("resource")).named("resource"),
            request.values("context"));
    exchange.writeJson(200, search.subjects(exchange.tenant(), wanted, PageWanted.read(request)));
  }
}
