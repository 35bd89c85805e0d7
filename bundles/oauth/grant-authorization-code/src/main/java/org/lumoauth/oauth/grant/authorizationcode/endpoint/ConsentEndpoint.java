package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Consents;
import org.lumoauth.oauth.grant.authorizationcode.code.CodeAudit;
import org.lumoauth.oauth.grant.authorizationcode.interaction.Step;
import org.lumoauth.oauth.grant.authorizationcode.interaction.Steps;
import org.lumoauth.oauth.grant.authorizationcode.request.ClaimScopes;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes what somebody said on the consent page. It has to come from that page, in that browser and
 * session (RFC 6749 section 10.12).
 */
@Takes(
    as = Takes.As.FORM,
    members = {
      @Member(value = ConsentPage.TICKET, needed = true),
      @Member(value = ConsentPage.FORM_TOKEN, needed = true),
      @Member(value = "decision", needed = true, says = "allow; all else is no")
    })
@AnswersWith(status = 200)
@AnswersWith(status = 303)
@Refuses({400, 403})
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-authorize-consent",
      "lumoauth.web.routes=POST ~/oauth/authorize/consent",
      "lumoauth.web.guard=open"
    })
public final class ConsentEndpoint implements HotEndpoint {

  private final Kept kept;
  private final Endings endings;
  private final BrowserMark marks;
  private final Sessions sessions;
  private final Steps steps;
  private final Consents consents;
  private final Conversation conversation;
  private final CodeAudit audit;
  private final Answers answers;
  private final ClaimScopes claimScopes;

  @Activate
  public ConsentEndpoint(
      @Reference Kept kept,
      @Reference Endings endings,
      @Reference BrowserMark marks,
      @Reference Sessions sessions,
      @Reference Steps steps,
      @Reference Consents consents,
      @Reference Conversation conversation,
      @Reference CodeAudit audit,
      @Reference Answers answers,
      @Reference ClaimScopes claimScopes) {
    this.kept = kept;
    this.endings = endings;
    this.marks = marks;
    this.sessions = sessions;
    this.steps = steps;
    this.consents = consents;
    this.conversation = conversation;
    this.audit = audit;
    this.answers = answers;
    this.claimScopes = claimScopes;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    Map<String, List<String>> form = exchange.readForm();
    String ticket = FormField.sole(form, ConsentPage.TICKET);
    Optional<Kept.Found> found =
        endings.orTold(
            exchange,
            kept.find(exchange.tenant(), ticket).filter(of -> marks.same(exchange, of)),
            ticket);
    if (found.isEmpty()) {
      return;
    }
    Optional<Session> session =
        sessions
            .current(exchange.tenant(), exchange.view())
            .filter(of -> holds(exchange, of, ticket, form));
    if (session.isEmpty()) {
      answers.formRefused(exchange, found.get().client(), Resume.path(exchange.tenant(), ticket));
      return;
    }
    decide(exchange, found.get(), ticket, session.get(), FormField.sole(form, "decision"));
  }

  private boolean holds(
      Exchange exchange, Session session, String ticket, Map<String, List<String>> form) {
    return sessions.formTokenHolds(
        exchange.tenant(),
        session,
        ConsentPage.purpose(ticket),
        FormField.sole(form, ConsentPage.FORM_TOKEN));
  }

  private void decide(
      Exchange exchange, Kept.Found found, String ticket, Session session, String decision)
      throws IOException {
    var tenant = exchange.tenant();
    AuthorizationRequest request = found.pending().request();
    Step step = steps.next(tenant, found.client(), found.pending(), Optional.of(session));
    if (!(step instanceof Step.AskFirst)) { // the sign-in does not do, or nothing is asked
      conversation.next(exchange, found.client(), found.pending(), Optional.of(ticket));
    } else if (decision.equals("allow")) {
      consents.give(
          tenant,
          session.subject(),
          request.clientId(),
          claimScopes.asked(request),
          request.resources(),
          request.authorizationDetails());
      conversation.grant(exchange, found.client(), found.pending(), Optional.of(ticket), session);
    } else { // whatever else was sent is no yes
      audit.denied(tenant, session.subject(), request, exchange.requestInfo());
      conversation.refuse(
          exchange,
          found.client(),
          found.pending(),
          Optional.of(ticket),
          "access_denied",
          "The person said no.");
    }
  }
}
