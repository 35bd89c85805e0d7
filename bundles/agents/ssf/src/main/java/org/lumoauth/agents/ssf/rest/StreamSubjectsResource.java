/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.agents.ssf.SsfValidationErrorTranslator;
import org.lumoauth.agents.ssf.stream.CallingStreamReceiver;
import org.lumoauth.agents.ssf.stream.EventStreamService;
import org.lumoauth.agents.ssf.subject.SubjectIdentifier;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.OperationSummary;

/**
 * The REST resources {@code ~/ssf/subjects/add} and {@code ~/ssf/subjects/remove} (SSF section
 * 8.1.3).
 */
@Path("ssf/subjects")
@Produces("application/json")
@RequiresAuthentication
public final class StreamSubjectsResource {

  private static final Set<String> ADDED = Set.of("stream_id", "subject", "verified");
  private static final Set<String> REMOVED = Set.of("stream_id", "subject");

  private final EventStreamService streams;
  private final StreamSubjectService choices;

  StreamSubjectsResource(EventStreamService streams, StreamSubjectService choices) {
    this.streams = streams;
    this.choices = choices;
  }

  @POST
  @Path("add")
  @Consumes("application/json")
  @OperationSummary("Add a subject to an event stream")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "stream_id", required = true),
        @SchemaProperty(
            value = "subject",
            required = true,
            type = Map.class,
            description = "A subject identifier (RFC 9493)"),
        @SchemaProperty(value = "verified", type = boolean.class)
      })
  @ApiResponse(status = 200)
  public Response add(@Context HttpServletRequest request) throws IOException {
    put(request, members -> JsonObjectMemberReader.of(members, ADDED).flag("verified"), true);
    return Response.ok().build();
  }

  @POST
  @Path("remove")
  @Consumes("application/json")
  @OperationSummary("Remove a subject from an event stream")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "stream_id", required = true),
        @SchemaProperty(
            value = "subject",
            required = true,
            type = Map.class,
            description = "A subject identifier (RFC 9493)")
      })
  @ApiResponse(status = 204)
  public Response remove(@Context HttpServletRequest request) throws IOException {
    put(request, members -> JsonObjectMemberReader.of(members, REMOVED), false);
    return Response.noContent().build();
  }

  private void put(
      HttpServletRequest request, Function<Map<String, Object>, ?> check, boolean added)
      throws IOException {
    var exchange = HttpExchange.of(request);
    var receiver = CallingStreamReceiver.requireManager(exchange);
    var body = StreamRequestBodyReader.read(exchange);
    SsfValidationErrorTranslator.read(() -> check.apply(body));
    var stream = streams.get(exchange.tenant(), receiver, StreamRequestBodyReader.streamId(body));
    choices.put(exchange.tenant(), stream, SubjectIdentifier.read(body.get("subject")), added);
  }
}
