package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.oauth.grant.authorizationcode.interaction.Pending;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingRequests;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Goes on with a request after a sign-in, in the browser that it was begun in. */
@Takes(
    as = Takes.As.QUERY,
    members = {
      @Member(value = ConsentPage.TICKET, needed = true),
      @Member(SignIn.OUTCOME),
      @Member("switch")
    })
@AnswersWith(status = 200)
@AnswersWith(status = 303)
@Refuses(400)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-authorize-resume",
      "lumoauth.web.routes=GET ~/oauth/authorize/resume",
      "lumoauth.web.guard=open"
    })
public final class ResumeEndpoint implements HotEndpoint {

  private final Kept kept;
  private final Endings endings;
  private final PendingRequests pendings;
  private final BrowserMark marks;
  private final Conversation conversation;
  private final Answers answers;

  @Activate
  public ResumeEndpoint(
      @Reference Kept kept,
      @Reference Endings endings,
      @Reference PendingRequests pendings,
      @Reference BrowserMark marks,
      @Reference Conversation conversation,
      @Reference Answers answers) {
    this.kept = kept;
    this.endings = endings;
    this.pendings = pendings;
    this.marks = marks;
    this.conversation = conversation;
    this.answers = answers;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    Map<String, List<String>> query;
    try {
      query = QueryText.parse(exchange.request().getQueryString());
    } catch (OAuthError refusal) {
      answers.show(exchange, 400, "invalid_request", Optional.empty());
      return;
    }
    String ticket = first(query, ConsentPage.TICKET);
    Optional<Kept.Found> found =
        endings.orTold(
            exchange,
            kept.find(exchange.tenant(), ticket).flatMap(of -> taken(exchange, of, ticket)),
            ticket);
    if (found.isEmpty()) {
      return;
    }
    var client = found.get().client();
    Pending pending = found.get().pending();
    if (first(query, SignIn.OUTCOME).equals("cancelled") && pending.signIns() > 0) {
      conversation.refuse(
          exchange,
          client,
          pending,
          Optional.of(ticket),
          "access_denied",
          "The person did not sign in.");
    } else if (first(query, "switch").equals("1")) {
      conversation.switchAccount(exchange, client, pending, ticket);
    } else {
      conversation.next(exchange, client, pending, Optional.of(ticket));
    }
  }

  /** A request that came by a form belongs to the first browser that takes it up. */
  private Optional<Pending> taken(Exchange exchange, Pending pending, String ticket) {
    if (pending.browser().isPresent()) {
      return Optional.of(pending).filter(of -> marks.same(exchange, of));
    }
    Pending mine = pending.in(marks.of(exchange));
    return pendings.change(exchange.tenant(), ticket, now -> now.browser().isEmpty(), mine)
        ? Optional.of(mine)
        : Optional.empty();
  }

  private static String first(Map<String, List<String>> query, String name) {
    return query.getOrDefault(name, List.of("")).get(0);
  }
}
