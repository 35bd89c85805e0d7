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
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;

/** {@code ~/zanzibar/list-objects}. */
@Path("zanzibar/list-objects")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class ListObjectsResource {

  /** Objects that were found. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Found(List<String> objects, boolean complete, String next) {}

  private final RelationStores stores;
  private final RelationQueries queries;

  ListObjectsResource(RelationStores stores, RelationQueries queries) {
    this.stores = stores;
    this.queries = queries;
  }

  @POST
  @Authenticated
  @Summary("List the objects of a type to which a subject has a relation")
  public Found list(@Context HttpServletRequest request, QuestionBody body) {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    var subject = body.subjectRef();
    WhoMayAsk.check(exchange, body, subject);
    return RelationProblems.run(
        () -> {
          var slice =
              queries.listObjects(
                  tenant,
                  stores.standard(tenant).id(),
                  body.listedType(),
                  body.relationName(),
                  subject,
                  body.queryContext(),
                  Limits.of(body.limit()),
                  Limits.after(body.after()));
          return new Found(
              slice.items().stream().map(ObjectRef::toString).toList(),
              slice.complete(),
              slice.next().orElse(null));
        });
  }
}
