/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.rest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Response;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantAdminService;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** Operations of the admin API shared by agents and resources. */
final class ParticipantAdminOperations {

  private final ParticipantAdminService registry;
  private final String kind;
  private final ParticipantRequestBodyParser bodies;

  ParticipantAdminOperations(
      ParticipantAdminService registry,
      RawSignatureVerifier checks,
      OutboundHttpClient http,
      String kind) {
    this.registry = registry;
    this.kind = kind;
    this.bodies = new ParticipantRequestBodyParser(kind, checks, http);
  }

  ListResponseBody<Map<String, Object>> list(
      HttpServletRequest request, PageQueryParameters query, String name) {
    PageRequest page = query.request();
    page.sortBy()
        .filter(by -> !by.equals("identifier"))
        .ifPresent(
            by -> {
              throw ApiException.invalid("sortBy", "sortBy must be identifier.");
            });
    return ListResponseBody.of(
        page(registry.list(HttpExchange.of(request).tenant(), kind), page), name);
  }

  Response create(
      HttpServletRequest request,
      Map<String, Object> body,
      UnaryOperator<ParticipantSettings> complete) {
    var exchange = HttpExchange.of(request);
    AAuthParticipant party =
        registry.create(exchange.tenant(), bodies.create(body), complete, exchange.initiator());
    return DataResponseBody.created(ParticipantRequestBodyParser.toView(party), "Registered.");
  }

  DataResponseBody<Map<String, Object>> get(HttpServletRequest request, String id) {
    return DataResponseBody.of(
        ParticipantRequestBodyParser.toView(
            registry.get(HttpExchange.of(request).tenant(), kind, id)));
  }

  DataResponseBody<Map<String, Object>> change(
      HttpServletRequest request,
      String id,
      Map<String, Object> body,
      UnaryOperator<ParticipantSettings> check) {
    var exchange = HttpExchange.of(request);
    AAuthParticipant party =
        registry.change(
            exchange.tenant(),
            kind,
            id,
            before -> check.apply(bodies.change(before, body)),
            exchange.initiator());
    return new DataResponseBody<>(ParticipantRequestBodyParser.toView(party), "Changed.");
  }

  MessageResponseBody delete(HttpServletRequest request, String id) {
    var exchange = HttpExchange.of(request);
    registry.delete(exchange.tenant(), kind, id, exchange.initiator());
    return new MessageResponseBody("Deleted. Its tokens are no longer valid.");
  }

  /** Returns a page of the list; the number of participants is small, so all are read. */
  private static Page<Map<String, Object>> page(List<AAuthParticipant> all, PageRequest page) {
    String search = page.search().orElse("").toLowerCase(Locale.ROOT);
    List<Map<String, Object>> matching =
        new ArrayList<>(
            all.stream()
                .filter(
                    each ->
                        (each.identifier() + " " + each.settings().name())
                            .toLowerCase(Locale.ROOT)
                            .contains(search))
                .map(ParticipantRequestBodyParser::toView)
                .toList());
    if (page.descending()) {
      Collections.reverse(matching);
    }
    return new Page<>(
        matching.stream().skip(page.offset()).limit(page.limit()).toList(), matching.size(), page);
  }
}
