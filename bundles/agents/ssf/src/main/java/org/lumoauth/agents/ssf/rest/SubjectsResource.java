package org.lumoauth.agents.ssf.rest;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
import org.lumoauth.agents.ssf.subject.SubjectIdentifier;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/ssf/subjects/add} and {@code ~/ssf/subjects/remove} (SSF section 8.1.3). */
@Path("ssf/subjects")
@Produces("application/json")
@Authenticated
public final class SubjectsResource {

  private static final Set<String> ADDED = Set.of("stream_id", "subject", "verified");
  private static final Set<String> REMOVED = Set.of("stream_id", "subject");

  private final Streams streams;
  private final SubjectChoices choices;

  SubjectsResource(Streams streams, SubjectChoices choices) {
    this.streams = streams;
    this.choices = choices;
  }

  @POST
  @Path("add")
  @Consumes("application/json")
  @Summary("Add a subject to an event stream")
  @Takes(
      members = {
        @Member(value = "stream_id", needed = true),
        @Member(
            value = "subject",
            needed = true,
            type = Map.class,
            says = "A subject identifier (RFC 9493)"),
        @Member(value = "verified", type = boolean.class)
      })
  @AnswersWith(status = 200)
  public Response add(@Context HttpServletRequest request) throws IOException {
    put(request, members -> Members.of(members, ADDED).flag("verified"), true);
    return Response.ok().build();
  }

  @POST
  @Path("remove")
  @Consumes("application/json")
  @Summary("Remove a subject from an event stream")
  @Takes(
      members = {
        @Member(value = "stream_id", needed = true),
        @Member(
            value = "subject",
            needed = true,
            type = Map.class,
            says = "A subject identifier (RFC 9493)")
      })
  @AnswersWith(status = 204)
  public Response remove(@Context HttpServletRequest request) throws IOException {
    put(request, members -> Members.of(members, REMOVED), false);
    return Response.noContent().build();
  }

  private void put(
      HttpServletRequest request, Function<Map<String, Object>, ?> check, boolean added)
      throws IOException {
    var exchange = Exchange.of(request);
    var receiver = Receiver.manages(exchange);
    var body = StreamBody.read(exchange);
    Readable.read(() -> check.apply(body));
    var stream = streams.get(exchange.tenant(), receiver, StreamBody.streamId(body));
    choices.put(exchange.tenant(), stream, SubjectIdentifier.read(body.get("subject")), added);
  }
}
