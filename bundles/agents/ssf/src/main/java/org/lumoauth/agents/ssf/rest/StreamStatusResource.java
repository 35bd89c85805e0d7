/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.rest;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.lumoauth.agents.ssf.SsfValidationErrorTranslator;
import org.lumoauth.agents.ssf.stream.CallingStreamReceiver;
import org.lumoauth.agents.ssf.stream.EventStreamService;
import org.lumoauth.agents.ssf.stream.EventStreamViewFactory;
import org.lumoauth.agents.ssf.stream.StreamStatus;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.OperationSummary;

/** {@code ~/ssf/status}: the status of a stream (SSF section 8.1.2). */
@Path("ssf/status")
@Produces("application/json")
@RequiresAuthentication
public final class StreamStatusResource {

  private static final Set<String> MEMBERS = Set.of("stream_id", "status", "reason");
  private static final int MAX_REASON = 500;

  private final EventStreamService streams;
  private final EventStreamViewFactory view;

  StreamStatusResource(EventStreamService streams, EventStreamViewFactory view) {
    this.streams = streams;
    this.view = view;
  }

  @GET
  @ApiErrorResponses(400)
  @OperationSummary("Get the status of an event stream")
  public Map<String, Object> get(
      @Context HttpServletRequest request,
      @QueryParam("stream_id") @SchemaProperty(required = true) String id) {
    var exchange = HttpExchange.of(request);
    var receiver = CallingStreamReceiver.requireReader(exchange);
    if (id == null) {
      throw ApiException.invalidRequest("`stream_id` is required.");
    }
    return view.status(streams.get(exchange.tenant(), receiver, id));
  }

  @POST
  @Consumes("application/json")
  @OperationSummary("Enable, pause or disable an event stream")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "stream_id", required = true),
        @SchemaProperty(
            value = "status",
            required = true,
            oneOf = {"enabled", "paused", "disabled"}),
        @SchemaProperty("reason")
      })
  @ApiErrorResponses(400)
  public Map<String, Object> update(@Context HttpServletRequest request) throws IOException {
    var exchange = HttpExchange.of(request);
    var receiver = CallingStreamReceiver.requireManager(exchange);
    var body = StreamRequestBodyReader.read(exchange);
    var members = SsfValidationErrorTranslator.read(() -> JsonObjectMemberReader.of(body, MEMBERS));
    var stream = streams.get(exchange.tenant(), receiver, StreamRequestBodyReader.streamId(body));
    StreamStatus status = SsfValidationErrorTranslator.read(() -> status(members));
    String reason =
        SsfValidationErrorTranslator.read(() -> members.text("reason", MAX_REASON)).orElse("");
    return view.status(
        streams.changeStatus(
            exchange.tenant(), stream, status, reason, StreamRequestBodyReader.by(exchange)));
  }

  private static StreamStatus status(JsonObjectMemberReader members) {
    return members
        .text("status", MAX_REASON)
        .flatMap(StreamStatus::named)
        .orElseThrow(
            () -> ApiException.invalidRequest("`status` must be enabled, paused or disabled."));
  }
}
