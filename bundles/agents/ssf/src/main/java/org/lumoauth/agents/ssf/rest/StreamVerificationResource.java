/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.agents.ssf.SsfValidationErrorTranslator;
import org.lumoauth.agents.ssf.stream.CallingStreamReceiver;
import org.lumoauth.agents.ssf.stream.EventStreamService;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.OperationSummary;

/** {@code ~/ssf/verify}: requests the verification of a stream (SSF section 8.1.4). */
@Path("ssf/verify")
@Produces("application/json")
@RequiresAuthentication
public final class StreamVerificationResource {

  private static final Set<String> MEMBERS = Set.of("stream_id", "state");
  private static final int MAX_STATE = 1_000;

  private final EventStreamService streams;
  private final StreamVerificationService verifications;

  StreamVerificationResource(EventStreamService streams, StreamVerificationService verifications) {
    this.streams = streams;
    this.verifications = verifications;
  }

  @POST
  @Consumes("application/json")
  @OperationSummary("Request a verification event for an event stream")
  @ApiRequestParameters(
      members = {@SchemaProperty(value = "stream_id", required = true), @SchemaProperty("state")})
  @ApiResponse(status = 204)
  @ApiErrorResponses(409)
  public Response verify(@Context HttpServletRequest request) throws IOException {
    var exchange = HttpExchange.of(request);
    var receiver = CallingStreamReceiver.requireManager(exchange);
    var body = StreamRequestBodyReader.read(exchange);
    var state =
        SsfValidationErrorTranslator.read(
            () -> JsonObjectMemberReader.of(body, MEMBERS).text("state", MAX_STATE));
    var stream = streams.get(exchange.tenant(), receiver, StreamRequestBodyReader.streamId(body));
    verifications.ask(exchange.tenant(), stream, state);
    return Response.noContent().build();
  }
}
