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
import org.lumoauth.agents.ssf.delivery.SecurityEventTokens;
import org.lumoauth.agents.ssf.stream.Receiver;
import org.lumoauth.agents.ssf.stream.StreamForm;
import org.lumoauth.agents.ssf.stream.StreamView;
import org.lumoauth.agents.ssf.stream.Streams;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/**
 * {@code ~/ssf/stream}: a receiver's streams.
 *
 * @see <a href="https://openid.net/specs/openid-sharedsignals-framework-1_0-final.html">Shared
 *     Signals Framework section 8.1.1</a>
 */
@Path("ssf/stream")
@Produces("application/json")
@Authenticated
public final class StreamResource {

  private final Streams streams;
  private final StreamView view;
  private final SecurityEventTokens tokens;

  StreamResource(Streams streams, StreamView view, SecurityEventTokens tokens) {
    this.streams = streams;
    this.view = view;
    this.tokens = tokens;
  }

  @GET
  @Summary("Read one event stream, or list all of the receiver")
  public Map<String, Object> get(
      @Context HttpServletRequest request, @QueryParam("stream_id") String id) {
    var exchange = Exchange.of(request);
    var receiver = Receiver.reads(exchange);
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
  @Summary("Create an event stream")
  @Takes(
      members = {
        @Member(
            value = "delivery",
            type = Map.class,
            says = "With method, and endpoint_url for pushes"),
        @Member(value = "events_requested", type = String[].class),
        @Member("description")
      })
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response create(@Context HttpServletRequest request) throws IOException {
    var exchange = Exchange.of(request);
    var receiver = Receiver.manages(exchange);
    var form = StreamForm.create(StreamBody.read(exchange));
    tokens.publishKey(exchange.tenant());
    var stream = streams.create(exchange.tenant(), receiver, form, StreamBody.by(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(view.of(exchange.tenant(), stream))
        .build();
  }

  @PATCH
  @Consumes("application/json")
  @Summary("Change an event stream")
  @Takes(
      members = {
        @Member(value = "stream_id", needed = true),
        @Member(
            value = "delivery",
            type = Map.class,
            says = "With method, and endpoint_url for pushes"),
        @Member(value = "events_requested", type = String[].class),
        @Member("description")
      })
  public Map<String, Object> update(@Context HttpServletRequest request) throws IOException {
    var exchange = Exchange.of(request);
    var receiver = Receiver.manages(exchange);
    var body = StreamBody.read(exchange);
    var stream = streams.get(exchange.tenant(), receiver, StreamBody.streamId(body));
    var form = StreamForm.change(body, view.of(exchange.tenant(), stream));
    return view.of(
        exchange.tenant(),
        streams.update(exchange.tenant(), stream, form, StreamBody.by(exchange)));
  }

  @PUT
  @Consumes("application/json")
  @Summary("Replace the configuration of an event stream")
  @Takes(
      members = {
        @Member(value = "stream_id", needed = true),
        @Member(
            value = "delivery",
            type = Map.class,
            says = "With method, and endpoint_url for pushes"),
        @Member(value = "events_requested", type = String[].class),
        @Member("description")
      })
  public Map<String, Object> replace(@Context HttpServletRequest request) throws IOException {
    var exchange = Exchange.of(request);
    var receiver = Receiver.manages(exchange);
    var body = StreamBody.read(exchange);
    var stream = streams.get(exchange.tenant(), receiver, StreamBody.streamId(body));
    var form = StreamForm.change(body, view.of(exchange.tenant(), stream));
    return view.of(
        exchange.tenant(),
        streams.configure(exchange.tenant(), stream, form, StreamBody.by(exchange)));
  }

  @DELETE
  @Summary("Delete an event stream and what waits for it")
  @AnswersWith(status = 204)
  @Refuses(400)
  public Response delete(
      @Context HttpServletRequest request,
      @QueryParam("stream_id") @Member(needed = true) String id) {
    var exchange = Exchange.of(request);
    var receiver = Receiver.manages(exchange);
    if (id == null) {
      throw Problem.invalidRequest("stream_id is needed.");
    }
    var stream = streams.get(exchange.tenant(), receiver, id);
    streams.delete(exchange.tenant(), stream, StreamBody.by(exchange));
    return Response.noContent().build();
  }
}
