package org.lumoauth.agents.ssf.rest;

import java.io.IOException;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.agents.ssf.Readable;
import org.lumoauth.agents.ssf.stream.Receiver;
import org.lumoauth.agents.ssf.stream.Streams;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/ssf/verify}: a receiver asks whether a stream works (SSF section 8.1.4). */
@Path("ssf/verify")
@Produces("application/json")
@Authenticated
public final class VerifyResource {

  private static final Set<String> MEMBERS = Set.of("stream_id", "state");
  private static final int MAX_STATE = 1_000;

  private final Streams streams;
  private final Verifications verifications;

  VerifyResource(Streams streams, Verifications verifications) {
    this.streams = streams;
    this.verifications = verifications;
  }

  @POST
  @Consumes("application/json")
  @Summary("Have a verification event sent over an event stream")
  @Takes(members = {@Member(value = "stream_id", needed = true), @Member("state")})
  @AnswersWith(status = 204)
  @Refuses(409)
  public Response verify(@Context HttpServletRequest request) throws IOException {
    var exchange = Exchange.of(request);
    var receiver = Receiver.manages(exchange);
    var body = StreamBody.read(exchange);
    var state = Readable.read(() -> Members.of(body, MEMBERS).text("state", MAX_STATE));
    var stream = streams.get(exchange.tenant(), receiver, StreamBody.streamId(body));
    verifications.ask(exchange.tenant(), stream, state);
    return Response.noContent().build();
  }
}
