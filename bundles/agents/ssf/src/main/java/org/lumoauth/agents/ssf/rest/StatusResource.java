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
import org.lumoauth.agents.ssf.Readable;
import org.lumoauth.agents.ssf.stream.Receiver;
import org.lumoauth.agents.ssf.stream.Status;
import org.lumoauth.agents.ssf.stream.StreamView;
import org.lumoauth.agents.ssf.stream.Streams;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/ssf/status}: what becomes of a stream's events (SSF section 8.1.2). */
@Path("ssf/status")
@Produces("application/json")
@Authenticated
public final class StatusResource {

  private static final Set<String> MEMBERS = Set.of("stream_id", "status", "reason");
  private static final int MAX_REASON = 500;

  private final Streams streams;
  private final StreamView view;

  StatusResource(Streams streams, StreamView view) {
    this.streams = streams;
    this.view = view;
  }

  @GET
  @Refuses(400)
  @Summary("Read the status of an event stream")
  public Map<String, Object> get(
      @Context HttpServletRequest request,
      @QueryParam("stream_id") @Member(needed = true) String id) {
    var exchange = Exchange.of(request);
    var receiver = Receiver.reads(exchange);
    if (id == null) {
      throw Problem.invalidRequest("stream_id is needed.");
    }
    return view.status(streams.get(exchange.tenant(), receiver, id));
  }

  @POST
  @Consumes("application/json")
  @Summary("Enable, pause or disable an event stream")
  @Takes(
      members = {
        @Member(value = "stream_id", needed = true),
        @Member(
            value = "status",
            needed = true,
            oneOf = {"enabled", "paused", "disabled"}),
        @Member("reason")
      })
  @Refuses(400)
  public Map<String, Object> update(@Context HttpServletRequest request) throws IOException {
    var exchange = Exchange.of(request);
    var receiver = Receiver.manages(exchange);
    var body = StreamBody.read(exchange);
    var members = Readable.read(() -> Members.of(body, MEMBERS));
    var stream = streams.get(exchange.tenant(), receiver, StreamBody.streamId(body));
    Status status = Readable.read(() -> status(members));
    String reason = Readable.read(() -> members.text("reason", MAX_REASON)).orElse("");
    return view.status(
        streams.turn(exchange.tenant(), stream, status, reason, StreamBody.by(exchange)));
  }

  private static Status status(Members members) {
    return members
        .text("status", MAX_REASON)
        .flatMap(Status::named)
        .orElseThrow(() -> Problem.invalidRequest("status is enabled, paused or disabled."));
  }
}
