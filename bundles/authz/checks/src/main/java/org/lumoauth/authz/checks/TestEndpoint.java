package org.lumoauth.authz.checks;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tries a question: who, what, on what, in what context. Answers with the decision and the whole
 * explanation, for those who may ask about others and see policies.
 */
@Takes(TestBody.class)
@AnswersWith(status = 200)
@Refuses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-test",
      HotEndpoint.SUMMARY + "=Decide a question and explain how every model voted",
      "lumoauth.web.routes=POST ~/admin/authz/test"
    })
public final class TestEndpoint implements HotEndpoint {

  private static final int MAX_SCOPE = 100;

  private final Decisions decisions;

  @Activate
  public TestEndpoint(@Reference Decisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    exchange.require(SystemPermissions.AUTHZ_CHECK);
    exchange.require(SystemPermissions.POLICIES_VIEW);
    var body = exchange.readJson(TestBody.class);
    if (body == null || body.subject() == null) {
      throw Refusals.missingFields("Name the subject by its type and id.");
    }
    var asked =
        new Asked(
            WhoIsAsked.subject(body.subject().type(), body.subject().id()),
            WhoIsAsked.actors(body.actors()),
            scope(body.scope()),
            true);
    var action = Permissions.one(body.action() == null ? body.permission() : body.action());
    var about = About.of(body.resource(), body.context());
    var decision = decisions.decide(exchange.tenant(), asked, action, about);
    exchange.writeJson(200, DataBody.of(Explained.of(asked, action, about, decision)));
  }

  private static Optional<Set<String>> scope(List<String> listed) {
    if (listed == null) {
      return Optional.empty();
    }
    if (listed.size() > MAX_SCOPE || listed.stream().anyMatch(Objects::isNull)) {
      throw Refusals.invalidPermissions("scope lists at most " + MAX_SCOPE + " texts.");
    }
    return Optional.of(Set.copyOf(listed));
  }
}
