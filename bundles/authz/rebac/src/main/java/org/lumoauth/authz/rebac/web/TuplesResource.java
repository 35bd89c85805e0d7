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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.relation.RelationTuples;
import org.lumoauth.api.relation.StoredTuple;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWrite;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.OptionalBody;
import org.lumoauth.platform.web.Summary;

/** {@code ~/zanzibar/tuples}. */
@Path("zanzibar/tuples")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class TuplesResource {
  private static final String READ = "relations.read";
  private static final String WRITE = "relations.write";

  /** A tuple that is kept. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Kept(
      String object,
      String relation,
      String subject,
      TupleBody.ConditionBody condition,
      @JsonProperty("expires_at") Instant expiresAt,
      @JsonProperty("written_at") Instant writtenAt) {
    static Kept of(StoredTuple stored) {
      var body = TupleBody.of(stored.tuple());
      return new Kept(
          body.object(),
          body.relation(),
          body.subject(),
          body.condition(),
          body.expiresAt(),
          stored.writtenAt());
    }
  }

  /**
   * What became of a change.
   *
   * @param token whoever asks at least as fresh as this sees the change
   */
  record Changed(String message, String token) {}

  private final RelationStores stores;
  private final RelationTuples tuples;

  TuplesResource(RelationStores stores, RelationTuples tuples) {
    this.stores = stores;
    this.tuples = tuples;
  }

  @GET
  @Requires(READ)
  @Summary("Read tuples as they are kept")
  public SliceBody<Kept> read(
      @Context HttpServletRequest request,
      @BeanParam FilterBody filter,
      @QueryParam("consistency") String consistency,
      @QueryParam("token") String token,
      @QueryParam("limit") String limit,
      @QueryParam("after") String after) {
    var tenant = Exchange.of(request).tenant();
    return RelationProblems.run(
        () ->
            SliceBody.of(
                tuples.read(
                    tenant,
                    stores.standard(tenant).id(),
                    filter.filter(),
                    Freshness.of(consistency, token),
                    Limits.of(limit),
                    Limits.after(after)),
                Kept::of));
  }

  @POST
  @Requires(WRITE)
  @Summary("Write a tuple")
  public Changed write(@Context HttpServletRequest request, TupleBody body) {
    return change(request, TupleWrite.of(List.of(body.tuple())), "Tuple written.");
  }

  /** The tuple stands in the body, or in the query where a client sends no body with DELETE. */
  @DELETE
  @Consumes(MediaType.WILDCARD)
  @Requires(WRITE)
  @Summary("Delete a tuple")
  public Changed delete(
      @Context HttpServletRequest request,
      @QueryParam("object") String object,
      @QueryParam("relation") String relation,
      @QueryParam("subject") String subject,
      @OptionalBody TupleBody body)
      throws IOException {
    var key =
        body != null
            ? body.key()
            : new TupleKey(
                Names.object(object, null, null),
                Names.required(relation, "Name the relation."),
                Names.subject(subject, null, null, null));
    var change =
        new TupleWrite(
            Optional.empty(), List.of(), List.of(key), List.of(), false, false, Optional.empty());
    return change(request, change, "Tuple deleted.");
  }

  @POST
  @Path("batch")
  @Requires(WRITE)
  @Summary("Write and delete many tuples, all or none")
  public Changed batch(
      @Context HttpServletRequest request,
      @HeaderParam("Idempotency-Key") String key,
      BatchBody body) {
    return change(request, body.change(Optional.ofNullable(key)), "Tuples changed.");
  }

  private Changed change(HttpServletRequest request, TupleWrite change, String message) {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    var by = Initiator.of(exchange.caller(), exchange.requestInfo());
    return RelationProblems.run(
        () -> new Changed(message, tuples.write(tenant, stores.standard(tenant).id(), change, by)));
  }
}
