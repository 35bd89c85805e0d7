package org.lumoauth.agents.workload.rest;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Response;
import org.lumoauth.agents.workload.rule.RuleBook;
import org.lumoauth.agents.workload.rule.TrustRule;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.GivenPower;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;

/** What the admin API does with the rules of agents and of blueprints alike. */
final class Rules {

  private final RuleBook book;
  private final RuleBody bodies;
  private final BiFunction<TenantContext, String, Set<String>> capabilities;

  /**
   * @param capabilities what whoever is trusted may be capable of, by the holder's id; it refuses a
   *     holder that there is not
   */
  Rules(
      RuleBook book, RuleBody bodies, BiFunction<TenantContext, String, Set<String>> capabilities) {
    this.book = book;
    this.bodies = bodies;
    this.capabilities = capabilities;
  }

  ListBody<Map<String, Object>> list(HttpServletRequest request, String holderId) {
    TenantContext tenant = Exchange.of(request).tenant();
    capabilities.apply(tenant, holderId);
    return ListBody.whole(book.list(tenant, holderId).stream().map(RuleBody::shown).toList());
  }

  Response create(HttpServletRequest request, String holderId, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    GivenPower.require(exchange, capabilities.apply(exchange.tenant(), holderId));
    TrustRule rule =
        book.create(
            exchange.tenant(),
            bodies.create(exchange.tenant(), holderId, body),
            initiator(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(RuleBody.shown(rule), "Workloads are trusted."))
        .build();
  }

  DataBody<Map<String, Object>> get(HttpServletRequest request, String holderId, String id) {
    TenantContext tenant = Exchange.of(request).tenant();
    capabilities.apply(tenant, holderId);
    return DataBody.of(RuleBody.shown(book.get(tenant, holderId, id)));
  }

  DataBody<Map<String, Object>> change(
      HttpServletRequest request, String holderId, String id, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    GivenPower.require(exchange, capabilities.apply(exchange.tenant(), holderId));
    TrustRule rule =
        book.change(
            exchange.tenant(),
            holderId,
            id,
            before -> bodies.change(exchange.tenant(), before, body),
            initiator(exchange));
    return new DataBody<>(RuleBody.shown(rule), "Changed.");
  }

  /** Of a holder that is gone, too. */
  MessageBody delete(HttpServletRequest request, String holderId, String id) {
    var exchange = Exchange.of(request);
    book.delete(exchange.tenant(), holderId, id, initiator(exchange));
    return new MessageBody("Removed; the tokens that came of it are no longer valid.");
  }

  private static Initiator initiator(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
