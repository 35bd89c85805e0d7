package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.relation.RelationTuples;
import org.lumoauth.api.relation.TupleChange;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.rebac.ChangeWatch;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.SentTime;
import org.lumoauth.platform.web.Summary;

/** {@code ~/zanzibar/changes}. */
@Path("zanzibar/changes")
@Produces(MediaType.APPLICATION_JSON)
public final class ChangesResource {

  /** Shorter than what proxies and clients wait for an answer. */
  private static final int LONGEST_WAIT = 20;

  /** One change. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Change(
      String operation,
      String object,
      String relation,
      String subject,
      TupleBody.ConditionBody condition,
      @JsonProperty("expires_at") Instant expiresAt,
      Instant at,
      String token) {
    static Change of(TupleChange change) {
      var body = TupleBody.of(change.tuple());
      return new Change(
          change.operation().name().toLowerCase(Locale.ROOT),
          body.object(),
          body.relation(),
          body.subject(),
          body.condition(),
          body.expiresAt(),
          change.at(),
          change.token());
    }
  }

  private final RelationStores stores;
  private final RelationTuples tuples;
  private final ChangeWatch watch;

  ChangesResource(RelationStores stores, RelationTuples tuples, ChangeWatch watch) {
    this.stores = stores;
    this.tuples = tuples;
    this.watch = watch;
  }

  @GET
  @Requires("relations.read")
  @Summary("Follow the changes of tuples in their order")
  public SliceBody<Change> changes(
      @Context HttpServletRequest request,
      @QueryParam("object_type") String type,
      @QueryParam("from") String from,
      @QueryParam("limit") String limit,
      @QueryParam("after") String after,
      @QueryParam("wait") String wait) {
    var tenant = Exchange.of(request).tenant();
    var of = Optional.ofNullable(type).filter(each -> !each.isEmpty());
    var since = time(from);
    int most = Limits.of(limit);
    var token = Limits.after(after);
    return RelationProblems.run(
        () -> {
          var store = stores.standard(tenant).id();
          var slice =
              watch.until(
                  new StoreKey(tenant.id(), store),
                  seconds(wait),
                  () -> tuples.changes(tenant, store, of, since, most, token),
                  found -> !found.items().isEmpty());
          return SliceBody.of(slice, Change::of);
        });
  }

  private static Duration seconds(String text) {
    if (text == null || text.isEmpty()) {
      return Duration.ZERO;
    }
    if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) > LONGEST_WAIT) {
      throw Problem.invalid("wait", "wait is 0 to " + LONGEST_WAIT + " seconds.");
    }
    return Duration.ofSeconds(Integer.parseInt(text));
  }

  private static Optional<Instant> time(String text) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(SentTime.parse(text));
    } catch (DateTimeException e) {
      throw Problem.invalid("from", "from is a time, as 2026-11-25T10:00:00Z.");
    }
  }
}
