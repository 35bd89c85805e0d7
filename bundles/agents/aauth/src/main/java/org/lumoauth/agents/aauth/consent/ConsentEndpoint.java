package org.lumoauth.agents.aauth.consent;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.grant.PendingRequests;
import org.lumoauth.agents.aauth.party.Party;
import org.lumoauth.agents.aauth.party.PartyMemory;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.signature.Signers;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where a person says whether an agent may use a resource for them. Nothing is decided but by a
 * form of this page, in the session that it was made for.
 */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-consent",
      "lumoauth.web.routes=GET ^/portal/aauth/authorize",
      "lumoauth.web.routes=POST ^/portal/aauth/authorize",
      "lumoauth.web.guard=open"
    })
public final class ConsentEndpoint implements HotEndpoint {

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int MAX_TOKEN = 200;
  private static final String OVER = "session_expired";

  private final PendingRequests pending;
  private final PartyMemory parties;
  private final Signers signers;
  private final PageReaders readers;
  private final ConsentPages pages;
  private final Consenting consenting;

  @Activate
  public ConsentEndpoint(
      @Reference PendingRequests pending,
      @Reference PartyMemory parties,
      @Reference Signers signers,
      @Reference PageReaders readers,
      @Reference ConsentPages pages,
      @Reference Consenting consenting) {
    this.pending = pending;
    this.parties = parties;
    this.signers = signers;
    this.readers = readers;
    this.pages = pages;
    this.consenting = consenting;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    if (exchange.request().getMethod().equals("POST")) {
      post(exchange, exchange.readForm());
    } else {
      get(exchange);
    }
  }

  private void get(Exchange exchange) throws IOException {
    Optional<Shown> shown =
        shown(exchange.tenant(), exchange.request().getParameter(ConsentPages.REQUEST_TOKEN));
    if (shown.isEmpty()) {
      pages.over(exchange, BAD_REQUEST, OVER);
      return;
    }
    boolean another = "1".equals(exchange.request().getParameter("switch"));
    Optional<Session> session = session(exchange, shown.get());
    if (another || session.isEmpty()) {
      toSignIn(exchange, shown.get(), another);
    } else {
      pages.ask(exchange, session.get(), shown.get());
    }
  }

  private void post(Exchange exchange, Map<String, List<String>> form) throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<Shown> shown = shown(tenant, FormField.sole(form, ConsentPages.REQUEST_TOKEN));
    if (shown.isEmpty()) {
      pages.over(exchange, BAD_REQUEST, OVER);
      return;
    }
    Optional<Session> session = session(exchange, shown.get());
    boolean holds =
        session.isPresent()
            && readers.holds(
                exchange, session.get(), ConsentPages.answering(shown.get().token()), form);
    if (!holds) {
      pages.over(exchange, FORBIDDEN, "form_refused");
      return;
    }
    boolean allowed =
        FormField.sole(form, "decision").equals("allow"); // whatever else was sent is no yes
    Optional<String> back =
        consenting.answer(tenant, session.get(), shown.get(), allowed, exchange.requestInfo());
    if (back.isPresent()) {
      exchange.redirect(back.get());
    } else {
      pages.over(exchange, BAD_REQUEST, OVER);
    }
  }

  /** A request that is open, of an agent and for a resource that may act as they are now. */
  private Optional<Shown> shown(TenantContext tenant, String token) {
    if (token == null || token.isEmpty() || token.length() > MAX_TOKEN) {
      return Optional.empty();
    }
    return pending
        .find(tenant, token)
        .flatMap(
            request -> {
              Optional<Party> agent =
                  parties
                      .enabled(tenant.id(), PartySettings.AGENT, request.agentId())
                      .filter(party -> signers.enabled(tenant, party));
              return agent.flatMap(
                  by ->
                      parties
                          .enabled(tenant.id(), PartySettings.RESOURCE, request.resourceId())
                          .filter(resource -> request.between(by, resource))
                          .map(resource -> new Shown(token, request, by, resource)));
            });
  }

  private Optional<Session> session(Exchange exchange, Shown shown) {
    return readers.current(exchange, requirement(shown));
  }

  private void toSignIn(Exchange exchange, Shown shown, boolean asSomebodyElse) {
    String back = PageAddress.with(exchange.tenant(), shown.token());
    exchange.redirect(readers.signIn(exchange, requirement(shown).choosing(asSomebodyElse), back));
  }

  /** Where the person has to be there, a session from before it was asked will not do. */
  private static SignInRequirement requirement(Shown shown) {
    var any = SignInRequirement.any();
    return shown.request().presence() ? any.since(shown.request().askedAt()) : any;
  }
}
