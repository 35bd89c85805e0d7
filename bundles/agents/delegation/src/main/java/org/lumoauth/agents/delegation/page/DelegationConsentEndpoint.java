/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.page;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.delegation.DelegationAgentLookup;
import org.lumoauth.agents.delegation.consent.DelegationConsentService;
import org.lumoauth.agents.delegation.consent.StoredDelegation;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves {@code /t/{slug}/delegation/authorize?agent=…&scope=…}: the page on which a user decides
 * whether an agent may act for them. The form is valid only for the displayed agent and scopes.
 */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-delegation-consent",
      "lumoauth.web.routes=GET ^/delegation/authorize",
      "lumoauth.web.routes=POST ^/delegation/authorize",
      HttpHandler.SUMMARY + "=GET: Show the consent page of a delegation",
      HttpHandler.SUMMARY + "=POST: Allow or deny an agent to act for the user",
      "lumoauth.web.guard=open"
    })
public final class DelegationConsentEndpoint implements HttpHandler {

  private final PageSessionGuard readers;
  private final DelegationAgentLookup agents;
  private final DelegationConsentService book;
  private final DelegationPageRenderer pages;

  @Activate
  public DelegationConsentEndpoint(
      @Reference PageSessionGuard readers,
      @Reference DelegationAgentLookup agents,
      @Reference DelegationConsentService book,
      @Reference DelegationPageRenderer pages) {
    this.readers = readers;
    this.agents = agents;
    this.book = book;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    Optional<DelegationConsentRequest> asked =
        post
            ? asked(
                exchange,
                FormFieldReader.readSingle(form, "agent"),
                FormFieldReader.readSingle(form, "scope"))
            : asked(
                exchange,
                FormFieldReader.readSingleQueryParameter(exchange, "agent"),
                FormFieldReader.readSingleQueryParameter(exchange, "scope"));
    if (asked.isEmpty()) {
      pages.renderExpired(exchange, 404);
      return;
    }
    String address =
        DelegationPageUrls.of(exchange.tenant(), asked.get().agent().id(), asked.get().scope())
            .toString();
    Optional<Session> session = readers.requireSession(exchange, address);
    if (session.isEmpty()) {
      return;
    }
    if (!post) {
      show(exchange, session.get(), asked.get());
    } else if (readers.isFormTokenValid(exchange, session.get(), asked.get().purpose(), form)) {
      decide(exchange, session.get(), asked.get(), form);
    } else {
      pages.renderRefused(exchange, PageSessionGuard.pathAndQuery(address));
    }
  }

  /**
   * Shows all scopes that the agent will then have, because the selected expiry applies to all of
   * them.
   */
  private void show(HttpExchange exchange, Session session, DelegationConsentRequest asked)
      throws IOException {
    Optional<StoredDelegation> before =
        book.ofUser(exchange.tenant(), session.subject().id()).stream()
            .filter(each -> each.agentId().equals(asked.agent().id()))
            .findFirst();
    DelegationConsentRequest all = before.map(each -> asked.with(each.scope())).orElse(asked);
    pages.renderConsent(
        exchange,
        session,
        all,
        DelegationLifetimeOptions.upTo(book.maxDuration(exchange.tenant())),
        readers.createFormToken(exchange, session, all.purpose()),
        before);
  }

  private void decide(
      HttpExchange exchange,
      Session session,
      DelegationConsentRequest asked,
      Map<String, List<String>> form)
      throws IOException {
    Optional<Duration> lifetime =
        DelegationLifetimeOptions.parseChosen(
            FormFieldReader.readSingle(form, "lifetime"), book.maxDuration(exchange.tenant()));
    boolean allowed =
        FormFieldReader.readSingle(form, "decision").equals("allow"); // any other value is a denial
    if (allowed && lifetime.isEmpty()) {
      show(exchange, session, asked);
      return;
    }
    if (allowed) {
      book.grant(
          exchange.tenant(),
          session.subject().id(),
          asked.agent().id(),
          asked.scope(),
          lifetime.get(),
          AuditInitiator.of(session.subject(), exchange.requestInfo()));
    }
    pages.renderDone(exchange, asked.agent(), allowed);
  }

  private Optional<DelegationConsentRequest> asked(
      HttpExchange exchange, String agentId, String scope) {
    return DelegationConsentRequest.of(exchange.tenant(), agents, agentId, scope);
  }
}
