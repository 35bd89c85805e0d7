/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.RelationTupleService;
import org.lumoauth.api.relation.TupleChange;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.tuple.TupleChangeWatcher;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.RequestTimestampParser;

/** Serves {@code ~/zanzibar/changes}. */
@Path("zanzibar/changes")
@Produces(MediaType.APPLICATION_JSON)
public final class RelationChangesResource {

  /** The maximum waiting time in seconds, shorter than the timeouts of proxies and clients. */
  private static final int LONGEST_WAIT = 20;

  /** A change of a tuple. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TupleChangeBody(
      String operation,
      String object,
      String relation,
      String subject,
      RelationTupleBody.TupleConditionBody condition,
      @JsonProperty("expires_at") Instant expiresAt,
      Instant at,
      String token) {
    static TupleChangeBody of(TupleChange change) {
      var body = RelationTupleBody.of(change.tuple());
      return new TupleChangeBody(
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

  private final RelationStoreService stores;
  private final RelationTupleService tuples;
  private final TupleChangeWatcher watch;

  RelationChangesResource(
      RelationStoreService stores, RelationTupleService tuples, TupleChangeWatcher watch) {
    this.stores = stores;
    this.tuples = tuples;
    this.watch = watch;
  }

  @GET
  @RequiresPermission("relations.read")
  @OperationSummary("List the changes of tuples in order")
  public ResultSliceView<TupleChangeBody> changes(
      @Context HttpServletRequest request,
      @QueryParam("object_type") String type,
      @QueryParam("from") String from,
      @QueryParam("limit") String limit,
      @QueryParam("after") String after,
      @QueryParam("wait") String wait) {
    var tenant = HttpExchange.of(request).tenant();
    var of = Optional.ofNullable(type).filter(each -> !each.isEmpty());
    var since = time(from);
    int most = RelationPageParameterParser.of(limit);
    var token = RelationPageParameterParser.after(after);
    return RelationExceptionConverter.run(
        () -> {
          var store = stores.defaultStore(tenant).id();
          var slice =
              watch.awaitChange(
                  new RelationStoreKey(tenant.id(), store),
                  seconds(wait),
                  () -> tuples.listChanges(tenant, store, of, since, most, token),
                  found -> !found.items().isEmpty());
          return ResultSliceView.of(slice, TupleChangeBody::of);
        });
  }

  private static Duration seconds(String text) {
    if (text == null || text.isEmpty()) {
      return Duration.ZERO;
    }
    if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) > LONGEST_WAIT) {
      throw ApiException.invalid(
          "wait", "`wait` must be between 0 and " + LONGEST_WAIT + " seconds.");
    }
    return Duration.ofSeconds(Integer.parseInt(text));
  }

  private static Optional<Instant> time(String text) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(RequestTimestampParser.parse(text));
    } catch (DateTimeException e) {
      throw ApiException.invalid("from", "`from` must be a time such as 2026-11-25T10:00:00Z.");
    }
  }
}
