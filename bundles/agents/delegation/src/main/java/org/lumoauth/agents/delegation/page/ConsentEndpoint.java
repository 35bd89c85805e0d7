package org.lumoauth.agents.delegation.page;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.delegation.CurrentAgents;
import org.lumoauth.agents.delegation.consent.DelegationBook;
import org.lumoauth.agents.delegation.consent.StoredDelegation;
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
 * {@code /t/{slug}/delegation/authorize?agent=…&scope=…}: where a person says whether an agent may
 * act for them. The form is good for the agent and the scopes that the page showed, and for nothing
 * else.
 */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-delegation-consent",
      "lumoauth.web.routes=GET ^/delegation/authorize",
      "lumoauth.web.routes=POST ^/delegation/authorize",
      "lumoauth.web.guard=open"
    })
public final class ConsentEndpoint implements HotEndpoint {

  private final PageReaders readers;
  private final CurrentAgents agents;
  private final DelegationBook book;
  private final DelegationPages pages;

  @Activate
  public ConsentEndpoint(
      @Reference PageReaders readers,
      @Reference CurrentAgents agents,
      @Reference DelegationBook book,
      @Reference DelegationPages pages) {
    this.readers = readers;
    this.agents = agents;
    this.book = book;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    Optional<Asked> asked =
        post
            ? asked(exchange, FormField.sole(form, "agent"), FormField.sole(form, "scope"))
            : asked(
                exchange,
                FormField.ofQuery(exchange, "agent"),
                FormField.ofQuery(exchange, "scope"));
    if (asked.isEmpty()) {
      pages.nothing(exchange, 404);
      return;
    }
    String address =
        ConsentAddress.of(exchange.tenant(), asked.get().agent().id(), asked.get().scope())
            .toString();
    Optional<Session> session = readers.enter(exchange, address);
    if (session.isEmpty()) {
      return;
    }
    if (!post) {
      show(exchange, session.get(), asked.get());
    } else if (readers.holds(exchange, session.get(), asked.get().purpose(), form)) {
      decide(exchange, session.get(), asked.get(), form);
    } else {
      pages.refused(exchange, PageReaders.path(address));
    }
  }

  /**
   * The page is about all that the agent may then do, for all of it gets the end that is chosen.
   */
  private void show(Exchange exchange, Session session, Asked asked) throws IOException {
    Optional<StoredDelegation> before =
        book.ofUser(exchange.tenant(), session.subject().id()).stream()
            .filter(each -> each.agentId().equals(asked.agent().id()))
            .findFirst();
    Asked all = before.map(each -> asked.with(each.scope())).orElse(asked);
    pages.ask(
        exchange,
        session,
        all,
        Lifetimes.upTo(book.longest(exchange.tenant())),
        readers.formToken(exchange, session, all.purpose()),
        before);
  }

  private void decide(
      Exchange exchange, Session session, Asked asked, Map<String, List<String>> form)
      throws IOException {
    Optional<Duration> lifetime =
        Lifetimes.chosen(FormField.sole(form, "lifetime"), book.longest(exchange.tenant()));
    boolean allowed = FormField.sole(form, "decision").equals("allow"); // nothing else is a yes
    if (allowed && lifetime.isEmpty()) {
      show(exchange, session, asked);
      return;
    }
    if (allowed) {
      book.give(
          exchange.tenant(),
          session.subject().id(),
          asked.agent().id(),
          asked.scope(),
          lifetime.get(),
          Initiator.of(session.subject(), exchange.requestInfo()));
    }
    pages.done(exchange, asked.agent(), allowed);
  }

  private Optional<Asked> asked(Exchange exchange, String agentId, String scope) {
    return Asked.of(exchange.tenant(), agents, agentId, scope);
  }
}
