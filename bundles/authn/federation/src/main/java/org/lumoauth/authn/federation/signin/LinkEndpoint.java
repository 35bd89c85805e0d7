package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/account/identities/link}: where somebody who left for a provider from their
 * account sees as whom they came back, and says whether that is to be linked. All of it in the
 * session in which they left: an identity that somebody else was sent back with goes nowhere, and
 * one that a browser happened to be signed in as at the provider is asked about first.
 */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-federation-link",
      "lumoauth.web.routes=GET ^/account/identities/link",
      "lumoauth.web.routes=POST ^/account/identities/link",
      "lumoauth.web.guard=open"
    })
public final class LinkEndpoint implements HotEndpoint {

  private static final String PURPOSE = "account/identities/link";
  private static final String ANSWER = "answer";
  private static final String PENDING = "pending";

  private final PageReaders readers;
  private final Journeys journeys;
  private final Additions additions;
  private final AccountPages pages;

  @Activate
  public LinkEndpoint(
      @Reference PageReaders readers,
      @Reference Journeys journeys,
      @Reference Additions additions,
      @Reference AccountPages pages) {
    this.readers = readers;
    this.journeys = journeys;
    this.additions = additions;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    var session = readers.current(exchange);
    if (session.isEmpty()) {
      pages.error(exchange, 403, "other_browser");
    } else if (post) {
      decided(exchange, session.get(), form);
    } else if (exchange.request().getParameter(ANSWER) != null) {
      arrived(exchange, session.get(), exchange.request().getParameter(ANSWER));
    } else {
      ask(exchange, session.get());
    }
  }

  private void arrived(Exchange exchange, Session session, String key) throws IOException {
    var tenant = exchange.tenant();
    var brought = journeys.takeBrought(tenant, key);
    if (brought.isEmpty()) {
      pages.error(exchange, 400, "session_expired");
    } else if (!brought.get().owner().is(session)) {
      pages.error(exchange, 403, "other_browser");
    } else {
      var state = additions.proven(tenant, brought.get(), by(exchange, session));
      exchange.redirect(
          state instanceof Additions.State.Proven proven
              ? SocialAddress.link(tenant, PENDING, journeys.pend(tenant, proven.addition()))
              : over(exchange, ((Additions.State.Over) state).done()));
    }
  }

  private void ask(Exchange exchange, Session session) throws IOException {
    var key = Optional.ofNullable(exchange.request().getParameter(PENDING)).orElse("");
    var addition = journeys.pending(exchange.tenant(), key);
    if (addition.isEmpty()) {
      pages.error(exchange, 400, "session_expired");
    } else if (!addition.get().owner().is(session)) {
      pages.error(exchange, 403, "other_browser");
    } else {
      var token = readers.formToken(exchange, session, PURPOSE);
      pages.confirm(
          exchange, session, addition.get(), Map.of(PENDING, key, PageReaders.FORM_TOKEN, token));
    }
  }

  private void decided(Exchange exchange, Session session, Map<String, List<String>> form)
      throws IOException {
    if (!readers.holds(exchange, session, PURPOSE, form)) {
      pages.error(exchange, 403, "form_refused");
      return;
    }
    var tenant = exchange.tenant();
    var key = FormField.sole(form, PENDING);
    var mine = journeys.pending(tenant, key).filter(each -> each.owner().is(session));
    var addition = mine.flatMap(each -> journeys.takePending(tenant, key));
    if (addition.isEmpty()) {
      pages.error(exchange, 400, "session_expired");
    } else {
      var done = additions.link(tenant, addition.get(), by(exchange, session));
      exchange.redirect(over(exchange, done));
    }
  }

  private static String over(Exchange exchange, String done) {
    return SocialAddress.account(exchange.tenant()) + "?done=" + done;
  }

  private static Initiator by(Exchange exchange, Session session) {
    return Initiator.of(session.subject(), exchange.requestInfo());
  }
}
