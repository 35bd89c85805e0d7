/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.RelationTupleService;
import org.lumoauth.api.relation.StoredRelationTuple;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.OptionalRequestBody;

/** Serves {@code ~/zanzibar/tuples}. */
@Path("zanzibar/tuples")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class RelationTuplesResource {
  private static final String READ = "relations.read";
  private static final String WRITE = "relations.write";

  /** A stored tuple. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StoredTupleBody(
      String object,
      String relation,
      String subject,
      RelationTupleBody.TupleConditionBody condition,
      @JsonProperty("expires_at") Instant expiresAt,
      @JsonProperty("written_at") Instant writtenAt) {
    static StoredTupleBody of(StoredRelationTuple stored) {
      var body = RelationTupleBody.of(stored.tuple());
      return new StoredTupleBody(
          body.object(),
          body.relation(),
          body.subject(),
          body.condition(),
          body.expiresAt(),
          stored.writtenAt());
    }
  }

  /**
   * The result of a change.
   *
   * @param token a query that is at least as fresh as this token sees the change
   */
  record TupleChangeResult(String message, String token) {}

  private final RelationStoreService stores;
  private final RelationTupleService tuples;

  RelationTuplesResource(RelationStoreService stores, RelationTupleService tuples) {
    this.stores = stores;
    this.tuples = tuples;
  }

  @GET
  @RequiresPermission(READ)
  @OperationSummary("List stored tuples")
  public ResultSliceView<StoredTupleBody> read(
      @Context HttpServletRequest request,
      @BeanParam TupleFilterBody filter,
      @QueryParam("consistency") String consistency,
      @QueryParam("token") String token,
      @QueryParam("limit") String limit,
      @QueryParam("after") String after) {
    var tenant = HttpExchange.of(request).tenant();
    return RelationExceptionConverter.run(
        () ->
            ResultSliceView.of(
                tuples.read(
                    tenant,
                    stores.defaultStore(tenant).id(),
                    filter.filter(),
                    ConsistencyParser.of(consistency, token),
                    RelationPageParameterParser.of(limit),
                    RelationPageParameterParser.after(after)),
                StoredTupleBody::of));
  }

  @POST
  @RequiresPermission(WRITE)
  @OperationSummary("Write a tuple")
  public TupleChangeResult write(@Context HttpServletRequest request, RelationTupleBody body) {
    return change(request, TupleWriteRequest.of(List.of(body.tuple())), "Tuple written.");
  }

  /** Deletes a tuple from the body, or from the query for clients that send no body with DELETE. */
  @DELETE
  @Consumes(MediaType.WILDCARD)
  @RequiresPermission(WRITE)
  @OperationSummary("Delete a tuple")
  public TupleChangeResult delete(
      @Context HttpServletRequest request,
      @QueryParam("object") String object,
      @QueryParam("relation") String relation,
      @QueryParam("subject") String subject,
      @OptionalRequestBody RelationTupleBody body)
      throws IOException {
    var key =
        body != null
            ? body.key()
            : new TupleKey(
                ObjectAndSubjectTextParser.object(object, null, null),
                ObjectAndSubjectTextParser.required(relation, "`relation` is required."),
                ObjectAndSubjectTextParser.subject(subject, null, null, null));
    var change =
        new TupleWriteRequest(
            Optional.empty(), List.of(), List.of(key), List.of(), false, false, Optional.empty());
    return change(request, change, "Tuple deleted.");
  }

  @POST
  @Path("batch")
  @RequiresPermission(WRITE)
  @OperationSummary("Write and delete many tuples atomically")
  public TupleChangeResult batch(
      @Context HttpServletRequest request,
      @HeaderParam("Idempotency-Key") String key,
      TupleBatchBody body) {
    return change(request, body.change(Optional.ofNullable(key)), "Tuples changed.");
  }

  private TupleChangeResult change(
      HttpServletRequest request, TupleWriteRequest change, String message) {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    var by = AuditInitiator.of(exchange.caller(), exchange.requestInfo());
    return RelationExceptionConverter.run(
        () ->
            new TupleChangeResult(
                message, tuples.write(tenant, stores.defaultStore(tenant).id(), change, by)));
  }
}
