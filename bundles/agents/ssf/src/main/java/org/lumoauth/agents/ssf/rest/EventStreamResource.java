/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.rest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.agents.ssf.delivery.SecurityEventTokenSigner;
import org.lumoauth.agents.ssf.stream.CallingStreamReceiver;
import org.lumoauth.agents.ssf.stream.EventStreamService;
import org.lumoauth.agents.ssf.stream.EventStreamViewFactory;
import org.lumoauth.agents.ssf.stream.StreamConfigurationRequest;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.OperationSummary;

/**
 * {@code ~/ssf/stream}: the streams of a receiver.
 *
 * @see <a href="https://openid.net/specs/openid-sharedsignals-framework-1_0-final.html">Shared
 *     Signals Framework section 8.1.1</a>
 */
@Path("ssf/stream")
@Produces("application/json")
@RequiresAuthentication
public final class EventStreamResource {

  private final EventStreamService streams;
  private final EventStreamViewFactory view;
  private final SecurityEventTokenSigner tokens;

  EventStreamResource(
      EventStreamService streams, EventStreamViewFactory view, SecurityEventTokenSigner tokens) {
    this.streams = streams;
    this.view = view;
    this.tokens = tokens;
  }

  @GET
  @OperationSummary("Get an event stream, or list all streams of the receiver")
  public Map<String, Object> get(
      @Context HttpServletRequest request, @QueryParam("stream_id") String id) {
    var exchange = HttpExchange.of(request);
    var receiver = CallingStreamReceiver.requireReader(exchange);
    var tenant = exchange.tenant();
    if (id != null) {
      return view.of(tenant, streams.get(tenant, receiver, id));
    }
    List<Map<String, Object>> all =
        streams.list(tenant, receiver).stream().map(each -> view.of(tenant, each)).toList();
    return Map.of("streams", all);
  }

  @POST
  @Consumes("application/json")
  @OperationSummary("Create an event stream")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "delivery",
            type = Map.class,
            description = "The delivery method, with endpoint_url for push"),
        @SchemaProperty(value = "events_requested", type = String[].class),
        @SchemaProperty("description")
      })
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response create(@Context HttpServletRequest request) throws IOException {
    var exchange = HttpExchange.of(request);
    var receiver = CallingStreamReceiver.requireManager(exchange);
    var form = StreamConfigurationRequest.create(StreamRequestBodyReader.read(exchange));
    tokens.publishKey(exchange.tenant());
    var stream =
        streams.create(exchange.tenant(), receiver, form, StreamRequestBodyReader.by(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(view.of(exchange.tenant(), stream))
        .build();
  }

  @PATCH
  @Consumes("application/json")
  @OperationSummary("Update an event stream")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "stream_id", required = true),
        @SchemaProperty(
            value = "delivery",
            type = Map.class,
            description = "The delivery method, with endpoint_url for push"),
        @SchemaProperty(value = "events_requested", type = String[].class),
        @SchemaProperty("description")
      })
  public Map<String, Object> update(@Context HttpServletRequest request) throws IOException {
    var exchange = HttpExchange.of(request);
    var receiver = CallingStreamReceiver.requireManager(exchange);
    var body = StreamRequestBodyReader.read(exchange);
    var stream = streams.get(exchange.tenant(), receiver, StreamRequestBodyReader.streamId(body));
    var form = StreamConfigurationRequest.change(body, view.of(exchange.tenant(), stream));
    return view.of(
        exchange.tenant(),
        streams.update(exchange.tenant(), stream, form, StreamRequestBodyReader.by(exchange)));
  }

  @PUT
  @Consumes("application/json")
  @OperationSummary("Replace the configuration of an event stream")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "stream_id", required = true),
        @SchemaProperty(
            value = "delivery",
            type = Map.class,
            description = "The delivery method, with endpoint_url for push"),
        @SchemaProperty(value = "events_requested", type = String[].class),
        @SchemaProperty("description")
      })
  public Map<String, Object> replace(@Context HttpServletRequest request) throws IOException {
    var exchange = HttpExchange.of(request);
    var receiver = CallingStreamReceiver.requireManager(exchange);
    var body = StreamRequestBodyReader.read(exchange);
    var stream = streams.get(exchange.tenant(), receiver, StreamRequestBodyReader.streamId(body));
    var form = StreamConfigurationRequest.change(body, view.of(exchange.tenant(), stream));
    return view.of(
        exchange.tenant(),
        streams.configure(exchange.tenant(), stream, form, StreamRequestBodyReader.by(exchange)));
  }

  @DELETE
  @OperationSummary("Delete an event stream and its queued events")
  @ApiResponse(status = 204)
  @ApiErrorResponses(400)
  public Response delete(
      @Context HttpServletRequest request,
      @QueryParam("stream_id") @SchemaProperty(required = true) String id) {
    var exchange = HttpExchange.of(request);
    var receiver = CallingStreamReceiver.requireManager(exchange);
    if (id == null) {
      throw ApiException.invalidRequest("`stream_id` is required.");
    }
    var stream = streams.get(exchange.tenant(), receiver, id);
    streams.delete(exchange.tenant(), stream, StreamRequestBodyReader.by(exchange));
    return Response.noContent().build();
  }
}
