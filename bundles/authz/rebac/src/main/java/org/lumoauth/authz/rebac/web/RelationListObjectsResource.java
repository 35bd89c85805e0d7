/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Serves {@code ~/zanzibar/list-objects}. */
@Path("zanzibar/list-objects")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class RelationListObjectsResource {

  /** The response with the found objects. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ObjectListResponse(List<String> objects, boolean complete, String next) {}

  private final RelationStoreService stores;
  private final RelationQueryService queries;

  RelationListObjectsResource(RelationStoreService stores, RelationQueryService queries) {
    this.stores = stores;
    this.queries = queries;
  }

  @POST
  @RequiresAuthentication
  @OperationSummary("List the objects of a type to which a subject has a relation")
  public ObjectListResponse list(@Context HttpServletRequest request, RelationQueryBody body) {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    var subject = body.subjectRef();
    RelationQueryGuard.requireMayAsk(exchange, body, subject);
    return RelationExceptionConverter.run(
        () -> {
          var slice =
              queries.listObjects(
                  tenant,
                  stores.defaultStore(tenant).id(),
                  body.listedType(),
                  body.relationName(),
                  subject,
                  body.queryContext(),
                  RelationPageParameterParser.of(body.limit()),
                  RelationPageParameterParser.after(body.after()));
          return new ObjectListResponse(
              slice.items().stream().map(ObjectRef::toString).toList(),
              slice.complete(),
              slice.next().orElse(null));
        });
  }
}
