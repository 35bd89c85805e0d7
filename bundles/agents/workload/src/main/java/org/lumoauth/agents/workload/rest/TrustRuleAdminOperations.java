/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rest;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Response;
import org.lumoauth.agents.workload.rule.TrustRule;
import org.lumoauth.agents.workload.rule.TrustRuleService;
import org.lumoauth.api.authz.SubjectGrants;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.InMemoryPager;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** Operations of the admin API shared by the rules of agents and of blueprints. */
final class TrustRuleAdminOperations {

  private final TrustRuleService book;
  private final TrustRuleRequestBodyParser bodies;
  private final TrustRuleHolder.TrustRuleHolderResolver holders;
  private final PrivilegeEscalationGuard guard;

  TrustRuleAdminOperations(
      TrustRuleService book,
      TrustRuleRequestBodyParser bodies,
      TrustRuleHolder.TrustRuleHolderResolver holders,
      PrivilegeEscalationGuard guard) {
    this.guard = guard;
    this.book = book;
    this.bodies = bodies;
    this.holders = holders;
  }

  ListResponseBody<Map<String, Object>> list(
      HttpServletRequest request, String named, PageQueryParameters query) {
    TenantContext tenant = HttpExchange.of(request).tenant();
    TrustRuleHolder holder = holders.require(tenant, named);
    return ListResponseBody.of(
        InMemoryPager.page(
            book.list(tenant, holder.id()).stream()
                .map(TrustRuleRequestBodyParser::toView)
                .toList(),
            query.request(),
            "id",
            rule -> String.valueOf(rule.get("provider"))),
        "trust_rules");
  }

  Response create(HttpServletRequest request, String named, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    TrustRuleHolder holder = holders.require(exchange.tenant(), named);
    requireOver(exchange, holder);
    TrustRule rule =
        book.create(
            exchange.tenant(),
            bodies.create(exchange.tenant(), holder.id(), body),
            exchange.initiator());
    return DataResponseBody.created(
        TrustRuleRequestBodyParser.toView(rule), "The trust rule was created.");
  }

  DataResponseBody<Map<String, Object>> get(HttpServletRequest request, String named, String id) {
    TenantContext tenant = HttpExchange.of(request).tenant();
    TrustRuleHolder holder = holders.require(tenant, named);
    return DataResponseBody.of(
        TrustRuleRequestBodyParser.toView(book.get(tenant, holder.id(), id)));
  }

  DataResponseBody<Map<String, Object>> change(
      HttpServletRequest request, String named, String id, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    TrustRuleHolder holder = holders.require(exchange.tenant(), named);
    requireOver(exchange, holder);
    TrustRule rule =
        book.change(
            exchange.tenant(),
            holder.id(),
            id,
            before -> bodies.change(exchange.tenant(), before, body),
            exchange.initiator());
    return new DataResponseBody<>(TrustRuleRequestBodyParser.toView(rule), "Changed.");
  }

  /** Deletes a rule, also of an agent or blueprint that no longer exists. */
  MessageResponseBody delete(HttpServletRequest request, String named, String id) {
    var exchange = HttpExchange.of(request);
    TenantContext tenant = exchange.tenant();
    book.delete(tenant, holders.id(tenant, named), id, exchange.initiator());
    return new MessageResponseBody(
        "The trust rule was deleted. Tokens obtained with it are no longer valid.");
  }

  /**
   * Requires all permissions of the agent or blueprint: a workload trusted by a rule acts as the
   * agent, or as an instance of the blueprint.
   */
  private void requireOver(HttpExchange exchange, TrustRuleHolder holder) {
    guard.requireGrants(exchange, SubjectGrants.listed(holder.capabilities(), "agents.read"));
    guard.requirePrivilegesOver(exchange, holder.agents());
  }
}
