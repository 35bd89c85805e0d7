package org.lumoauth.agents.workload.rest;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Response;
import org.lumoauth.agents.workload.rule.RuleBook;
import org.lumoauth.agents.workload.rule.TrustRule;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authz.SubjectGrants;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.WholeList;

/** What the admin API does with the rules of agents and of blueprints alike. */
final class Rules {

  private final RuleBook book;
  private final RuleBody bodies;
  private final Holder.Source holders;
  private final CredentialChangeGuard guard;

  Rules(RuleBook book, RuleBody bodies, Holder.Source holders, CredentialChangeGuard guard) {
    this.guard = guard;
    this.book = book;
    this.bodies = bodies;
    this.holders = holders;
  }

  ListBody<Map<String, Object>> list(HttpServletRequest request, String named, PageQuery query) {
    TenantContext tenant = Exchange.of(request).tenant();
    Holder holder = holders.require(tenant, named);
    return ListBody.of(
        WholeList.page(
            book.list(tenant, holder.id()).stream().map(RuleBody::shown).toList(),
            query.request(),
            "id",
            rule -> String.valueOf(rule.get("provider"))),
        "trust_rules");
  }

  Response create(HttpServletRequest request, String named, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    Holder holder = holders.require(exchange.tenant(), named);
    requireOver(exchange, holder);
    TrustRule rule =
        book.create(
            exchange.tenant(),
            bodies.create(exchange.tenant(), holder.id(), body),
            initiator(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(RuleBody.shown(rule), "Workloads are trusted."))
        .build();
  }

  DataBody<Map<String, Object>> get(HttpServletRequest request, String named, String id) {
    TenantContext tenant = Exchange.of(request).tenant();
    Holder holder = holders.require(tenant, named);
    return DataBody.of(RuleBody.shown(book.get(tenant, holder.id(), id)));
  }

  DataBody<Map<String, Object>> change(
      HttpServletRequest request, String named, String id, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    Holder holder = holders.require(exchange.tenant(), named);
    requireOver(exchange, holder);
    TrustRule rule =
        book.change(
            exchange.tenant(),
            holder.id(),
            id,
            before -> bodies.change(exchange.tenant(), before, body),
            initiator(exchange));
    return new DataBody<>(RuleBody.shown(rule), "Changed.");
  }

  /** Of a holder that is gone, too. */
  MessageBody delete(HttpServletRequest request, String named, String id) {
    var exchange = Exchange.of(request);
    TenantContext tenant = exchange.tenant();
    book.delete(tenant, holders.id(tenant, named), id, initiator(exchange));
    return new MessageBody("Removed; the tokens that came of it are no longer valid.");
  }

  /** A workload that a rule trusts acts as the agent, or as an instance of the blueprint. */
  private void requireOver(Exchange exchange, Holder holder) {
    guard.requireGrants(exchange, SubjectGrants.listed(holder.capabilities(), "agents.read"));
    guard.requireOver(exchange, holder.agents());
  }

  private static Initiator initiator(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
