package org.lumoauth.agents.aauth.rest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Response;
import org.lumoauth.agents.aauth.party.Party;
import org.lumoauth.agents.aauth.party.PartyRegistry;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.key.SignatureChecks;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;

/** What the admin API does with agents and with resources alike. */
final class Parties {

  private final PartyRegistry registry;
  private final String kind;
  private final PartyBody bodies;

  Parties(PartyRegistry registry, SignatureChecks checks, OutboundHttp http, String kind) {
    this.registry = registry;
    this.kind = kind;
    this.bodies = new PartyBody(kind, checks, http);
  }

  ListBody<Map<String, Object>> list(HttpServletRequest request, PageQuery query, String name) {
    PageRequest page = query.request();
    page.sortBy()
        .filter(by -> !by.equals("identifier"))
        .ifPresent(
            by -> {
              throw Problem.invalid("sortBy", "sortBy is identifier.");
            });
    return ListBody.of(page(registry.list(Exchange.of(request).tenant(), kind), page), name);
  }

  Response create(
      HttpServletRequest request, Map<String, Object> body, UnaryOperator<PartySettings> complete) {
    var exchange = Exchange.of(request);
    Party party =
        registry.create(exchange.tenant(), bodies.create(body), complete, initiator(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(PartyBody.shown(party), "Registered."))
        .build();
  }

  DataBody<Map<String, Object>> get(HttpServletRequest request, String id) {
    return DataBody.of(PartyBody.shown(registry.get(Exchange.of(request).tenant(), kind, id)));
  }

  DataBody<Map<String, Object>> change(
      HttpServletRequest request,
      String id,
      Map<String, Object> body,
      UnaryOperator<PartySettings> check) {
    var exchange = Exchange.of(request);
    Party party =
        registry.change(
            exchange.tenant(),
            kind,
            id,
            before -> check.apply(bodies.change(before, body)),
            initiator(exchange));
    return new DataBody<>(PartyBody.shown(party), "Changed.");
  }

  MessageBody delete(HttpServletRequest request, String id) {
    var exchange = Exchange.of(request);
    registry.delete(exchange.tenant(), kind, id, initiator(exchange));
    return new MessageBody("Removed; its tokens are no longer valid.");
  }

  private static Initiator initiator(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }

  /** They are few: all are read, and what is asked for is cut out. */
  private static Page<Map<String, Object>> page(List<Party> all, PageRequest page) {
    String search = page.search().orElse("").toLowerCase(Locale.ROOT);
    List<Map<String, Object>> matching =
        new ArrayList<>(
            all.stream()
                .filter(
                    each ->
                        (each.identifier() + " " + each.settings().name())
                            .toLowerCase(Locale.ROOT)
                            .contains(search))
                .map(PartyBody::shown)
                .toList());
    if (page.descending()) {
      Collections.reverse(matching);
    }
    return new Page<>(
        matching.stream().skip(page.offset()).limit(page.limit()).toList(), matching.size(), page);
  }
}
